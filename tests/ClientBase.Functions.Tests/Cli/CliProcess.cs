using System.Diagnostics;
using System.Reflection;
using System.Text;
using ClientBase.Cli.Demo;

namespace ClientBase.Functions.Tests.Cli;

/// <summary>The command line as its users meet it: a process with standard streams and an exit code.</summary>
internal static class CliProcess
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(10); // It ends what hangs; a machine may be slow.

    /// <summary>Runs a command without input.</summary>
    public static Task<CliResult> RunAsync(params string[] arguments) => RunAsync([], arguments);

    /// <summary>Runs a command that reads standard input.</summary>
    public static async Task<CliResult> RunAsync(byte[] input, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var argument in arguments.Prepend(Find()))
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.BaseStream.WriteAsync(input);
        process.StandardInput.Close();
        if (!await EndsAsync(process))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException(
                $"{string.Join(' ', arguments)} did not end within {Timeout.TotalMinutes:0} minutes. It said: {await errors}");
        }

        return new CliResult(process.ExitCode, await output, await errors);
    }

    private static async Task<bool> EndsAsync(Process process)
    {
        using var patience = new CancellationTokenSource(Timeout);
        try
        {
            await process.WaitForExitAsync(patience.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    // In its own output: the copy beside the tests has no function app near.
    private static string Find()
    {
        var cli = typeof(DemoRun).Assembly;
        var configuration = cli.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var framework = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "functions", "ClientBase.Cli", "bin", configuration, framework, "ClientBase.Cli.dll");
            if (File.Exists(path))
            {
                return path;
            }
        }

        throw new FileNotFoundException($"ClientBase.Cli.dll was not found above {AppContext.BaseDirectory}.");
    }
}

/// <summary>How a command ended.</summary>
internal sealed record CliResult(int ExitCode, string Output, string Errors);
