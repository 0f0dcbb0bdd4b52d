using System.Text.Json.Nodes;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.LocalHost;

/// <summary>A folder that looks like the built app, with another host.json or another worker.</summary>
internal sealed class AppCopy : IDisposable
{
    private const string WorkerConfig = "worker.config.json";
    private const string HostJson = "host.json";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clientbase-app-");

    private AppCopy()
    {
    }

    public string Folder => _folder.FullName;

    /// <summary>The same app.</summary>
    public static AppCopy Whole()
    {
        var copy = new AppCopy();
        File.Copy(Path.Combine(AppProcess.AppFolder, HostJson), copy.PathOf(HostJson));
        copy.Run("dotnet", Path.Combine(AppProcess.AppFolder, "ClientBase.Functions.dll"));
        return copy;
    }

    /// <summary>The same app whose worker is a shell script. The worker itself is <c>$WORKER "$@"</c> in it.</summary>
    public static AppCopy WithScript(string script)
    {
        var copy = Whole();
        var worker = Path.Combine(AppProcess.AppFolder, "ClientBase.Functions.dll");
        copy.Write("worker.sh", $"WORKER='dotnet {worker}'\n{script}\n");
        copy.Run("sh", "worker.sh");
        return copy;
    }

    public string PathOf(string file) => Path.Combine(Folder, file);

    public AppCopy Write(string file, string text)
    {
        File.WriteAllText(PathOf(file), text);
        return this;
    }

    public AppCopy Delete(string file)
    {
        File.Delete(PathOf(file));
        return this;
    }

    public AppCopy ChangeHostJson(Action<JsonNode> change)
    {
        var json = JsonNode.Parse(File.ReadAllText(PathOf(HostJson)))!;
        change(json);
        return Write(HostJson, json.ToJsonString());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Run(string executable, string worker) => Write(WorkerConfig, new JsonObject
    {
        ["description"] = new JsonObject { ["defaultExecutablePath"] = executable, ["defaultWorkerPath"] = worker },
    }.ToJsonString());
}
