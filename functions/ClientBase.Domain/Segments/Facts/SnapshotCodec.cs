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
    private const int Version = 2; // 1: without rules, tops and times of change.

    [Flags]
    private enum OrderHas
    {
        Nothing = 0,
        Refund = 1,
        OtherCurrency = 2,
        OtherScale = 4,
        Milliseconds = 8,
        Raw = 16, // The sum does not fit 64 bits at its scale.
    }

    /// <summary>Packs contacts, which are in the ordinal order of their ids.</summary>
    /// <param name="contacts">The contacts.</param>
    /// <param name="header">What goes for all of them; null: facts alone.</param>
    public static PackedSnapshot Pack(IEnumerable<ContactFacts> contacts, SnapshotHeader? header = null)
    {
        header ??= SnapshotHeader.None;
        var all = contacts as IReadOnlyCollection<ContactFacts> ?? [.. contacts];
        var segments = all.SelectMany(one => one.Segments).Distinct().Order(StringComparer.Ordinal).ToList();
        var currencies = all.SelectMany(one => one.Orders).Select(order => order.Currency).Distinct()
            .Order(StringComparer.Ordinal).ToList();
        var numbers = segments.Index().ToDictionary(one => one.Item, one => one.Index, StringComparer.Ordinal);
        var money = currencies.Index().ToDictionary(one => one.Item, one => one.Index, StringComparer.Ordinal);
        var (facts, keys) = (new ByteWriter(), new ByteWriter());
        var tops = all.SelectMany(one => one.Tops).Distinct().Order(StringComparer.Ordinal).ToList();
        var topNumbers = tops.Index().ToDictionary(one => one.Item, one => one.Index, StringComparer.Ordinal);
        facts.Number(Version);
        header.Write(facts);
        facts.Texts(tops);
        facts.Texts(segments);
        facts.Texts(currencies);
        facts.Number((ulong)all.Count);
        foreach (var one in all)
        {
            facts.Text(one.Id);
            facts.Number(one.FirstSeenAt is { } seen ? (ulong)seen.ToUnixTimeMilliseconds() + 1 : 0);
            facts.Number((ulong)one.Profile.Traits);
            facts.Number((ulong)(one.Profile.Birthday?.DayNumber + 1 ?? 0));
            facts.Text(one.Rfm ?? "");
            facts.Number((ulong)(one.NextAt is { } next ? (next.ToUnixTimeSeconds() / 60) + 1 : 0));
            facts.Bits(one.Tops.Select(top => topNumbers[top]), tops.Count);
            facts.Bits(one.Segments.Select(segment => numbers[segment]), segments.Count);
            Pack(one.Orders, facts, keys, money);
        }

        return new PackedSnapshot(facts.Written, keys.Written);
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

    private static (ByteReader Reader, ulong Version, SnapshotHeader Header) Begin(ReadOnlyMemory<byte> facts)
    {
        var reader = new ByteReader(facts);
        var version = reader.Number();
        return version <= Version
            ? (reader, version, version > 1 ? SnapshotHeader.Read(reader) : SnapshotHeader.None)
            : throw new InvalidDataException(
                $"A snapshot has version {version}, and this app knows versions up to {Version}: deploy the newer app again.");
    }

    private static void Pack(OrderFact[] orders, ByteWriter facts, ByteWriter keys, Dictionary<string, int> currencies)
    {
        facts.Number((ulong)orders.Length);
        var (last, currency, scale) = (0L, 0, 2);
        foreach (var order in orders)
        {
            var ms = order.PlacedAt.ToUnixTimeMilliseconds();
            var (isWhole, its) = ((ms - last) % 1000 == 0, currencies[order.Currency]);
            var isRaw = !PowersOfTen.Fits(order.Total, order.Total.Scale) || !PowersOfTen.Fits(order.Refunded, order.Total.Scale);
            var has = (order.Refunded != 0m ? OrderHas.Refund : 0) | (its != currency ? OrderHas.OtherCurrency : 0)
                | (!isRaw && order.Total.Scale != scale ? OrderHas.OtherScale : 0)
                | (isWhole ? 0 : OrderHas.Milliseconds)
                | (isRaw ? OrderHas.Raw : 0);
            facts.Number((ulong)has);
            facts.Signed(isWhole ? (ms - last) / 1000 : ms - last);
            if (has.HasFlag(OrderHas.OtherCurrency))
            {
                facts.Number((ulong)its);
            }

            if (has.HasFlag(OrderHas.OtherScale))
            {
                facts.Number(order.Total.Scale);
            }

            (last, currency, scale) = (ms, its, isRaw ? scale : order.Total.Scale);
            facts.Money(order.Total, scale, isRaw);
            if (order.Refunded != 0m)
            {
                facts.Money(order.Refunded, scale, isRaw);
            }

            keys.Eight(order.Key);
        }
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
