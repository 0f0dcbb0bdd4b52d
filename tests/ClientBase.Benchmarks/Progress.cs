using System.Diagnostics;
using System.Text.Json;

namespace ClientBase.Benchmarks;

/// <summary>
/// What the parts of a long run came to so far. It lies in artifacts, so that a run that was stopped goes on from there when it is started
/// again; from time to time it says how far it is.
/// </summary>
/// <typeparam name="T">What a part comes to.</typeparam>
internal sealed class Progress<T>
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(30);

    private readonly string _file;
    private readonly Dictionary<string, T> _done;
    private readonly Stopwatch _sinceStart = Stopwatch.StartNew();
    private TimeSpan _told;

    /// <param name="run">What the run is called; each has a progress of its own.</param>
    public Progress(string run)
    {
        _file = Path.Combine(Figures.Folder, $"{run.Replace(' ', '-')}.progress");
        var lines = File.Exists(_file) ? File.ReadAllLines(_file) : [];
        _done = lines.Select(line => JsonSerializer.Deserialize<Part>(line)!).ToDictionary(part => part.Name, part => part.Result);
        if (_done.Count > 0)
        {
            Figures.Print($"{run} goes on after {_done.Count} parts; delete {_file} to begin anew");
        }
    }

    /// <summary>Does a part, or tells what it came to when it was done.</summary>
    public async Task<T> DoAsync(string name, Func<Task<T>> doAsync)
    {
        if (_done.TryGetValue(name, out var known))
        {
            return known;
        }

        var result = _done[name] = await doAsync();
        await File.AppendAllTextAsync(_file, JsonSerializer.Serialize(new Part(name, result)) + "\n");
        if (_sinceStart.Elapsed - _told > BetweenLines)
        {
            _told = _sinceStart.Elapsed;
            Figures.Print($"    {_told.TotalSeconds:0} s: {_done.Count} parts, the latest: {name}");
        }

        return result;
    }

    /// <summary>All is done: the next run begins anew.</summary>
    public void End() => File.Delete(_file);

    private sealed record Part(string Name, T Result);
}
