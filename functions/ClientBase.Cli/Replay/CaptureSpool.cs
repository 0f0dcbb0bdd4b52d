using System.Text.Json;
using ClientBase.Cli.Api;

namespace ClientBase.Cli.Replay;

/// <summary>
/// Captures of a base in a temporary file, to be taken in the order they were filed in: a base lists them shard by shard, and they may be
/// too many for memory.
/// </summary>
internal sealed class CaptureSpool : IDisposable
{
    private readonly FileStream _file = new(
        Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1 << 16, FileOptions.DeleteOnClose);

    private readonly List<(DateTimeOffset FiledAt, long Offset, int Length)> _places = [];

    public int Count => _places.Count;

    public void Add(CaptureCopy capture)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(capture, JsonSerializerOptions.Web);
        _places.Add((capture.FiledAt, _file.Position, bytes.Length));
        _file.Write(bytes);
    }

    /// <summary>All of them, the one filed first at the beginning.</summary>
    public IEnumerable<CaptureCopy> InOrder()
    {
        foreach (var (_, offset, length) in _places.OrderBy(place => place.FiledAt))
        {
            var bytes = new byte[length];
            _file.Position = offset;
            _file.ReadExactly(bytes);
            yield return JsonSerializer.Deserialize<CaptureCopy>(bytes, JsonSerializerOptions.Web)!;
        }
    }

    public void Dispose() => _file.Dispose();
}
