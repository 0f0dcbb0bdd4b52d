using ClientBase.Domain.Contacts;
using ClientBase.Domain.Orders;
using ClientBase.Domain.Segments.Facts;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Benchmarks.Base;

/// <summary>What changed of each of the first contacts of a generated base, as filing marks it: a tag, one new order.</summary>
internal static class NewOrders
{
    /// <summary>Files a new tag of each, by which nobody changes segments.</summary>
    public static async Task TagAsync(string connectionString, BaseFolder folder, Progress made, int contacts)
    {
        using var app = new BenchApp(connectionString, made.AsOf);
        var writer = new RowWriter(app.Contacts);
        foreach (var numbers in Enumerable.Range(1, contacts).Chunk(1_000))
        {
            await writer.WriteAsync(numbers.Select(number =>
            {
                var contact = GeneratedContact.Of(number, folder.Contacts, made.AsOf);
                var tag = new Stamped<string>(Contact.SetTag, new Stamp(made.AsOf, "tag"), "bench");
                return DirtyRow.OfPerson(contact with { Tags = contact.Tags.SetItem("bench", tag) }, "a new tag");
            }));
        }
    }

    /// <summary>Files new orders; returns how many contacts are going to change segments.</summary>
    public static async Task<int> FileAsync(string connectionString, BaseFolder folder, Progress made, int contacts)
    {
        using var app = new BenchApp(connectionString, made.AsOf);
        var writer = new RowWriter(app.Contacts);
        foreach (var numbers in Enumerable.Range(1, contacts).Chunk(1_000))
        {
            await writer.WriteAsync(numbers.SelectMany(number =>
            {
                var (id, key) = (GeneratedContact.Of(number, folder.Contacts, made.AsOf).Id, KeyOf(number));
                var order = Order(made);
                return ReportRow.OfOrder(id, key, OrderState.Unknown, order, isNobody: false)
                    .Append(OrderRow.Of(id, key, order))
                    .Append(DirtyRow.OfOrder(id, key, order, $"order {key}", givesPoints: false));
            }));
        }

        var movers = Movers(folder.Contacts, made, contacts);
        foreach (var some in movers.Where(mover => mover.Number >= made.WithRows).Chunk(500))
        {
            await writer.WriteAsync(some.SelectMany(mover => GeneratedRows.OfSegments(mover.Before, made.AsOf)));
        }

        return movers.Count;
    }

    // Orders of some move the limits of the base and with them others, who must have the rows that recompute is to change.
    private static List<(int Number, ContactFacts Before)> Movers(int all, Progress made, int contacts)
    {
        var before = GeneratedBase.Decided(all, made.AsOf);
        var after = Array.ConvertAll(before, Copy);
        for (var number = 1; number <= contacts; number++)
        {
            after[number].Replace(OrderFact.KeyOf(KeyOf(number)), OrderFact.Of(KeyOf(number), Order(made)));
        }

        GeneratedBase.Decide(after, made.AsOf);
        var movers = before.Index().Where(one => SegmentChange.Between([one.Item], [after[one.Index]]).Any()).ToList();
        var moves = movers.Sum(one => one.Item.Segments.Except(after[one.Index].Segments).Count()
            + after[one.Index].Segments.Except(one.Item.Segments).Count());
        Figures.Print($"{movers.Count} contacts are going to enter and leave segments {moves} times");
        return [.. movers.Select(one => (one.Index, one.Item))];
    }

    private static ContactFacts Copy(ContactFacts one)
    {
        var copy = new ContactFacts { Id = one.Id, FirstSeenAt = one.FirstSeenAt, Profile = one.Profile };
        copy.SetOrders(one.Orders);
        return copy;
    }

    private static string KeyOf(int number) => GeneratedContact.OrderKey(number, 1_000);

    private static OrderState Order(Progress made) => OrderState.Unknown with
    {
        Version = new OrderVersion(made.AsOf.AddHours(-1), 990m, "RUB", Counts: true, new Stamp(made.AsOf, "new")),
    };
}
