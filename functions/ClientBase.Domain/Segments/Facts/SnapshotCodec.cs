namespace ClientBase.Domain.Segments.Facts;

/// <summary>
/// The contacts of a shard as bytes: about 73 one with 3 orders, so that a million fit into memory and are read in 16 blobs.
/// </summary>
/// <param name="Facts">Everything but the keys of orders.</param>
/// <param name="OrderKeys">Eight bytes an order, in the order of the facts: needed only when an order is to be replaced.</param>
public sealed record PackedSnapshot(ReadOnlyMemory<byte> Facts, ReadOnlyMemory<byte> OrderKeys)
{
    /// <summary>Nobody.</summary>
    public static PackedSnapshot Empty { get; } = SnapshotCodec.Pack([], SnapshotHeader.OfNobody);
}

/// <summary>Packs and unpacks snapshots.</summary>
public static class SnapshotCodec
{
    internal const int Version = 3; // 1: without rules, tops and times of change; 2: with the keys of orders beside it.

    /// <summary>Packs contacts, which are in the ordinal order of their ids.</summary>
    /// <param name="contacts">The contacts.</param>
    /// <param name="header">What goes for all of them; null: facts alone.</param>
    public static PackedSnapshot Pack(IEnumerable<ContactFacts> contacts, SnapshotHeader? header = null)
    {
        var all = contacts as IReadOnlyCollection<ContactFacts> ?? [.. contacts];
        var packer = new SnapshotPacker(all.SelectMany(one => one.Segments), all.SelectMany(one => one.Tops));
        foreach (var one in all)
        {
            packer.Add(one);
        }

        return packer.Finish(header ?? SnapshotHeader.None);
    }

    /// <summary>The contacts of a snapshot one by one. Without the keys of orders, those keys are all zero.</summary>
    /// <exception cref="InvalidDataException">The bytes are of a newer version of the app.</exception>
    public static IEnumerable<ContactFacts> Unpack(ReadOnlyMemory<byte> facts, ReadOnlyMemory<byte>? orderKeys = null)
    {
        var (reader, version, _) = Begin(facts);
        var keys = orderKeys is { } bytes ? new ByteReader(bytes) : null;
        var tops = version > 1 ? reader.Texts() : [];
        var segments = reader.Texts();
        var currencies = reader.Texts();
        for (var left = reader.Number(); left > 0; left--)
        {
            var one = new ContactFacts { Id = reader.Text() };
            one.FirstSeenAt = reader.Number() is > 0 and var seen ? DateTimeOffset.FromUnixTimeMilliseconds((long)seen - 1) : null;
            var traits = (ProfileTraits)reader.Number();
            one.Profile = new ProfileFacts(traits, reader.Number() is > 0 and var day ? DateOnly.FromDayNumber((int)day - 1) : null);
            one.Rfm = reader.Text() is { Length: > 0 } rfm ? rfm : null;
            if (version > 1)
            {
                one.NextAt = reader.Number() is > 0 and var minute ? DateTimeOffset.FromUnixTimeSeconds(((long)minute - 1) * 60) : null;
                one.Tops = tops.Count == 0 ? [] : [.. reader.Bits(tops.Count).Select(number => tops[number])];
            }

            one.Segments = [.. reader.Bits(segments.Count).Select(number => segments[number])];
            one.SetSorted(Orders(reader, keys, currencies));
            yield return one;
        }
    }

    /// <summary>What goes for all contacts of a snapshot.</summary>
    public static SnapshotHeader HeaderOf(ReadOnlyMemory<byte> facts) => Begin(facts).Header;

    /// <summary>A packer for the same contacts with what changed, who are in the segments and top shares they are in now.</summary>
    public static SnapshotPacker PackerLike(ReadOnlyMemory<byte> facts)
    {
        var (reader, version, _) = Begin(facts);
        var tops = version > 1 ? reader.Texts() : [];
        return new SnapshotPacker(reader.Texts(), tops, facts.Length);
    }

    /// <summary>Whether a version of the app wrote it that kept the keys of orders beside it, not under the name of the details.</summary>
    public static bool HasKeysBeside(ReadOnlyMemory<byte> facts) => Begin(facts).Version < Version;

    private static (ByteReader Reader, ulong Version, SnapshotHeader Header) Begin(ReadOnlyMemory<byte> facts)
    {
        var reader = new ByteReader(facts);
        var version = reader.Number();
        return version <= Version
            ? (reader, version, version > 1 ? SnapshotHeader.Read(reader) : SnapshotHeader.None)
            : throw new InvalidDataException(
                $"A snapshot has version {version}, and this app knows versions up to {Version}: deploy the newer app again.");
    }

    private static OrderFact[] Orders(ByteReader facts, ByteReader? keys, List<string> currencies)
    {
        var orders = new OrderFact[(int)facts.Number()];
        var (last, currency, scale) = (0L, 0, 2);
        for (var i = 0; i < orders.Length; i++)
        {
            var has = (OrderHas)facts.Number();
            var step = facts.Signed();
            last += has.HasFlag(OrderHas.Milliseconds) ? step : step * 1000;
            currency = has.HasFlag(OrderHas.OtherCurrency) ? (int)facts.Number() : currency;
            scale = has.HasFlag(OrderHas.OtherScale) ? (int)facts.Number() : scale;
            var isRaw = has.HasFlag(OrderHas.Raw);
            var total = facts.Money(scale, isRaw);
            var refunded = has.HasFlag(OrderHas.Refund) ? facts.Money(scale, isRaw) : 0m;
            orders[i] = new OrderFact(
                keys?.Eight() ?? 0, DateTimeOffset.FromUnixTimeMilliseconds(last), total, refunded, currencies[currency]);
        }

        return orders;
    }
}
