using System.Text.Json;
using System.Text.RegularExpressions;

namespace ClientBase.LocalHost.Settings;

/// <summary>The folder of a built Functions app, and how its worker is started.</summary>
/// <param name="Folder">Full path of the folder.</param>
/// <param name="Executable">What runs the worker, such as <c>dotnet</c>.</param>
/// <param name="Worker">Full path of the worker's assembly.</param>
internal sealed partial record BuiltApp(string Folder, string Executable, string Worker)
{
    private const int MaxHostId = 32; // The Functions host's own limit.

    /// <summary>Names this app's locks and timers in storage.</summary>
    public string HostId
    {
        get
        {
            var name = NotInHostId().Replace(Path.GetFileNameWithoutExtension(Worker).ToLowerInvariant(), "-").Trim('-');
            return name.Length > MaxHostId ? name[..MaxHostId] : name;
        }
    }

    /// <exception cref="StartException">The folder holds no built app.</exception>
    public static BuiltApp Open(string folder)
    {
        var path = Path.Combine(Path.GetFullPath(folder), "worker.config.json");
        if (!File.Exists(path))
        {
            throw new StartException($"There is no built Functions app in {Path.GetFullPath(folder)}. Build it first, such as: "
                + "dotnet build functions/ClientBase.Functions");
        }

        try
        {
            using var config = JsonDocument.Parse(File.ReadAllText(path));
            var worker = config.RootElement.GetProperty("description");
            return new BuiltApp(
                Path.GetFullPath(folder),
                Text(worker, "defaultExecutablePath"),
                Path.Combine(Path.GetFullPath(folder), Text(worker, "defaultWorkerPath")));
        }
        catch (Exception broken) when (broken is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new StartException($"{path} does not say how to start the worker: {broken.Message} Build the app again.", broken);
        }
    }

    private static string Text(JsonElement worker, string property) =>
        worker.GetProperty(property).GetString() ?? throw new InvalidOperationException($"'{property}' is null.");

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotInHostId();
}
