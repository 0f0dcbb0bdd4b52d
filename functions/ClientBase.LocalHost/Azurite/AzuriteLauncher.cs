using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using ClientBase.LocalHost.Settings;

namespace ClientBase.LocalHost.Azurite;

/// <summary>Starts and stops the pinned storage emulator by <c>tests/azurite/start.mjs</c>.</summary>
internal sealed class AzuriteLauncher(string script, int basePort, string location)
{
    public const string Otherwise =
        "Start Azurite yourself (https://learn.microsoft.com/azure/storage/common/storage-install-azurite) " +
        "or set AzureWebJobsStorage to a storage account's connection string.";

    /// <summary>The script, in this or a folder above the current one or this program's; null when there is none.</summary>
    public static string? FindScript() => new[] { Environment.CurrentDirectory, AppContext.BaseDirectory }
        .SelectMany(AndAbove)
        .Select(folder => Path.Combine(folder, "tests", "azurite", "start.mjs"))
        .FirstOrDefault(File.Exists);

    public static async Task<bool> AnswersAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <returns>Whether this call started it: somebody else may have been quicker.</returns>
    public async Task<bool> StartAsync() => (await RunAsync("--detach")).Contains(" started ", StringComparison.Ordinal);

    public Task StopAsync() => RunAsync("--stop");

    private async Task<string> RunAsync(string mode)
    {
        using var node = Start(new ProcessStartInfo("node")
        {
            ArgumentList = { script, mode, "--base-port", basePort.ToString(CultureInfo.InvariantCulture), "--location", location },
            RedirectStandardOutput = true,
        });
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return node.ExitCode == 0
            ? output
            : throw new StartException($"The storage emulator did not {mode[2..]}; see above. {Otherwise}");
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new StartException($"Node.js is needed to start the storage emulator, and 'node' was not found. {Otherwise}", missing);
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
