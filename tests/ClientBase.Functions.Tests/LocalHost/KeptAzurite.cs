using System.Diagnostics;
using System.Globalization;
using ClientBase.Cli.Server;
using ClientBase.Functions.Tests.Fixtures;
using ClientBase.LocalHost.Azurite;

namespace ClientBase.Functions.Tests.LocalHost;

/// <summary>An emulator that keeps its data while it is away, on ports and in a folder of its own.</summary>
internal sealed class KeptAzurite : IDisposable
{
    private readonly DirectoryInfo _location = Directory.CreateTempSubdirectory("clientbase-azurite-");
    private readonly int _basePort = FreePorts.Find(3);

    public string Port => _basePort.ToString(CultureInfo.InvariantCulture);

    public string Location => _location.FullName;

    public string ConnectionString => new RunningAzurite(_basePort, () => { }).ConnectionString;

    public Task<bool> AnswersAsync() => AzuriteLauncher.AnswersAsync(_basePort);

    public Task<string> StartAsync() => RunAsync("--detach");

    public Task<string> StopAsync() => RunAsync("--stop");

    public void Dispose() => _location.Delete(recursive: true);

    private async Task<string> RunAsync(string mode)
    {
        using var node = Process.Start(new ProcessStartInfo("node")
        {
            ArgumentList = { NodeAzurite.Script, mode, "--base-port", Port, "--location", Location },
            RedirectStandardOutput = true,
        })!;
        var answer = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.Equal(0, node.ExitCode);
        return answer;
    }
}
