using System.Globalization;
using Azure.Data.Tables;
using ClientBase.Domain.Analytics.Breakdowns;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Orders;
using ClientBase.Domain.Segments.Details;
using ClientBase.Domain.Segments.Facts;
using ClientBase.Functions.Reports.Logs;
using ClientBase.Functions.Segments.Recompute;
using ClientBase.Functions.Storage.Documents;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Benchmarks.Base;

/// <summary>
/// The logs, snapshots and details of a base as recompute keeps them, written as blobs: ten orders a contact over two years, and
/// some mails.
/// </summary>
/// <remarks>Shard by shard and month by month, as the app does: of all orders only who ordered when lies in memory.</remarks>
internal static class GeneratedLogs
{
    /// <summary>Orders a contact, on average.</summary>
    public const int OrdersEach = 10;

    /// <summary>How many contacts change.</summary>
    public const int Changed = 10_000;

    private const int Products = 5_000;
    private const int Days = 730;
    private const int Mails = 5; // To everybody.
    private const string Details = "bench";

    private static readonly string[] Cities = ["Москва", "Казань", "Пермь", "Омск", "Тверь"];
    private static readonly string?[] Sources = ["google", "vk", "yandex", null];

    public static async Task WriteAsync(BenchApp app, int contacts)
    {
        var ids = Enumerable.Range(0, contacts).Select(IdOf).ToArray();
        var (whose, at) = Orders(contacts);
        await WriteMonthsAsync(app.Get<ReportStore>(), ids, whose, at);
        Figures.Print($"{whose.Length} orders of {contacts} contacts are written");
        await WriteShardsAsync(app, ids, whose, at);
        Figures.Print($"{contacts} contacts are written");
    }

    /// <summary>Marks, as filing does, that each of some contacts has a new order, a manager and a task: nobody changes segments.</summary>
    public static async Task ChangeAsync(TableClient table, int contacts)
    {
        var writer = new RowWriter(table);
        foreach (var numbers in Enumerable.Range(0, Math.Min(Changed, contacts)).Chunk(1_000))
        {
            await writer.WriteAsync(numbers.SelectMany(number =>
            {
                var (id, placedAt) = (IdOf(number), ReportCost.Noon.AddDays(-number % 60));
                var order = OrderState.Unknown with
                {
                    Version = new OrderVersion(placedAt, 990m, "RUB", Counts: true, new Stamp(ReportCost.Noon, "new")),
                };
                return ReportRow.OfOrder(id, $"bench:new-{number}", OrderState.Unknown, order, isNobody: false)
                    .Append(ReportRow.OfManager(id, "anna"))
                    .Append(DirtyRow.OfBeside(id, "task", "new", [], "a task"));
            }));
        }
    }

    private static string IdOf(int number) => ContactId.Found(
        new IdentityKey(IdentityKind.Email, string.Create(CultureInfo.InvariantCulture, $"reader{number}@example.com")),
        string.Create(CultureInfo.InvariantCulture, $"generated-{number}"));

    // In the order of time; who bought once buys again the likelier the lower their number.
    private static (int[] Whose, long[] At) Orders(int contacts)
    {
        var random = new Random(7);
        var count = contacts * OrdersEach;
        var (whose, at) = (new int[count], new long[count]);
        var first = ReportCost.Noon.AddDays(-Days).ToUnixTimeMilliseconds();
        for (var order = 0; order < count; order++)
        {
            whose[order] = (int)(contacts * Math.Pow(random.NextDouble(), 1.7));
            at[order] = first + (long)(random.NextDouble() * Days * 86_400_000L);
        }

        Array.Sort(at);
        return (whose, at);
    }

    private static async Task WriteMonthsAsync(ReportStore store, string[] ids, int[] whose, long[] at)
    {
        for (var from = 0; from < at.Length;)
        {
            var month = KeptOrder.MonthOf(DateTimeOffset.FromUnixTimeMilliseconds(at[from]));
            var until = from;
            while (until < at.Length && KeptOrder.MonthOf(DateTimeOffset.FromUnixTimeMilliseconds(at[until])) == month)
            {
                until++;
            }

            await store.SaveOrdersAsync(
                month, Enumerable.Range(from, until - from).Select(order => Kept(order, ids[whose[order]], at[order])), null, default);
            from = until;
        }
    }

    private static KeptOrder Kept(int order, string contact, long at)
    {
        var random = new Random(order);
        var lines = Enumerable.Range(0, random.Next(1, 4)).Select(_ =>
        {
            var product = (int)(Products * Math.Pow(random.NextDouble(), 3));
            return new KeptLine($"p{product}", $"Product {product}", random.Next(1, 4), random.Next(100, 9_000));
        }).ToList();
        var total = lines.Sum(line => line.Amount);
        return new KeptOrder(contact, KeyOf(order), at, total, order % 25 == 0 ? Math.Round(total / 2m, 2) : 0m, "RUB")
        {
            Lines = lines,
            Bonus = order % 10 == 0 ? 50m : null,
        };
    }

    private static string KeyOf(int order) => string.Create(CultureInfo.InvariantCulture, $"bench:{order}");

    // Each shard decides by its own cuts, which are those of the base near enough.
    private static async Task WriteShardsAsync(BenchApp app, string[] ids, int[] whose, long[] at)
    {
        var own = new List<int>?[ids.Length];
        for (var order = 0; order < whose.Length; order++)
        {
            (own[whose[order]] ??= new List<int>(OrdersEach)).Add(order);
        }

        foreach (var shard in ids.Index().GroupBy(one => ContactId.ShardOf(one.Item)))
        {
            var sorted = shard.OrderBy(one => one.Item, StringComparer.Ordinal).ToList();
            ContactFacts[] facts = [.. sorted.Select(one => FactsOf(one.Item, one.Index, own[one.Index] ?? [], at))];
            GeneratedBase.Decide(facts, ReportCost.Noon);
            await app.Get<Snapshots>().WriteDetailsAsync(shard.Key, Details, PackedDetails(sorted, own, at), default);
            var header = SnapshotHeader.OfNobody with { Details = Details };
            await app.Get<Snapshots>().SaveAsync(shard.Key, SnapshotCodec.Pack(facts, header), default);
            await app.Get<ReportStore>().SavePeopleAsync(
                shard.Key, sorted.Select(one => Person(one.Item, one.Index)), null, default);
        }
    }

    private static ContactFacts FactsOf(string id, int number, List<int> orders, long[] at)
    {
        var facts = new ContactFacts { Id = id, FirstSeenAt = SinceOf(number) };
        facts.SetOrders(orders.Select(order =>
        {
            var kept = Kept(order, "", at[order]);
            return new OrderFact(
                (ulong)order, DateTimeOffset.FromUnixTimeMilliseconds(at[order]), kept.Total, kept.Refunded, "RUB");
        }));
        return facts;
    }

    private static ReadOnlyMemory<byte> PackedDetails(List<(int Index, string Item)> shard, List<int>?[] own, long[] at)
    {
        var packer = new DetailsCodec.Packer();
        foreach (var (number, id) in shard)
        {
            var details = new ContactDetails(id);
            foreach (var order in own[number] ?? [])
            {
                var placedAt = DateTimeOffset.FromUnixTimeMilliseconds(at[order]);
                details.SetPart((ulong)order,
                [
                    .. Kept(order, "", at[order]).Lines!.Select(line => new Detail(DetailKind.Event, DetailNames.BoughtProduct, placedAt)
                    {
                        Text = line.Id,
                        Also = line.Title!,
                        Shop = "bench",
                    }),
                ]);
            }

            details.AddEvents(Enumerable.Range(0, Mails).Select(mail => new Detail(
                DetailKind.Event, DetailNames.ReceivedCampaign, ReportCost.Noon.AddDays(-30 * mail).AddSeconds(-number % 3_600))
            { Text = $"mail-{mail}" }));
            packer.Add(details);
        }

        return packer.Finish();
    }

    private static DateTimeOffset SinceOf(int number) => ReportCost.Noon.AddDays(-Days - 1).AddMinutes(number % (Days * 1_440));

    private static KeptPerson Person(string id, int number)
    {
        var random = new Random(number);
        var since = SinceOf(number).ToUnixTimeMilliseconds();
        return new KeptPerson(id)
        {
            Profile = new KeptProfile(new Profile(id)
            {
                City = Cities[random.Next(Cities.Length)],
                Sex = random.Next(2) == 0 ? "f" : "m",
                BirthDate = new DateOnly(1950, 1, 1).AddDays(random.Next(20_000)),
                Source = "form:bench",
            })
            {
                Since = since,
                LastDay = DateOnly.FromDateTime(ReportCost.Noon.Date).DayNumber - random.Next(600),
                HasEmail = true,
                HasPhone = random.Next(2) == 0,
                HasName = random.Next(3) > 0,
                MayBeMailed = random.Next(2) == 0,
            },
            Months = [.. Enumerable.Range(1, 9).Select(month => $"2025-0{month}")],
            Events =
            [
                new KeptEvent($"form-{number}", "form", since)
                {
                    By = "bench",
                    Source = Sources[random.Next(Sources.Length)],
                    Score = random.Next(4) == 0 ? random.Next(11) : null,
                },
            ],
        };
    }
}
