using Azure.Data.Tables;
using ClientBase.Functions.Storage;

namespace ClientBase.Benchmarks.Base;

/// <summary>
/// What an import of people with e-mail and telephone costs, the same file again, the memory of a million rows, and how near it comes to
/// what the emulator can take.
/// </summary>
internal static class ImportCost
{
    private const int WarmUp = 500;

    private static readonly int MemoryRows = Figures.Sized(1_000_000, small: 5_000);

    public static async Task RunAsync()
    {
        var azurite = await Emulator.StartAsync(Figures.ImportRows);
        try
        {
            using var app = new BenchApp(azurite.ConnectionString, ImportTrial.Noon);
            await app.CreateStorageAsync();
            app.Requests.TellsBatches = false;
            var rows = Figures.ImportRows;
            await MeasureAsync("warm-up", WarmUp, from: 100_000_000);
            var kinds = await KindsAsync(app);
            List<ImportTrial> runs =
            [
                await MeasureAsync("first time", rows),
                await MeasureAsync("the same file again", rows),
                await MeasureAsync("dry run", rows, isDryRun: true),
                await MeasureAsync("dry run of a million", MemoryRows, isDryRun: true),
            ];
            Figures.Write("import", new { rows, kinds, runs, ceiling = await ImportCeiling.MeasureAsync() });

            async Task<ImportTrial> MeasureAsync(string name, int count, int from = 0, bool isDryRun = false)
            {
                var trial = await ImportTrial.RunAsync(app, azurite, name, count, from, isDryRun);
                trial.Print();
                return trial;
            }
        }
        finally
        {
            azurite.Stop();
        }
    }

    /// <summary>What rows a person has after an import, by their first letter.</summary>
    private static async Task<List<Kind>> KindsAsync(BenchApp app)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in app.Get<TableServiceClient>().GetTableClient(Tables.Contacts).QueryAsync<TableEntity>())
        {
            rows.Add(row);
        }

        var kinds = rows.GroupBy(row => row.RowKey[..2]).OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => new Kind(
            kind.Key,
            Math.Round((double)kind.Count() / WarmUp, 2),
            (int)kind.Average(row => (2 * (row.PartitionKey.Length + row.RowKey.Length)) + row
                .Where(cell => cell.Key is not ("PartitionKey" or "RowKey" or "Timestamp" or "odata.etag"))
                .Sum(cell => (2 * cell.Key.Length) + (2 * $"{cell.Value}".Length))))).ToList();
        foreach (var kind in kinds)
        {
            Figures.Print($"    {kind.Letter} {kind.RowsAPerson} rows a person of {kind.Bytes} bytes");
        }

        Figures.Print($"    {kinds.Sum(kind => kind.RowsAPerson)} rows a person in all");
        return kinds;
    }

    private sealed record Kind(string Letter, double RowsAPerson, int Bytes);
}
