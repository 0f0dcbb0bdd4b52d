using System.Diagnostics;
using System.Globalization;
using ClientBase.Cli.Server;

namespace ClientBase.Functions.Tests.Fixtures;

/// <summary>The pinned emulator, run by <c>tests/azurite/start.mjs</c>.</summary>
internal static class NodeAzurite
{
    private const int Attempts = 5;

    public static string Script { get; } = Path.Combine(Repository.Root, "tests", "azurite", "start.mjs");

    /// <summary>Starts one on free ports.</summary>
    /// <param name="folder">Where its data stay; null: in a temporary folder that goes with it.</param>
    public static Task<RunningAzurite> StartAsync(string? folder = null) =>
        StartAsync(folder is null ? ["--temporary"] : ["--location", folder], isKept: folder is not null);

    /// <summary>Starts one that writes nothing to disk, for more rows than it can write there.</summary>
    public static Task<RunningAzurite> StartInMemoryAsync() => StartAsync(["--in-memory"], isKept: false);

    private static async Task<RunningAzurite> StartAsync(string[] place, bool isKept)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            // Between the choice of the ports and their use somebody else may take them.
            if (await TryStartAsync(FreePorts.Find(3), place, isKept) is { } running)
            {
                return running;
            }
        }

        throw new InvalidOperationException($"Azurite found no free ports in {Attempts} attempts.");
    }

    private static async Task<RunningAzurite?> TryStartAsync(int basePort, string[] place, bool isKept)
    {
        // The end of its input stops it and removes temporary data, so both also go when this process is killed.
        var port = basePort.ToString(CultureInfo.InvariantCulture);
        var node = Process.Start(new ProcessStartInfo("node", [Script, .. place, "--until-stdin-ends", "--base-port", port])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;

        var answer = await node.StandardOutput.ReadLineAsync();
        if (answer?.Contains(" started ", StringComparison.Ordinal) == true)
        {
            return new RunningAzurite(basePort, () => Stop(node, isKept));
        }

        Stop(node, isKept: false);
        return answer is null
            ? throw new InvalidOperationException("Azurite did not start; node's error output says why.")
            : null;
    }

    private static void Stop(Process node, bool isKept)
    {
        node.StandardInput.Close();
        if (isKept)
        {
            node.WaitForExit(); // Data that are to stay are written while it ends.
        }

        node.Dispose();
    }
}
