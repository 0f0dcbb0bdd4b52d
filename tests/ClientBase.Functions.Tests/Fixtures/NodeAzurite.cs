using System.Diagnostics;
using System.Globalization;

namespace ClientBase.Functions.Tests.Fixtures;

/// <summary>The pinned emulator, run by <c>tests/azurite/start.mjs</c> in a folder of its own.</summary>
internal static class NodeAzurite
{
    private const int Attempts = 5;
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(30);

    public static string Script { get; } = FindScript();

    public static async Task<RunningAzurite> StartAsync()
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            // Between the choice of the ports and their use somebody else may take them.
            if (await TryStartAsync(FreePorts.Three()) is { } running)
            {
                return running;
            }
        }

        throw new InvalidOperationException($"Azurite found no free ports in {Attempts} attempts.");
    }

    private static async Task<RunningAzurite?> TryStartAsync(int basePort)
    {
        var location = Directory.CreateTempSubdirectory("clientbase-azurite-").FullName;
        var node = Process.Start(new ProcessStartInfo("node")
        {
            // The end of its input stops it, so it also goes when this process is killed.
            ArgumentList =
            {
                Script, "--until-stdin-ends", "--base-port", basePort.ToString(CultureInfo.InvariantCulture), "--location", location,
            },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;

        var answer = await node.StandardOutput.ReadLineAsync();
        if (answer?.Contains(" started ", StringComparison.Ordinal) == true)
        {
            return new RunningAzurite(basePort, () => Stop(node, location));
        }

        Stop(node, location);
        return answer is null
            ? throw new InvalidOperationException("Azurite did not start; node's error output says why.")
            : null;
    }

    private static void Stop(Process node, string location)
    {
        node.StandardInput.Close();
        if (node.WaitForExit(StopTimeout))
        {
            Directory.Delete(location, recursive: true);
        }

        node.Dispose();
    }

    private static string FindScript()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var script = Path.Combine(folder.FullName, "tests", "azurite", "start.mjs");
            if (File.Exists(script))
            {
                return script;
            }
        }

        throw new InvalidOperationException($"tests/azurite/start.mjs was not found above {AppContext.BaseDirectory}.");
    }
}
