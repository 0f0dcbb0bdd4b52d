using ClientBase.Domain.Segments.Facts;
using ClientBase.Functions.Reports;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Benchmarks.Base;

/// <summary>
/// What each report costs on a base of ten orders a contact, and what the export of a segment does, each in a process of its own:
/// transactions, CPU, memory.
/// </summary>
internal static class ReportCost
{
    /// <summary>The segment that is exported.</summary>
    public const string Exported = "regular";

    /// <summary>The instant of the base.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    // They have rows, which the emulator keeps in memory.
    private static readonly int MostExported = Figures.Setting("BENCH_EXPORTED", 10_000);

    public static async Task RunAsync()
    {
        var members = Math.Min(Figures.Contacts, MostExported);
        var azurite = await Emulator.StartAsync(members);
        try
        {
            string[] names;
            using (var app = ReportStep.AppOver(azurite.ConnectionString, Noon))
            {
                await app.CreateStorageAsync();
                await GeneratedLogs.WriteAsync(app, Figures.Contacts);
                await WriteMembersAsync(app, members);
                await GeneratedLogs.ChangeAsync(app.Contacts, Figures.Contacts);
                names =
                [
                    ReportStep.Fit, ReportStep.Recompute, .. app.Get<ReportCatalogue>().All.Select(report => report.Name),
                    $"{ReportStep.Export}csv", $"{ReportStep.Export}xlsx",
                ];
            }

            var made = new List<ReportFigures>();
            foreach (var name in Wanted(names))
            {
                made.Add(await ReportStep.MeasureAsync(azurite.ConnectionString, name));
                var of = made[^1];
                Figures.Print($"{of.Name,-14} {of.Rows,7} rows {of.Transactions,6} transactions {of.CpuSeconds,6:0.0} s CPU");
                Figures.Print($"{"",-14} {of.PeakMegabytes,7:0} MB {of.Seconds,6:0.0} s");
            }

            Figures.Write($"reports-{Figures.Contacts}", new
            {
                Figures.Contacts,
                orders = (long)Figures.Contacts * GeneratedLogs.OrdersEach,
                exported = members,
                peakMegabytes = made.Max(one => one.PeakMegabytes),
                reports = made,
            });
        }
        finally
        {
            azurite.Stop();
        }
    }

    // BENCH_ONLY names some, for a large base.
    private static IEnumerable<string> Wanted(string[] names) =>
        Environment.GetEnvironmentVariable("BENCH_ONLY") is { Length: > 0 } only ? names.Intersect(only.Split(',')) : names;

    // The rows an export reads: people with three orders on average.
    private static async Task WriteMembersAsync(BenchApp app, int members)
    {
        const int AtOnce = 1_000;
        var writer = new RowWriter(app.Contacts);
        for (var from = 1; from <= members; from += AtOnce)
        {
            await writer.WriteAsync(Enumerable.Range(from, Math.Min(AtOnce, members - from + 1)).SelectMany(number =>
            {
                var contact = GeneratedContact.Of(number, members, Noon);
                var facts = ContactFacts.Of(contact);
                (facts.Segments, facts.Rfm) = ([Exported], "555");
                return GeneratedRows.OfSegments(facts, Noon).Append(ContactRow.Of(contact))
                    .Concat(contact.Orders.Select(order => OrderRow.Of(contact.Id, order.Key, order.Value)));
            }));
        }

        Figures.Print($"rows of {members} members are written");
    }
}
