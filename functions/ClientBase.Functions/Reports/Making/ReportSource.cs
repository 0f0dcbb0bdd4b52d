using System.Runtime.CompilerServices;
using ClientBase.Domain;
using ClientBase.Domain.Analytics;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Segments.Details;
using ClientBase.Domain.Segments.Facts;
using ClientBase.Functions.Reports.Costs;
using ClientBase.Functions.Reports.Logs;
using ClientBase.Functions.Segments.Recompute;
using ClientBase.Functions.Storage.Documents;

namespace ClientBase.Functions.Reports.Making;

/// <summary>What all orders together are, gone through once.</summary>
/// <param name="People">Those of people who are known.</param>
/// <param name="All">Also those of nobody in particular: a till's.</param>
public sealed record WalkedSales(SalesSummary People, SalesSummary All);

/// <summary>What a report is made from: read month by month and shard by shard, and let go at once.</summary>
/// <param name="store">The logs.</param>
/// <param name="snapshots">The snapshots.</param>
/// <param name="query">What is asked.</param>
/// <param name="asOf">The instant of the figures: that of the last recompute.</param>
public sealed class ReportSource(ReportStore store, Snapshots snapshots, ReportQuery query, DateTimeOffset asOf)
{
    private CustomerNumbers? _ids;

    public ReportQuery Query => query;

    public DateTimeOffset AsOf => asOf;

    public PeriodCalendar Calendar { get; } = new(query.By);

    /// <summary>The same base, asked something else.</summary>
    public ReportSource Of(ReportQuery other) => new(store, snapshots, other, asOf);

    /// <summary>The contacts that are asked about one by one, with their orders and segments: 16 reads.</summary>
    public async IAsyncEnumerable<ContactFacts> ContactsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var shard in ContactId.Shards)
        {
            var snapshot = await snapshots.ReadAsync(shard, withKeys: false, cancellationToken);
            foreach (var contact in SnapshotCodec.Unpack(snapshot.Facts).Where(IsAskedFor))
            {
                yield return contact;
            }
        }
    }

    /// <summary>The same with what rules know of them beside; null of whom that is nothing: 32 reads.</summary>
    internal async IAsyncEnumerable<(ContactFacts Contact, ContactDetails? Details)> DetailedAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var shard in ContactId.Shards)
        {
            var (snapshot, packed) = await snapshots.ReadWholeAsync(shard, cancellationToken);
            using var details = DetailsCodec.Unpack(packed).GetEnumerator();
            var isMore = details.MoveNext();
            foreach (var contact in SnapshotCodec.Unpack(snapshot.Facts).Where(IsAskedFor))
            {
                // Both lie in the ordinal order of ids.
                while (isMore && string.CompareOrdinal(details.Current.Id, contact.Id) < 0)
                {
                    isMore = details.MoveNext();
                }

                yield return (contact, isMore && details.Current.Id == contact.Id ? details.Current : null);
            }
        }
    }

    /// <summary>
    /// What promo codes took off the orders of each of them, in a currency; null where no order carries one. An order that was paid back
    /// whole took nothing off.
    /// </summary>
    internal async Task<Func<string, decimal>?> BonusesAsync(string? currency, CancellationToken cancellationToken)
    {
        var (people, sums) = (new CustomerNumbers(), new List<decimal>());
        await foreach (var order in OrdersAsync(cancellationToken))
        {
            if (order is { Nobody: false, Bonus: { } bonus } && order.Currency == currency && order.Total > order.Refunded
                && order.At <= asOf.ToUnixTimeMilliseconds())
            {
                var number = people.Of(order.Contact);
                if (number == sums.Count)
                {
                    sums.Add(0m);
                }

                sums[number] += bonus;
            }
        }

        return sums.Count == 0 ? null : id => people.Find(id) is { } number ? sums[number] : 0m;
    }

    /// <summary>What is known of them beside.</summary>
    internal async IAsyncEnumerable<KeptPerson> PeopleAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ids = await IdsAsync(cancellationToken);
        await foreach (var one in store.EachPersonAsync(cancellationToken))
        {
            if (one.Profile is not null && ids?.Has(one.Id) != false)
            {
                yield return one;
            }
        }
    }

    /// <summary>What was spent, in a currency.</summary>
    internal async Task<KnownCosts> CostsAsync(string? currency, CancellationToken cancellationToken) => new(
        (await store.CostsAsync(cancellationToken)).Items,
        await PeopleAsync(cancellationToken).SelectMany(one => one.Profile?.Costs ?? []).ToListAsync(cancellationToken),
        currency);

    /// <summary>Their tasks and deals.</summary>
    internal async Task<IReadOnlyList<KeptItem>> WorkAsync(CancellationToken cancellationToken)
    {
        var work = (await store.WorkAsync(cancellationToken)).Items;
        return await IdsAsync(cancellationToken) is { } ids
            ? [.. work.Where(item => ids.Has(Storage.Rows.ItemId.ContactOf(item.Id)))]
            : work;
    }

    /// <summary>Goes through all their orders until now, as they were placed.</summary>
    /// <param name="withLines">Whether what was bought is wanted.</param>
    /// <param name="ofPeople">What is made of the orders of people who are known; nothing: what they are together is not told.</param>
    /// <param name="ofAll">What is made of all orders; nothing, beside something of people: likewise.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<WalkedSales> WalkAsync(
        bool withLines, ISalesTally[] ofPeople, ISalesTally[] ofAll, CancellationToken cancellationToken)
    {
        // Each remembers every customer: one that nobody wants is left out.
        var (people, all) = (new SalesWalk(asOf), new SalesWalk(asOf));
        var (wantsPeople, wantsAll) = (ofPeople.Length > 0, ofAll.Length > 0 || ofPeople.Length == 0);
        await foreach (var order in OrdersAsync(cancellationToken))
        {
            var sale = order.ToSale(withLines);
            if (wantsAll)
            {
                Give(all, sale, ofAll);
            }

            if (wantsPeople && !order.Nobody)
            {
                Give(people, sale, ofPeople);
            }
        }

        return new WalkedSales(people.Summary, all.Summary);
    }

    /// <summary>The orders of people who are known until now, as they were placed, without what was bought.</summary>
    internal IAsyncEnumerable<Sale> SalesAsync(CancellationToken cancellationToken) => OrdersAsync(cancellationToken)
        .Where(order => !order.Nobody && DateTimeOffset.FromUnixTimeMilliseconds(order.At) <= asOf)
        .Select(order => order.ToSale(withLines: false));

    /// <summary>The orders of a period with lines, the newest month first, in whole months until there are enough lines.</summary>
    /// <param name="period">The period.</param>
    /// <param name="knownOnly">Whether only those of people who are known.</param>
    /// <param name="enoughLines">After so many no further month is read.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal async IAsyncEnumerable<Sale> NewestAsync(
        Period period, bool knownOnly, int enoughLines, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ids = await IdsAsync(cancellationToken);
        var lines = 0;
        foreach (var month in (await store.MonthsAsync(cancellationToken)).Reverse().TakeWhile(_ => lines < enoughLines))
        {
            await foreach (var order in store.EachOrderAsync(month, cancellationToken))
            {
                var at = DateTimeOffset.FromUnixTimeMilliseconds(order.At);
                if (at <= asOf && period.Has(at) && ids?.Has(order.Contact) != false && !(knownOnly && order.Nobody))
                {
                    lines += order.Lines?.Count ?? 0;
                    yield return order.ToSale(withLines: true);
                }
            }
        }
    }

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

    /// <summary>When the first of their orders was placed; null without any.</summary>
    public async Task<DateTimeOffset?> FirstSaleAsync(CancellationToken cancellationToken)
    {
        await foreach (var order in OrdersAsync(cancellationToken))
        {
            return DateTimeOffset.FromUnixTimeMilliseconds(order.At);
        }

        return null;
    }

    /// <summary>The period asked for, from the first sale at the earliest.</summary>
    public async Task<Period> PeriodAsync(CancellationToken cancellationToken) =>
        Within(query.From is null ? await FirstSaleAsync(cancellationToken) : null);

    /// <summary>A note on money in other currencies than the main one.</summary>
    public static LocalText? Currencies(SalesSummary sales) => Currencies(sales.Currencies);

    /// <summary>A note on money in other currencies than the main one.</summary>
    public static LocalText? Currencies(IReadOnlyList<string> currencies) => currencies switch
    {
        [] => null,
        [var only] => new LocalText($"Money is in {only}.", $"Суммы в {only}."),
        [var main, ..] when string.Join(", ", currencies.Skip(1)) is var others => new LocalText(
            $"Money is in {main}, the currency most used; orders in {others} count as orders, not in sums.",
            $"Суммы в {main}, самой частой валюте; заказы в {others} считаются заказами, но в суммы не входят."),
        _ => null,
    };

    private static void Give(SalesWalk walk, Sale sale, ISalesTally[] tallies)
    {
        if (walk.TryTake(sale, out var entry))
        {
            foreach (var tally in tallies)
            {
                tally.Add(entry);
            }
        }
    }

    // Months and the orders in them lie in the order of time.
    private async IAsyncEnumerable<KeptOrder> OrdersAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ids = await IdsAsync(cancellationToken);
        foreach (var month in await store.MonthsAsync(cancellationToken))
        {
            await foreach (var order in store.EachOrderAsync(month, cancellationToken))
            {
                if (ids?.Has(order.Contact) != false)
                {
                    yield return order;
                }
            }
        }
    }

    /// <summary>Who is asked about; null: everybody.</summary>
    internal async Task<CustomerNumbers?> IdsAsync(CancellationToken cancellationToken)
    {
        if (query.Segment is not null && _ids is null)
        {
            var ids = new CustomerNumbers();
            await foreach (var contact in ContactsAsync(cancellationToken))
            {
                ids.Of(contact.Id);
            }

            _ids = ids;
        }

        return _ids;
    }

    private bool IsAskedFor(ContactFacts contact) => query.Segment is null || contact.Segments.Contains(query.Segment);
}
