using System.Text.Json;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Benchmarks.Base;

/// <summary>A generated base, as the data folder of an emulator: made once, and copied for each run that changes it.</summary>
internal sealed class BaseFolder(string path, int contacts)
{
    private readonly string _progress = Path.Combine(path, "progress.json");

    public int Contacts => contacts;

    /// <summary>How far it has been made; null before the start.</summary>
    public Progress? Made => File.Exists(_progress) ? JsonSerializer.Deserialize<Progress>(File.ReadAllText(_progress)) : null;

    /// <summary>The folder of a base of so many contacts: BENCH_BASE, or one beside the figures.</summary>
    public static BaseFolder Of(int contacts)
    {
        var beside = Path.Combine(Repository.Root, "artifacts", $"base-{contacts}");
        var path = Environment.GetEnvironmentVariable("BENCH_BASE") is { Length: > 0 } own ? own : beside;
        return new BaseFolder(Path.GetFullPath(path), contacts);
    }

    public void Keep(Progress made)
    {
        Directory.CreateDirectory(path);
        File.WriteAllText(_progress, JsonSerializer.Serialize(made));
    }

    /// <summary>Starts the emulator on the folder itself.</summary>
    public Task<RunningAzurite> StartAsync() => NodeAzurite.StartAsync(path);

    /// <summary>Starts an emulator on a copy, which goes when it is stopped.</summary>
    public async Task<RunningAzurite> StartCopyAsync()
    {
        var copy = Directory.CreateTempSubdirectory("clientbase-base-").FullName;
        var files = Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories);
        foreach (var file in files.Where(file => Path.GetExtension(file) is not (".pid" or ".log" or ".lock")))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(path, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        var azurite = await NodeAzurite.StartAsync(copy);
        return azurite with
        {
            Stop = () =>
            {
                azurite.Stop();
                Directory.Delete(copy, recursive: true);
            },
        };
    }
}

/// <summary>How far a base has been made.</summary>
/// <param name="AsOf">The instant its segments are of.</param>
/// <param name="HasSnapshots">Whether the snapshots are written.</param>
/// <param name="WithRows">How many contacts, the first ones, are to have rows.</param>
/// <param name="RowsOf">How many have them.</param>
internal sealed record Progress(DateTimeOffset AsOf, bool HasSnapshots, int WithRows, int RowsOf)
{
    public bool IsReady => HasSnapshots && RowsOf >= WithRows;
}
