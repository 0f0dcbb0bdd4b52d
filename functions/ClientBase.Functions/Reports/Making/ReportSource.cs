using ClientBase.Domain;
using ClientBase.Domain.Analytics;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Segments.Facts;
using ClientBase.Functions.Reports.Costs;
using ClientBase.Functions.Reports.Logs;
using ClientBase.Functions.Segments.Recompute;
using ClientBase.Functions.Storage.Documents;

namespace ClientBase.Functions.Reports.Making;

/// <summary>The sales of a base.</summary>
/// <param name="People">Of people who are known.</param>
/// <param name="All">Also those of nobody in particular: a till's.</param>
public sealed record KeptSales(SalesHistory People, SalesHistory All);

/// <summary>What a report is made from: read when it is asked for, once.</summary>
/// <param name="store">The logs.</param>
/// <param name="snapshots">The snapshots.</param>
/// <param name="query">What is asked.</param>
/// <param name="asOf">The instant of the figures: that of the last recompute.</param>
public sealed class ReportSource(ReportStore store, Snapshots snapshots, ReportQuery query, DateTimeOffset asOf)
{
    private const int ReadsAtOnce = 8;

    private IReadOnlyList<ContactFacts>? _contacts;
    private IReadOnlyList<Sale>? _sales;
    private HashSet<string>? _nobodies;

    public ReportQuery Query => query;

    public DateTimeOffset AsOf => asOf;

    public PeriodCalendar Calendar { get; } = new(query.By);

    /// <summary>The same base, asked something else.</summary>
    public ReportSource Of(ReportQuery other) => new(store, snapshots, other, asOf);

    /// <summary>The contacts that are asked about, with their orders and segments.</summary>
    public async Task<IReadOnlyList<ContactFacts>> ContactsAsync(CancellationToken cancellationToken)
    {
        if (_contacts is null)
        {
            var shards = await Task.WhenAll(
                ContactId.Shards.Select(shard => snapshots.ReadAsync(shard, withKeys: false, cancellationToken)));
            _contacts = [.. shards.SelectMany(shard => SnapshotCodec.Unpack(shard.Facts)).Where(IsAskedFor)];
        }

        return _contacts;
    }

    /// <summary>What is known of them beside.</summary>
    internal async Task<IReadOnlyList<KeptPerson>> PeopleAsync(CancellationToken cancellationToken)
    {
        var people = (await store.EverybodyAsync(cancellationToken)).Where(one => one.Profile is not null);
        if (query.Segment is null)
        {
            return [.. people];
        }

        var ids = await IdsAsync(cancellationToken);
        return [.. people.Where(one => ids.Contains(one.Id))];
    }

    /// <summary>What was spent, in a currency.</summary>
    internal async Task<KnownCosts> CostsAsync(string? currency, CancellationToken cancellationToken) => new(
        (await store.CostsAsync(cancellationToken)).Items, await PeopleAsync(cancellationToken), currency);

    /// <summary>Their tasks and deals.</summary>
    internal async Task<IReadOnlyList<KeptItem>> WorkAsync(CancellationToken cancellationToken)
    {
        var work = (await store.WorkAsync(cancellationToken)).Items;
        if (query.Segment is null)
        {
            return work;
        }

        var ids = await IdsAsync(cancellationToken);
        return [.. work.Where(item => ids.Contains(Storage.Rows.ItemId.ContactOf(item.Id)))];
    }

    /// <summary>All their orders until now.</summary>
    public async Task<KeptSales> SalesAsync(CancellationToken cancellationToken)
    {
        var sales = await AllSalesAsync(cancellationToken);
        return new KeptSales(
            SalesHistory.Of(sales.Where(sale => !_nobodies!.Contains(sale.CustomerId)), asOf), SalesHistory.Of(sales, asOf));
    }

    /// <summary>Their orders with lines, those of nobody in particular too.</summary>
    public async Task<IEnumerable<Sale>> EachSaleAsync(CancellationToken cancellationToken) =>
        (await AllSalesAsync(cancellationToken)).Where(sale => sale.At <= asOf);

    /// <summary>The orders of people who are known.</summary>
    public async Task<IEnumerable<Sale>> EachKnownSaleAsync(CancellationToken cancellationToken) =>
        (await EachSaleAsync(cancellationToken)).Where(sale => !_nobodies!.Contains(sale.CustomerId));

    /// <summary>The period asked for; by default from the first sale, or the day of the figures, until the instant of the
    /// figures.</summary>
    public Period Within(DateTimeOffset? first)
    {
        var end = query.To ?? asOf.AddTicks(1);
        var begin = query.From ?? first ?? end.AddTicks(-1);
        var longest = TimeSpan.FromDays((PeriodCalendar.MaxPeriods - 2) * (query.By == Granularity.Day ? 1L : 7L));
        begin = end - begin > longest && query.By != Granularity.Month ? end - longest : begin;
        return new Period(begin < end ? begin : end, end);
    }

    /// <summary>The period asked for, from the first sale at the earliest.</summary>
    public async Task<Period> PeriodAsync(CancellationToken cancellationToken)
    {
        var sales = await AllSalesAsync(cancellationToken);
        return Within(sales.Count == 0 ? null : sales.Min(sale => sale.At));
    }

    /// <summary>A note on money in other currencies than the main one.</summary>
    public static LocalText? Currencies(SalesHistory history) => history.Currencies switch
    {
        [] => null,
        [var only] => new LocalText($"Money is in {only}.", $"Суммы в {only}."),
        [var main, ..] when string.Join(", ", history.Currencies.Skip(1)) is var others => new LocalText(
            $"Money is in {main}, the currency most used; orders in {others} count as orders, not in sums.",
            $"Суммы в {main}, самой частой валюте; заказы в {others} считаются заказами, но в суммы не входят."),
        _ => null,
    };

    private async Task<IReadOnlyList<Sale>> AllSalesAsync(CancellationToken cancellationToken)
    {
        if (_sales is not null)
        {
            return _sales;
        }

        var ids = query.Segment is null ? null : await IdsAsync(cancellationToken);
        var (sales, nobodies) = (new List<Sale>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var some in (await store.MonthsAsync(cancellationToken)).Chunk(ReadsAtOnce))
        {
            foreach (var month in await Task.WhenAll(some.Select(name => store.OrdersAsync(name, cancellationToken))))
            {
                foreach (var order in month.Items.Where(order => ids is null || ids.Contains(order.Contact)))
                {
                    sales.Add(order.ToSale(withLines: true));
                    if (order.Nobody)
                    {
                        nobodies.Add(order.Contact);
                    }
                }
            }
        }

        _nobodies = nobodies;
        return _sales = sales;
    }

    private async Task<HashSet<string>> IdsAsync(CancellationToken cancellationToken) =>
        (await ContactsAsync(cancellationToken)).Select(contact => contact.Id).ToHashSet(StringComparer.Ordinal);

    private bool IsAskedFor(ContactFacts contact) => query.Segment is null || contact.Segments.Contains(query.Segment);
}
