using System.Diagnostics;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Segments;
using ClientBase.Domain.Segments.Facts;
using ClientBase.Domain.Segments.Ranking;
using ClientBase.Functions.Segments.Recompute;

namespace ClientBase.Benchmarks.Base;

/// <summary>Makes a base of generated contacts, once: snapshots of all, and rows of as many as an emulator holds.</summary>
/// <remarks>
/// 20,000 contacts with all their rows are 260 MB in the emulator's file (see <see cref="Emulator"/>). A recompute reads snapshots and what
/// changed, so of a larger base only those contacts that are to change have rows, and most of these only the rows of their segments.
/// </remarks>
internal static class GeneratedBase
{
    /// <summary>A base of more contacts is kept lean.</summary>
    public const int MostWithAllRows = Emulator.MostOnDisk;

    private const int WithSegments = 10_001; // Of a lean base: those that are changed, and the till.
    private const int AlwaysWithAllRows = 100; // But not the till.
    private const int RowsAtOnce = 500; // Contacts between two notes of progress.

    /// <summary>Makes the base of BENCH_CONTACTS contacts, or goes on with it.</summary>
    public static async Task RunAsync()
    {
        var folder = await ReadyAsync(Figures.Contacts);
        Figures.Print($"ready: {folder.Contacts} contacts, rows of {folder.Made!.WithRows}");
    }

    /// <summary>A base, made first if it is not there.</summary>
    public static async Task<BaseFolder> ReadyAsync(int contacts)
    {
        var folder = BaseFolder.Of(contacts);
        if (folder.Made is { IsReady: true })
        {
            return folder;
        }

        var today = new DateTimeOffset(TimeProvider.System.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
        var made = folder.Made ?? new Progress(today, HasSnapshots: false, contacts <= MostWithAllRows ? contacts : WithSegments, 0);
        folder.Keep(made);
        var azurite = await folder.StartAsync();
        try
        {
            using var app = new BenchApp(azurite.ConnectionString, made.AsOf);
            await app.CreateStorageAsync();
            var facts = Decided(contacts, made.AsOf);
            made = made.HasSnapshots ? made : await WriteSnapshotsAsync(app, facts, made);
            folder.Keep(made);
            await WriteRowsAsync(app, folder, facts, made);
        }
        finally
        {
            azurite.Stop();
        }

        return folder;
    }

    /// <summary>Everybody's facts with the segments they give, by number.</summary>
    public static ContactFacts[] Decided(int contacts, DateTimeOffset asOf)
    {
        var watch = Stopwatch.StartNew();
        var facts = new ContactFacts[contacts];
        Parallel.For(0, contacts, number => facts[number] = ContactFacts.Of(GeneratedContact.Of(number, contacts, asOf)));
        Decide(facts, asOf);
        var orders = facts.Sum(one => (long)one.Orders.Length);
        Figures.Print($"generated {contacts} contacts, {orders} orders that count, in {watch.Elapsed.TotalSeconds:0} s");
        return facts;
    }

    /// <summary>Gives everybody of a base the segments their facts give.</summary>
    public static void Decide(ContactFacts[] facts, DateTimeOffset asOf)
    {
        var catalogue = new SegmentCatalogue(new SegmentOptions());
        var cuts = BaseCuts.Of(facts.Select(one => one.At(asOf, catalogue.Options)), catalogue.Options, asOf);
        Parallel.ForEach(facts, one =>
        {
            var decided = catalogue.Assign(one.At(asOf, catalogue.Options), cuts, asOf);
            (one.Segments, one.Rfm) = (decided.SegmentIds, decided.Rfm?.ToString());
        });
    }

    private static async Task<Progress> WriteSnapshotsAsync(BenchApp app, ContactFacts[] facts, Progress made)
    {
        foreach (var shard in facts.GroupBy(one => ContactId.ShardOf(one.Id)))
        {
            var packed = SnapshotCodec.Pack([.. shard.OrderBy(one => one.Id, StringComparer.Ordinal)]);
            await app.Get<Snapshots>().SaveAsync(shard.Key, packed, default);
            var (bytes, keys) = (packed.Facts.Length, packed.OrderKeys.Length);
            Figures.Print($"shard {shard.Key}: {shard.Count()} contacts, facts {bytes} bytes, keys {keys} bytes");
        }

        return made with { HasSnapshots = true };
    }

    private static async Task WriteRowsAsync(BenchApp app, BaseFolder folder, ContactFacts[] facts, Progress made)
    {
        var watch = Stopwatch.StartNew();
        var writer = new RowWriter(app.Contacts);
        for (var from = made.RowsOf; from < made.WithRows; from += RowsAtOnce)
        {
            var numbers = Enumerable.Range(from, Math.Min(RowsAtOnce, made.WithRows - from)).ToList();
            bool HasAllRows(int number) => made.WithRows == folder.Contacts || number is > GeneratedContact.Till and < AlwaysWithAllRows;
            var rows = numbers.SelectMany(number => HasAllRows(number)
                ? GeneratedRows.Of(GeneratedContact.Of(number, folder.Contacts, made.AsOf), facts[number], made.AsOf)
                : GeneratedRows.OfSegments(facts[number], made.AsOf)).ToList();
            await writer.WriteAsync(rows);
            folder.Keep(made with { RowsOf = from + numbers.Count });
            if (from / RowsAtOnce % 4 == 0)
            {
                Figures.Print($"rows of {from + numbers.Count} contacts, {watch.Elapsed.TotalSeconds:0} s");
            }
        }
    }
}
