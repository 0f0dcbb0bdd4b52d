using System.Diagnostics;
using Azure.Data.Tables;
using ClientBase.Benchmarks.Leads;
using ClientBase.Functions.Tests.Fixtures;
using static Azure.Data.Tables.TableTransactionActionType;
using Limits = ClientBase.Functions.Storage.Limits;
using Tables = ClientBase.Functions.Storage.Tables;

namespace ClientBase.Benchmarks.Base;

/// <summary>
/// How much of what the emulator can take an import gets out of it. The measure is a bare client that writes the very same rows: no file,
/// no decisions, nothing waits for anything, every batch full.
/// </summary>
/// <remarks>The two take turns, each on an emulator of its own, so that both meet the same machine.</remarks>
internal static class ImportCeiling
{
    private static readonly int People = Figures.Sized(5_000, small: 500);

    public static async Task<ImportCeilingFigures> MeasureAsync()
    {
        // Not counted: the rows to be written come from it, and both ways are compiled meanwhile.
        var (_, batches) = await ImportAsync(isRead: true);
        await WriteAsync(batches);
        var turns = new List<ImportTurn>();
        for (var turn = 0; turn < Figures.Runs; turn++)
        {
            var isBareFirst = turn % 2 == 1;
            var bare = isBareFirst ? await WriteAsync(batches) : null;
            var (import, _) = await ImportAsync(isRead: false);
            bare ??= await WriteAsync(batches);
            turns.Add(new ImportTurn(import, bare, Math.Round(import.RowsPerSecond / bare.PeoplePerSecond, 3)));
            Figures.Print($"{turns[^1]}");
        }

        var share = Figures.Median(turns.Select(turn => turn.Share));
        var people = Figures.Median(turns.Select(turn => turn.Bare.PeoplePerSecond));
        Figures.Print($"median share of the ceiling: {share:0.00}, which is {people:0} people/s");
        return new ImportCeilingFigures(People, turns, share, people);
    }

    private static async Task<(ImportTrial Trial, Batches Batches)> ImportAsync(bool isRead)
    {
        var azurite = await NodeAzurite.StartAsync();
        try
        {
            using var app = new BenchApp(azurite.ConnectionString, ImportTrial.Noon);
            app.Requests.TellsBatches = false;
            await app.CreateStorageAsync();
            var trial = await ImportTrial.RunAsync(app, azurite, "first time", People);
            return (trial, isRead ? Batched(await app.RowsAsync()) : []);
        }
        finally
        {
            azurite.Stop();
        }
    }

    // By shard, in no order: as they come, since a file's people lie anywhere.
    private static Batches Batched(IReadOnlyList<TableEntity> rows)
    {
        var actions = rows.Select(row => new TableTransactionAction(
            row.RowKey[..2] is "c|" or "i|" or "k|" ? Add : UpsertReplace,
            new TableEntity(row.Where(cell => cell.Key is not ("odata.etag" or "Timestamp")).ToDictionary()))).ToArray();
        new Random(1).Shuffle(actions);
        return [.. actions.GroupBy(action => action.Entity.PartitionKey).Select(shard => shard.Chunk(Limits.BatchActions).ToList())];
    }

    private static async Task<BareImport> WriteAsync(Batches batches)
    {
        var azurite = await NodeAzurite.StartAsync();
        try
        {
            var table = new TableClient(azurite.ConnectionString, Tables.Contacts);
            await table.CreateAsync();
            GC.Collect();
            var (machine, clock, emulatorBefore) = (MachineUse.Start(), Stopwatch.StartNew(), LoadRun.EmulatorCpu(azurite));
            await Task.WhenAll(batches.Select(async shard =>
            {
                foreach (var batch in shard)
                {
                    await table.SubmitTransactionAsync(batch);
                }
            }));
            var (seconds, emulator) = (clock.Elapsed.TotalSeconds, LoadRun.EmulatorCpu(azurite) - emulatorBefore);
            var (own, others) = machine.Since(emulator);
            return new BareImport(
                Math.Round(People / seconds),
                Math.Round(own.TotalMilliseconds / People, 3),
                Math.Round(emulator.TotalMilliseconds / People, 3),
                others);
        }
        finally
        {
            azurite.Stop();
        }
    }

    /// <summary>Batches by shard.</summary>
    private sealed class Batches : List<List<TableTransactionAction[]>>;
}

/// <summary>How near imports come to what the emulator can take.</summary>
/// <param name="People">People of each turn.</param>
/// <param name="Turns">The turns.</param>
/// <param name="MedianShare">Part of the bare client's rate.</param>
/// <param name="MedianPeoplePerSecond">The bare client's rate: the ceiling.</param>
internal sealed record ImportCeilingFigures(
    int People, IReadOnlyList<ImportTurn> Turns, double MedianShare, double MedianPeoplePerSecond);

/// <summary>An import and a bare client, one after the other.</summary>
internal sealed record ImportTurn(ImportTrial Import, BareImport Bare, double Share)
{
    public override string ToString() => FormattableString.Invariant(
        $"""
            people/s: import {Import.RowsPerSecond:0}, bare {Bare.PeoplePerSecond:0}, share {Share:0.00}
                CPU ms a person: import {Import.CpuMilliseconds:0.00}, bare {Bare.CpuMilliseconds:0.00};
                of the emulator {Import.EmulatorMilliseconds:0.00} and {Bare.EmulatorMilliseconds:0.00};
                others used {Import.OthersShare:P0} and {Bare.OthersShare:P0} of the machine
        """);
}

/// <summary>The bare client. CPU milliseconds are by person.</summary>
/// <param name="PeoplePerSecond">Its rate.</param>
/// <param name="CpuMilliseconds">Its own CPU.</param>
/// <param name="EmulatorMilliseconds">CPU of the emulator.</param>
/// <param name="OthersShare">What part of the machine's cores others used meanwhile.</param>
internal sealed record BareImport(double PeoplePerSecond, double CpuMilliseconds, double EmulatorMilliseconds, double OthersShare);
