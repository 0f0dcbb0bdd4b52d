using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;

namespace ClientBase.Functions.Storage.Documents;

/// <summary>
/// A contact as JSON, for rows and messages. Times are Unix milliseconds, a mention is <c>[value, at, capture, source]</c>.
/// </summary>
internal sealed record ContactDocument
{
    public Mention? First { get; init; }

    public long Last { get; init; }

    public Dictionary<string, Mention>? Fields { get; init; }

    public Dictionary<string, Mention>? Emails { get; init; }

    public Dictionary<string, Mention>? Phones { get; init; }

    public Dictionary<string, Mention>? Ids { get; init; }

    public List<ConsentDocument>? Consents { get; init; }

    public Dictionary<string, OrderDocument>? Orders { get; init; }

    public Dictionary<string, CartDocument>? Carts { get; init; }

    public List<string>? Merged { get; init; }

    public List<string>? NotSame { get; init; }

    public Dictionary<string, Mention>? Bounced { get; init; }

    public static ContactDocument Of(Contact contact) => new()
    {
        First = contact.FirstSeen is { } first ? Mention.Of(first) : null,
        Last = contact.LastSeenAt.ToUnixTimeMilliseconds(),
        Fields = Mentions(contact.Fields),
        Emails = Mentions(contact.Emails),
        Phones = Mentions(contact.Phones),
        Ids = Mentions(contact.ExternalIds),
        Consents = contact.Consents.IsEmpty
            ? null
            : [.. contact.Consents.Select(consent => ConsentDocument.Of(consent.Key, consent.Value))],
        Orders = contact.Orders.IsEmpty ? null : contact.Orders.ToDictionary(order => order.Key, order => OrderDocument.Of(order.Value)),
        Carts = contact.Carts.IsEmpty ? null : contact.Carts.ToDictionary(cart => cart.Key, cart => CartDocument.Of(cart.Value)),
        Merged = contact.MergedFrom.IsEmpty ? null : [.. contact.MergedFrom],
        NotSame = contact.NotSame.IsEmpty ? null : [.. contact.NotSame],
        Bounced = Mentions(contact.Undeliverable),
    };

    public Contact ToContact(string id) => new()
    {
        Id = id,
        FirstSeen = First?.ToStamped(),
        LastSeenAt = DateTimeOffset.FromUnixTimeMilliseconds(Last),
        Fields = Stamps(Fields),
        Emails = Stamps(Emails),
        Phones = Stamps(Phones),
        ExternalIds = Stamps(Ids),
        Consents = Consents is null
            ? ImmutableDictionary<ConsentSubject, ConsentStatement>.Empty
            : Consents.ToImmutableDictionary(consent => consent.ToSubject(), consent => consent.ToStatement()),
        Orders = (Orders ?? []).ToImmutableSortedDictionary(order => order.Key, order => order.Value.ToState(), StringComparer.Ordinal),
        Carts = (Carts ?? []).ToImmutableSortedDictionary(cart => cart.Key, cart => cart.Value.ToState(), StringComparer.Ordinal),
        MergedFrom = (Merged ?? []).ToImmutableSortedSet(StringComparer.Ordinal),
        NotSame = (NotSame ?? []).ToImmutableSortedSet(StringComparer.Ordinal),
        Undeliverable = Stamps(Bounced),
    };

    private static Dictionary<string, Mention>? Mentions(ImmutableSortedDictionary<string, Stamped<string>> stamps) =>
        stamps.IsEmpty ? null : stamps.ToDictionary(stamp => stamp.Key, stamp => Mention.Of(stamp.Value));

    private static ImmutableSortedDictionary<string, Stamped<string>> Stamps(Dictionary<string, Mention>? mentions) =>
        (mentions ?? []).ToImmutableSortedDictionary(mention => mention.Key, mention => mention.Value.ToStamped(), StringComparer.Ordinal);
}

/// <summary>A value and who said it when, as a JSON array.</summary>
[JsonConverter(typeof(MentionConverter))]
internal sealed record Mention(string Value, long At, string CaptureId, string Source)
{
    public static Mention Of(Stamped<string> stamped) =>
        new(stamped.Value, stamped.Said.At.ToUnixTimeMilliseconds(), stamped.Said.CaptureId, stamped.Source);

    public Stamped<string> ToStamped() => new(Value, new Stamp(DateTimeOffset.FromUnixTimeMilliseconds(At), CaptureId), Source);
}

internal sealed class MentionConverter : JsonConverter<Mention>
{
    public override Mention Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        reader.Read();
        var value = reader.GetString()!;
        reader.Read();
        var at = reader.GetInt64();
        reader.Read();
        var captureId = reader.GetString()!;
        reader.Read();
        var source = reader.GetString()!;
        reader.Read();
        return new Mention(value, at, captureId, source);
    }

    public override void Write(Utf8JsonWriter writer, Mention value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(value.Value);
        writer.WriteNumberValue(value.At);
        writer.WriteStringValue(value.CaptureId);
        writer.WriteStringValue(value.Source);
        writer.WriteEndArray();
    }
}

internal sealed record ConsentDocument(
    string Purpose, string Channel, string For, bool Granted, string? Text, string? Ip, long At, string Capture, string Source,
    bool Undated)
{
    public static ConsentDocument Of(ConsentSubject subject, ConsentStatement said) => new(
        subject.Purpose, subject.Channel, subject.Address, said.Granted, said.TextVersion, said.Address,
        said.Said.At.ToUnixTimeMilliseconds(), said.Said.CaptureId, said.Source, said.IsUndated);

    public ConsentSubject ToSubject() => new(Purpose, Channel, For);

    public ConsentStatement ToStatement() =>
        new(Granted, Text, Ip, new Stamp(DateTimeOffset.FromUnixTimeMilliseconds(At), Capture), Source) { IsUndated = Undated };
}
