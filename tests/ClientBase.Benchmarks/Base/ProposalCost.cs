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
internal static class ProposalCost
{
    private const int AtOnce = 64;
    private const int Changed = 500;
    private static readonly double[] Thresholds = [0.5, 0.9, 0.99];
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    public static async Task RunAsync()
    {
        var azurite = await NodeAzurite.StartAsync();
        try
        {
            using var app = new BenchApp(azurite.ConnectionString, Now);
            await app.CreateStorageAsync();
            var records = new Households(7).Make(Figures.Contacts + Changed);
            var watch = Stopwatch.StartNew();
            var contactOf = await FileAsync(app, records, 0, Figures.Contacts);
            var filed = watch.Elapsed;

            var whole = await SearchAsync(app);
            var kinds = Shares(app.Requests, Figures.Contacts);
            var quality = await QualityAsync(app, records, contactOf);
            foreach (var (number, contact) in await FileAsync(app, records, Figures.Contacts, Changed))
            {
                contactOf[number] = contact;
            }

            var later = await SearchAsync(app);
            var changedKinds = Shares(app.Requests, Changed);
            var after = await QualityAsync(app, records, contactOf);
            Report(filed, whole, kinds, quality, later, changedKinds, after);
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
        var pairs = app.Tables.GetTableClient(Functions.Storage.Tables.Duplicates).QueryAsync<TableEntity>(TableKeys.Range(PairRow.Partition, PairRow.ListPrefix));
        await foreach (var row in pairs)
        {
            var ids = PairRow.PairOf(row.RowKey).Split('-');
            if (people.TryGetValue(ids[0], out var one) && people.TryGetValue(ids[1], out var other))
            {
                proposed.Add((1 - (int.Parse(row.RowKey.AsSpan(2, 5), null) / 10_000d), one, other));
            }
        }

        return new Quality(people.Count, truth, [.. Thresholds.Select(threshold => At(threshold, proposed, truth))]);
    }

    private static QualityAt At(double threshold, List<(double Score, PersonRecord One, PersonRecord Other)> proposed, int truth)
    {
        var shown = proposed.Where(pair => pair.Score >= threshold).ToList();
        var right = shown.Count(pair => pair.One.Person == pair.Other.Person && pair.One.Person >= 0);
        return new QualityAt(
            threshold,
            shown.Count,
            Math.Round((double)right / Math.Max(1, shown.Count), 4),
            Math.Round((double)right / Math.Max(1, truth), 4),
            shown.Count(pair => pair.One.Person != pair.Other.Person && pair.One.Household == pair.Other.Household && pair.One.Person >= 0),
            shown.Count(pair => pair.One.Person < 0 || pair.Other.Person < 0));
    }

    private static void Report(
        TimeSpan filed,
        TimeSpan whole,
        SortedDictionary<string, double> kinds,
        Quality quality,
        TimeSpan later,
        SortedDictionary<string, double> changedKinds,
        Quality after)
    {
        Figures.Write("duplicates", new { Figures.Contacts, quality, kinds, changed = Changed, changedKinds, after });
        Figures.Print($"{Figures.Contacts} records filed in {filed.TotalSeconds:0} s, all compared in {whole.TotalSeconds:0} s, {Changed} more in {later.TotalSeconds:0} s");
        foreach (var (name, one) in new[] { ("whole base", quality), ("with those who came later", after) })
        {
            Figures.Print($"{name}: {one.Contacts} contacts, {one.Pairs} pairs of one person");
            foreach (var at in one.At)
            {
                Figures.Print($"  from {at.Threshold:0.00}: {at.Proposed} proposed, precision {at.Precision:0.000}, recall {at.Recall:0.000}, of families {at.Families}, of placeholders {at.Placeholders}");
            }
        }

        Print("first search", kinds);
        Print("changed contact", changedKinds);
    }

    private static void Print(string name, SortedDictionary<string, double> kinds) => Figures.Print(
        $"{name}: {kinds.Values.Sum():0.00} transactions a contact ({string.Join(", ", kinds.Where(kind => kind.Value >= 0.005).Select(kind => FormattableString.Invariant($"{kind.Value:0.00} {kind.Key}")))})");

    private sealed record Quality(int Contacts, int Pairs, IReadOnlyList<QualityAt> At);

    private sealed record QualityAt(double Threshold, int Proposed, double Precision, double Recall, int Families, int Placeholders);
}
