using System.Diagnostics;
using System.Globalization;

namespace ClientBase.Cli.Server;

/// <summary>The storage emulator of a server: the server starts and stops it, but one that was killed leaves it behind.</summary>
/// <param name="Port">Its first port.</param>
/// <param name="Folder">Where it keeps its data.</param>
internal sealed record StorageEmulator(int Port, string Folder)
{
    /// <summary>Stops it if it was left behind.</summary>
    public async Task StopIfLeftAsync()
    {
        if (File.Exists(Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"azurite-{Port}.pid")))
            && FindScript() is { } script)
        {
            string[] arguments = [script, "--stop", "--base-port", Port.ToString(CultureInfo.InvariantCulture), "--location", Folder];
            using var stopping = Process.Start(new ProcessStartInfo("node", arguments))!;
            await stopping.WaitForExitAsync();
        }
    }

    private static string? FindScript()
    {
        for (var folder = Directory.GetParent(ServerLocation.Find().LocalHost); folder is not null; folder = folder.Parent)
        {
            if (Path.Combine(folder.FullName, "tests", "azurite", "start.mjs") is var script && File.Exists(script))
            {
                return script;
            }
        }

        return null;
    }
}
