using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace ClientBase.LocalHost.Azurite;

/// <summary>Starts and stops the pinned storage emulator by <c>tests/azurite/start.mjs</c>.</summary>
internal sealed class AzuriteLauncher(string script, int basePort, string location)
{
    public static string DefaultLocation => Path.Combine(
        FindScript() is { } script ? Path.GetFullPath("../..", Path.GetDirectoryName(script)!) : Environment.CurrentDirectory, ".azurite");

    /// <summary>The launcher script, in this or a folder above the app's or the current one; null when there is none.</summary>
    public static string? FindScript() => new[] { Environment.CurrentDirectory, AppContext.BaseDirectory }
        .SelectMany(AndAbove)
        .Select(folder => Path.Combine(folder, "tests", "azurite", "start.mjs"))
        .FirstOrDefault(File.Exists);

    public static async Task<bool> AnswersAsync(int port, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <returns>Whether this call started it: somebody else may have been quicker.</returns>
    public async Task<bool> StartAsync(CancellationToken cancellationToken) =>
        (await RunAsync("--detach", cancellationToken)).Contains(" started ", StringComparison.Ordinal);

    public Task StopAsync(CancellationToken cancellationToken) => RunAsync("--stop", cancellationToken);

    private async Task<string> RunAsync(string mode, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("node")
        {
            ArgumentList = { script, mode, "--base-port", basePort.ToString(CultureInfo.InvariantCulture), "--location", location },
            RedirectStandardOutput = true,
        };
        using var node = Start(start);
        var output = await node.StandardOutput.ReadToEndAsync(cancellationToken);
        await node.WaitForExitAsync(cancellationToken);
        return node.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"The storage emulator did not {mode[2..]}; see above. {AzuriteHelp.Otherwise}");
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException(
                $"Node.js is needed to start the storage emulator, and 'node' was not found. {AzuriteHelp.Otherwise}", e);
        }
    }

    private static IEnumerable<string> AndAbove(string folder)
    {
        for (var found = new DirectoryInfo(folder); found is not null; found = found.Parent)
        {
            yield return found.FullName;
        }
    }
}
