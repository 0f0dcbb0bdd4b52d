using System.Diagnostics;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using ClientBase.Functions.Contacts.Duplicates.Proposing;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Benchmarks.Base;

/// <summary>Precision and recall of proposed duplicates in a base with families, and what a changed contact costs.</summary>
/// <remarks>
/// The large base is in memory: the same blocks and the same scores without rows, since the emulator looks through a whole table for each
/// range. Rows and transactions are counted on a base of <see cref="Stored"/> contacts; what a contact costs depends on its blocks only.
/// </remarks>
internal static class ProposalCost
{
    private const int AtOnce = 64;
    private static readonly int Changed = Figures.Sized(500, small: 20);
    private static readonly int Stored = Figures.Sized(3_000, small: 200);
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    public static async Task RunAsync()
    {
        var large = ProposedInMemory.Of(new Households(7).Make(Figures.Contacts));
        Figures.Print($"{Figures.Contacts} records in memory, {large.Seconds:0} s");
        Figures.Print($"  each was compared with {large.Compared:0.0}, and {large.Blocks:0.0} blocks were asked for");
        Print(large.Quality);
        var azurite = await NodeAzurite.StartAsync();
        try
        {
            using var app = new BenchApp(azurite.ConnectionString, Now);
            await app.CreateStorageAsync();
            var records = new Households(7).Make(Stored + Changed);
            var watch = Stopwatch.StartNew();
            var contactOf = await FileAsync(app, records, 0, Stored);
            var filed = watch.Elapsed;

            var whole = await SearchAsync(app);
            var kinds = Shares(app.Requests, Stored);
            var quality = await QualityAsync(app, records, contactOf);
            foreach (var (number, contact) in await FileAsync(app, records, Stored, Changed))
            {
                contactOf[number] = contact;
            }

            var later = await SearchAsync(app);
            var changedKinds = Shares(app.Requests, Changed);
            var after = await QualityAsync(app, records, contactOf);
            Report(large, filed, whole, kinds, quality, later, changedKinds, after);
        }
        finally
        {
            azurite.Stop();
        }
    }

    private static async Task<Dictionary<int, string>> FileAsync(BenchApp app, List<PersonRecord> records, int from, int count)
    {
        var filing = app.Get<Functions.Contacts.Filing.ContactFiling>();
        var contactOf = new Dictionary<int, string>();
        foreach (var some in Enumerable.Range(from, count).Chunk(AtOnce))
        {
            var ids = await Task.WhenAll(some.Select(number => filing.FileAsync(records[number].Capture(number), default)));
            foreach (var (number, id) in some.Zip(ids))
            {
                contactOf[number] = id!;
            }
        }

        return contactOf;
    }

    private static async Task<TimeSpan> SearchAsync(BenchApp app)
    {
        app.Requests.Reset();
        var watch = Stopwatch.StartNew();
        var queue = app.Get<QueueServiceClient>().GetQueueClient(Queues.Duplicates);
        await app.Get<ProposeDuplicates>().RunAsync(new TimerInfo(), default);
        while ((await queue.ReceiveMessagesAsync(16)).Value is { Length: > 0 } messages)
        {
            await Task.WhenAll(messages.Select(async message =>
            {
                await app.Get<CompareContacts>().RunAsync(JsonSerializer.Deserialize<DuplicateSearch>(message.Body)!, default);
                await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
            }));
            Console.Error.WriteLine($"{watch.Elapsed.TotalSeconds:0} s");
        }

        return watch.Elapsed;
    }

    private static SortedDictionary<string, double> Shares(RequestCount requests, int contacts) => new(
        requests.Counts.ToDictionary(kind => kind.Key, kind => Math.Round((double)kind.Value / contacts, 3)), StringComparer.Ordinal);

    private static async Task<Quality> QualityAsync(BenchApp app, List<PersonRecord> records, Dictionary<int, string> contactOf)
    {
        // Who was filed under one contact is known already; a contact of two people is filing's matter, not that of proposals.
        var survivors = (await app.Contacts.QueryAsync<TableEntity>("RowKey ge 'c|' and RowKey lt 'c}'").ToListAsync())
            .ToDictionary(ContactRow.IdOf, row => row.GetString(ContactRow.MergedInto), StringComparer.Ordinal);
        string Root(string id) => survivors.GetValueOrDefault(id) is { } into ? Root(into) : id;
        var people = contactOf.GroupBy(one => Root(one.Value), one => records[one.Key])
            .Where(group => group.Select(one => one.Person).Distinct().Count() == 1)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        var truth = people.Where(one => one.Value.Person >= 0).GroupBy(one => one.Value.Person, one => one.Key)
            .Sum(group => group.Count() * (group.Count() - 1) / 2);
        var proposed = new List<(double Score, PersonRecord One, PersonRecord Other)>();
        var pairs = app.Tables.GetTableClient(Functions.Storage.Tables.Duplicates)
            .QueryAsync<TableEntity>(TableKeys.Range(PairRow.Partition, PairRow.ListPrefix));
        await foreach (var row in pairs)
        {
            var ids = PairRow.PairOf(row.RowKey).Split('-');
            if (people.TryGetValue(ids[0], out var one) && people.TryGetValue(ids[1], out var other))
            {
                proposed.Add((1 - (int.Parse(row.RowKey.AsSpan(2, 5), null) / 10_000d), one, other));
            }
        }

        return Quality.Of(people.Count, truth, proposed);
    }

    private static void Report(
        InMemory large,
        TimeSpan filed,
        TimeSpan whole,
        SortedDictionary<string, double> kinds,
        Quality quality,
        TimeSpan later,
        SortedDictionary<string, double> changedKinds,
        Quality after)
    {
        Figures.Write("duplicates", new { Figures.Contacts, large, Stored, quality, kinds, changed = Changed, changedKinds, after });
        Figures.Print($"{Stored} records filed in {filed.TotalSeconds:0} s, all compared in {whole.TotalSeconds:0} s");
        Figures.Print($"{Changed} more compared in {later.TotalSeconds:0} s");
        Print(quality);
        Print(after);
        Print("first search", kinds);
        Print("changed contact", changedKinds);
    }

    private static void Print(Quality quality)
    {
        Figures.Print($"{quality.Contacts} contacts, {quality.Pairs} pairs of one person");
        foreach (var at in quality.At)
        {
            Figures.Print($"  from {at.Threshold:0.00}: {at.Proposed} proposed, precision {at.Precision:0.000}, recall {at.Recall:0.000}");
            Figures.Print($"    wrong ones of one family {at.Families}, of placeholders {at.Placeholders}");
        }
    }

    private static void Print(string name, SortedDictionary<string, double> kinds)
    {
        Figures.Print($"{name}: {kinds.Values.Sum():0.00} transactions a contact");
        foreach (var (kind, share) in kinds.Where(kind => kind.Value >= 0.005))
        {
            Figures.Print($"  {share,5:0.00} {kind}");
        }
    }
}
