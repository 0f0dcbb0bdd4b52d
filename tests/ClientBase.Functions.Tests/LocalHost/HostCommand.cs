using System.Diagnostics;
using System.Globalization;
using ClientBase.Cli.Server;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.LocalHost;

/// <summary>The local host as one types it: arguments, a folder, an environment.</summary>
internal static class HostCommand
{
    /// <summary>Storage where nothing listens.</summary>
    public static string ClosedStorage => new RunningAzurite(FreePorts.Find(3), () => { }).ConnectionString;

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        string[] arguments, Dictionary<string, string>? settings = null, string? folder = null)
    {
        await using var host = Start(["dotnet", AppProcess.LocalHost, .. arguments], settings ?? [], folder);
        return (await host.ExitCodeAsync(), host.Log.Trim());
    }

    /// <summary>Starts a command that runs it.</summary>
    public static AppProcess Start(string[] command, Dictionary<string, string> settings, string? folder = null)
    {
        var port = FreePorts.Find(1);
        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = folder ?? AppProcess.AppFolder };
        start.Environment["FUNCTIONS_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return AppProcess.Start(start, port);
    }
}
