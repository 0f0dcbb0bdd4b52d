using System.Diagnostics;
using System.Globalization;
using ClientBase.Cli.Server;

namespace ClientBase.Functions.Tests.Fixtures;

/// <summary>The pinned emulator, run by <c>tests/azurite/start.mjs</c> in a temporary folder.</summary>
internal static class NodeAzurite
{
    private const int Attempts = 5;

    public static string Script { get; } = Path.Combine(Repository.Root, "tests", "azurite", "start.mjs");

    public static async Task<RunningAzurite> StartAsync()
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            // Between the choice of the ports and their use somebody else may take them.
            if (await TryStartAsync(FreePorts.Find(3)) is { } running)
            {
                return running;
            }
        }

        throw new InvalidOperationException($"Azurite found no free ports in {Attempts} attempts.");
    }

    private static async Task<RunningAzurite?> TryStartAsync(int basePort)
    {
        var node = Process.Start(new ProcessStartInfo("node")
        {
            // The end of its input stops it and removes its data, so both also go when this process is killed.
            ArgumentList =
            {
                Script, "--temporary", "--until-stdin-ends", "--base-port", basePort.ToString(CultureInfo.InvariantCulture),
            },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;

        var answer = await node.StandardOutput.ReadLineAsync();
        if (answer?.Contains(" started ", StringComparison.Ordinal) == true)
        {
            return new RunningAzurite(basePort, () => Stop(node));
        }

        Stop(node);
        return answer is null
            ? throw new InvalidOperationException("Azurite did not start; node's error output says why.")
            : null;
    }

    private static void Stop(Process node)
    {
        node.StandardInput.Close();
        node.Dispose();
    }
}
