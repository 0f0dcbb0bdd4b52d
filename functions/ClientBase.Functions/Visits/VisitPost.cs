using System.Buffers;
using System.Globalization;
using System.Text.Json;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Visits;

/// <summary>One thing a visitor did.</summary>
/// <param name="Entry">The same for every repeat.</param>
/// <param name="At">When; never after the receipt.</param>
/// <param name="Data">What the timeline shows, as JSON.</param>
internal sealed record SiteVisit(string Entry, DateTimeOffset At, string Data);

/// <summary>A posted batch of what a visitor did: what can be kept, and why the rest cannot.</summary>
internal sealed class VisitPost
{
    /// <summary>Events of one post at most: with the row that makes a repeat known each is two rows, and a batch has a hundred.</summary>
    public const int MaxEvents = 50;

    /// <summary>What such an id is.</summary>
    public const string VisitorIdRule = "is 1 to 100 letters, digits and - _ . : that the browser keeps";

    private const int MaxIdLength = 200;
    private const int MaxPassLength = 400;
    private const int MaxDataLength = 8_000;

    private static readonly SearchValues<char> InVisitorIds =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:");

    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, string[]> _errors = new(StringComparer.Ordinal);
    private readonly List<SiteVisit> _visits = [];

    /// <summary>The browser; empty when it is refused.</summary>
    public string VisitorId { get; private set; } = "";

    /// <summary>What can be kept, each once.</summary>
    public IReadOnlyList<SiteVisit> Visits => _visits;

    /// <summary>Who logged in, if the post says so.</summary>
    public VisitorIdentified? Identified { get; private set; }

    /// <summary>Why something is not kept, by member: <c>events[3].url</c>.</summary>
    public IReadOnlyDictionary<string, string[]> Errors => _errors;

    /// <summary>Whether a text is an id that we take for a browser's.</summary>
    public static bool IsVisitorId(string? text) =>
        text is { Length: >= 1 and <= 100 } && !text.AsSpan().ContainsAnyExcept(InVisitorIds);

    /// <summary>Reads a post.</summary>
    /// <param name="root">The body.</param>
    /// <param name="now">When it was received.</param>
    public static VisitPost Read(JsonElement root, DateTimeOffset now)
    {
        var post = new VisitPost();
        if (root.ValueKind != JsonValueKind.Object || Text(root, "visitorId") is not { } visitorId || !IsVisitorId(visitorId))
        {
            post.Refuse("visitorId", VisitorIdRule);
            return post;
        }

        post.VisitorId = visitorId;
        post.ReadIdentity(root, now);
        if (!root.TryGetProperty("events", out var events) || events.ValueKind == JsonValueKind.Null)
        {
            if (post.Identified is null)
            {
                post.Refuse("events", "is a list of what the visitor did");
            }
        }
        else if (events.ValueKind != JsonValueKind.Array || events.GetArrayLength() > MaxEvents)
        {
            post.Refuse("events", $"is a list of at most {MaxEvents} events");
        }
        else
        {
            foreach (var (i, one) in events.EnumerateArray().Index())
            {
                post.ReadEvent($"events[{i}]", one, now);
            }
        }

        return post;
    }

    private void ReadIdentity(JsonElement root, DateTimeOffset now)
    {
        if (!root.TryGetProperty("identify", out var identify) || identify.ValueKind == JsonValueKind.Null)
        {
            return;
        }

        if (Text(identify, "mail") is { Length: > 0 and <= MaxPassLength } pass)
        {
            Identified = new VisitorIdentified(VisitorId, null, null, now, pass);
        }
        else if (Text(identify, "shop") is { Length: > 0 and <= MaxIdLength } shop
            && Text(identify, "id") is { Length: > 0 and <= MaxIdLength } id)
        {
            Identified = new VisitorIdentified(VisitorId, shop, id, now);
        }
        else
        {
            Refuse(
                "identify",
                "holds the shop's name and the customer's id there: {\"shop\",\"id\"}, or what a mail's link handed over: {\"mail\"}");
        }
    }

    private void ReadEvent(string name, JsonElement one, DateTimeOffset now)
    {
        if (one.ValueKind != JsonValueKind.Object)
        {
            Refuse(name, "is an object with id, at, kind and what belongs to the kind");
            return;
        }

        if (VisitKinds.Find(Text(one, "kind")) is not var (kind, needs))
        {
            Refuse(name + ".kind", $"is {VisitKinds.All}");
            return;
        }

        if (needs is not null && string.IsNullOrWhiteSpace(Text(one, needs)))
        {
            Refuse($"{name}.{needs}", $"is what a {kind} event is about");
            return;
        }

        if (!TryGetTime(one, now, out var at))
        {
            Refuse(name + ".at", "is a time such as 2026-03-01T12:00:00Z, or epoch milliseconds");
            return;
        }

        var data = DataOf(one, kind);
        if (data.Length > MaxDataLength)
        {
            Refuse(name, $"is too long: at most {MaxDataLength} characters");
            return;
        }

        var entry = VisitRow.EntryOf(VisitorId, Text(one, "id") is { Length: > 0 } id ? id : IdOf(one));
        if (!_visits.Exists(visit => visit.Entry == entry))
        {
            _visits.Add(new SiteVisit(entry, at, data));
        }
    }

    // Without an id the content names an event that has a time of its own; one without either is new each time.
    private static string IdOf(JsonElement one) =>
        one.TryGetProperty("at", out _) ? CaptureId.Of(one.GetRawText()) : CaptureId.New();

    // A clock that runs ahead is set right: nothing has happened after it was received.
    private static bool TryGetTime(JsonElement one, DateTimeOffset now, out DateTimeOffset at)
    {
        at = now;
        if (!one.TryGetProperty("at", out var said) || said.ValueKind == JsonValueKind.Null)
        {
            return true;
        }

        var isTime = said.ValueKind switch
        {
            JsonValueKind.String => DateTimeOffset.TryParse(
                said.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out at),
            JsonValueKind.Number => TryFromEpoch(said, out at),
            _ => false,
        };
        at = at > now ? now : at;
        return isTime && at >= Earliest;
    }

    private static bool TryFromEpoch(JsonElement said, out DateTimeOffset at)
    {
        var isMilliseconds = said.TryGetInt64(out var milliseconds) && milliseconds is > 0 and < 253_402_300_800_000; // The year 10000.
        at = isMilliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : default;
        return isMilliseconds;
    }

    // Everything the event says but for what the entry shows beside it.
    private static string DataOf(JsonElement one, string kind)
    {
        var data = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in one.EnumerateObject().Where(member => member.Name is not ("id" or "at" or "kind")))
        {
            data[member.Name] = member.Value;
        }

        data["kind"] = JsonSerializer.SerializeToElement(kind);
        return JsonSerializer.Serialize(data);
    }

    private static string? Text(JsonElement holder, string name) =>
        holder.ValueKind != JsonValueKind.Object || !holder.TryGetProperty(name, out var value) ? null : value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!.Trim(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };

    private void Refuse(string name, string why) => _errors[name] = [why];
}
