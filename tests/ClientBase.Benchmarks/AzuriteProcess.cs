using System.Diagnostics;
using System.Globalization;

namespace ClientBase.Benchmarks;

/// <summary>A fresh storage emulator, started by <c>tests/azurite/start.mjs</c>.</summary>
internal sealed class AzuriteProcess(Process node) : IAsyncDisposable
{
    public static async Task<AzuriteProcess> StartAsync(int basePort, string location)
    {
        var node = Process.Start(new ProcessStartInfo("node")
        {
            ArgumentList =
            {
                Path.Combine(FindTests(), "azurite", "start.mjs"), "--until-stdin-ends",
                "--base-port", basePort.ToString(CultureInfo.InvariantCulture), "--location", location,
            },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        return await node.StandardOutput.ReadLineAsync() is null
            ? throw new InvalidOperationException("Azurite did not start; node's error output says why.")
            : new AzuriteProcess(node);
    }

    public async ValueTask DisposeAsync()
    {
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        node.Dispose();
    }

    private static string FindTests()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "azurite")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("tests/azurite was not found above this program.");
    }
}
