namespace ClientBase.Domain.Segments.Facts;

/// <summary>Packs one contact after the other, so that a shard never lies in memory whole.</summary>
public sealed class SnapshotPacker
{
    private readonly List<string> _segments;
    private readonly List<string> _tops;
    private readonly Dictionary<string, int> _segmentNumbers;
    private readonly Dictionary<string, int> _topNumbers;
    private readonly List<string> _currencies = [];
    private readonly ByteWriter _body;
    private readonly ByteWriter _keys;
    private int _count;

    /// <summary>Begins.</summary>
    /// <param name="segments">The segments that anybody may be in.</param>
    /// <param name="tops">The top shares.</param>
    /// <param name="expected">How many bytes of facts there are going to be, about.</param>
    public SnapshotPacker(IEnumerable<string> segments, IEnumerable<string> tops, int expected = 0)
    {
        (_segments, _tops) = (Sorted(segments), Sorted(tops));
        (_segmentNumbers, _topNumbers) = (Numbers(_segments), Numbers(_tops));
        _body = new ByteWriter(expected + (expected / 8) + 256); // A shard grows little between two recomputes.
        _keys = new ByteWriter((expected / 2) + 256);
    }

    /// <summary>Adds a contact; contacts come in the ordinal order of their ids.</summary>
    public void Add(ContactFacts contact)
    {
        _count++;
        _body.Text(contact.Id);
        _body.Number(contact.FirstSeenAt is { } seen ? (ulong)seen.ToUnixTimeMilliseconds() + 1 : 0);
        _body.Number((ulong)contact.Profile.Traits);
        _body.Number((ulong)(contact.Profile.Birthday?.DayNumber + 1 ?? 0));
        _body.Text(contact.Rfm ?? "");
        _body.Number((ulong)(contact.NextAt is { } next ? (next.ToUnixTimeSeconds() / 60) + 1 : 0));
        _body.Bits(contact.Tops.Select(top => _topNumbers[top]), _tops.Count);
        _body.Bits(contact.Segments.Select(segment => _segmentNumbers[segment]), _segments.Count);
        Add(contact.Orders);
    }

    /// <summary>All of it.</summary>
    /// <param name="header">What goes for all of them.</param>
    public PackedSnapshot Finish(SnapshotHeader header)
    {
        var all = new ByteWriter();
        all.Number(SnapshotCodec.Version);
        header.Write(all);
        all.Texts(_tops);
        all.Texts(_segments);
        all.Texts(_currencies);
        all.Number((ulong)_count);
        return new PackedSnapshot(all.With(_body), _keys.Written);
    }

    private void Add(OrderFact[] orders)
    {
        _body.Number((ulong)orders.Length);
        var (last, currency, scale) = (0L, 0, 2);
        foreach (var order in orders)
        {
            var ms = order.PlacedAt.ToUnixTimeMilliseconds();
            var (isWhole, its) = ((ms - last) % 1000 == 0, NumberOf(order.Currency));
            var isRaw = !PowersOfTen.Fits(order.Total, order.Total.Scale) || !PowersOfTen.Fits(order.Refunded, order.Total.Scale);
            var has = (order.Refunded != 0m ? OrderHas.Refund : 0) | (its != currency ? OrderHas.OtherCurrency : 0)
                | (!isRaw && order.Total.Scale != scale ? OrderHas.OtherScale : 0)
                | (isWhole ? 0 : OrderHas.Milliseconds)
                | (isRaw ? OrderHas.Raw : 0);
            _body.Number((ulong)has);
            _body.Signed(isWhole ? (ms - last) / 1000 : ms - last);
            if (has.HasFlag(OrderHas.OtherCurrency))
            {
                _body.Number((ulong)its);
            }

            if (has.HasFlag(OrderHas.OtherScale))
            {
                _body.Number(order.Total.Scale);
            }

            (last, currency, scale) = (ms, its, isRaw ? scale : order.Total.Scale);
            _body.Money(order.Total, scale, isRaw);
            if (order.Refunded != 0m)
            {
                _body.Money(order.Refunded, scale, isRaw);
            }

            _keys.Eight(order.Key);
        }
    }

    private int NumberOf(string currency)
    {
        if (_currencies.IndexOf(currency) is >= 0 and var number)
        {
            return number;
        }

        _currencies.Add(currency);
        return _currencies.Count - 1;
    }

    private static List<string> Sorted(IEnumerable<string> texts) => [.. texts.Distinct().Order(StringComparer.Ordinal)];

    private static Dictionary<string, int> Numbers(List<string> texts) =>
        texts.Index().ToDictionary(one => one.Item, one => one.Index, StringComparer.Ordinal);
}

/// <summary>What is written of an order beside its time and sum.</summary>
[Flags]
internal enum OrderHas
{
    Nothing = 0,
    Refund = 1,
    OtherCurrency = 2,
    OtherScale = 4,
    Milliseconds = 8,
    Raw = 16, // The sum does not fit 64 bits at its scale.
}
