using System.Text.Json.Nodes;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.LocalHost;

/// <summary>A folder that looks like the built app, with another host.json or another worker.</summary>
internal sealed class AppCopy : IDisposable
{
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
        var files = new DirectoryInfo(AppProcess.AppFolder).EnumerateFileSystemInfos();
        foreach (var file in files.Where(file => file.Name != "local.settings.json"))
        {
            File.CreateSymbolicLink(copy.PathOf(file.Name), file.FullName);
        }

        return copy;
    }

    /// <summary>The same app whose worker is a shell script. The worker itself is <c>$WORKER "$@"</c> in it.</summary>
    public static AppCopy WithScript(string script)
    {
        var copy = Whole();
        var config = new JsonObject { ["defaultExecutablePath"] = "sh", ["defaultWorkerPath"] = "worker.sh" };
        return copy
            .Write("worker.sh", $"WORKER='dotnet {copy.PathOf("ClientBase.Functions.dll")}'\n{script}\n")
            .Write("worker.config.json", new JsonObject { ["description"] = config }.ToJsonString());
    }

    public string PathOf(string file) => Path.Combine(Folder, file);

    public AppCopy Write(string file, string text)
    {
        Delete(file); // Not through the link.
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
}
