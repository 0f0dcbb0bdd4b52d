using ClientBase.Domain.Contacts;

namespace ClientBase.Functions.Storage.Documents;

/// <summary>A capture as JSON, for the queue and for replays.</summary>
internal sealed record CaptureDocument(
    string Id, string Source, string Kind, long At, ContactDocument Says, IReadOnlyDictionary<string, object?> Data, string? About = null)
{
    public static CaptureDocument Of(CapturedEvent capture) => new(
        capture.Id, capture.Source, capture.Kind, capture.At.ToUnixTimeMilliseconds(), ContactDocument.Of(capture.Says), capture.Data,
        capture.About);

    public CapturedEvent ToCapture() =>
        new(Id, Source, Kind, DateTimeOffset.FromUnixTimeMilliseconds(At), Says.ToContact(""), Data) { About = About };
}
