using System.Text;
using ClientBase.Benchmarks.Chaos;
using ClientBase.Tests.Whole;

namespace ClientBase.Benchmarks.Fuzz;

/// <summary>Hostile input by every way in: no answer of 500, nothing unsafe taken, no message that cannot be filed.</summary>
internal static class HostileInput
{
    private const int OfOneBase = 1_000; // Then all that was taken is filed, and a fresh base is begun.
    private const int CellsOfAFile = 50;

    private static readonly string[] Cells =
    [
        "fuzz@chaos.example", "Анна Петровна Иванова", "+7 916 123-45-67", "31.12.1990", "Омск, ул. Ленина, 1", "1 234,50",
        "да", "2026-03-01",
    ];

    private static readonly Dictionary<string, string?> Settings = new(Journey.Settings)
    {
        ["Shops:woo:Kind"] = "WooCommerce",
        ["Shops:woo:Secret"] = FuzzTargets.Secret,
        ["Shops:any:Kind"] = "StandardWebhooks",
        ["Shops:any:Secret"] = FuzzTargets.StandardSecret,
        ["Forms:RatePerMinute"] = "0",
        ["Visits:RatePerMinute"] = "0",
        ["Imports:ChunkRows"] = "500",
        ["Imports:RowsAtOnce"] = "32",
    };

    private static int Cases { get; } = Figures.Setting("BENCH_CASES", Figures.Sized(100_000, small: 900));

    private static int Seed { get; } = Figures.Setting("BENCH_SEED", 1);

    public static async Task RunAsync()
    {
        var progress = new Progress<FuzzFound>("fuzz");
        var found = new FuzzFound();
        using var emulators = new Emulators();
        for (var done = 0; done < Cases; done += OfOneBase)
        {
            var (first, cases) = (Seed + done, Math.Min(OfOneBase, Cases - done));
            found.Add(await progress.DoAsync(
                $"{cases} cases from seed {first}", async () => await TryAsync(await emulators.NextAsync(), first, cases)));
        }

        Figures.Write("fuzz", new { seed = Seed, cases = Cases, found.Kinds, found.Failed, found.Unsafe, found.Poison, found.What });
        Figures.Print($"{Cases} cases from seed {Seed}: {found.Failed} answers of 500, {found.Unsafe} unsafe, {found.Poison} poison");
        progress.End();
    }

    private static async Task<FuzzFound> TryAsync(string connectionString, int seed, int cases)
    {
        var found = new FuzzFound();
        await using var world = new World(connectionString, Fate.Kind(), Settings, new MailProvider());
        await world.CreateAsync();
        await world.AskAsync("PUT", "api/forms/news", new { kind = "newsletter" });
        var kinds = FuzzTargets.All.ToList();
        for (var number = 0; number < cases; number++)
        {
            var change = new Mutations(seed + number);
            if (number % (kinds.Count + 1) == kinds.Count)
            {
                await ImportAsync(world, change, seed + number, found);
                continue;
            }

            var (kind, make) = kinds[number % (kinds.Count + 1)];
            await AskAsync(world, kind, make(change), seed + number, found);
        }

        await FileAsync(world, seed, found);
        return found;
    }

    private static async Task AskAsync(World world, string kind, MadeUp made, int seed, FuzzFound found)
    {
        if (made.Path.Split('?')[0].Contains("%00", StringComparison.Ordinal))
        {
            return; // No server would be given it.
        }

        var answer = await world.App.AskAsync(made.Method, made.Path, made.Body, made.Type, made.Headers);
        found.Count(kind, answer.Status);
        if (answer.Status >= 500)
        {
            found.Fail($"{kind}, seed {seed}: {made.Method} {made.Path}: {answer.Failure}\n{TextOf(made.Body)}");
        }
        else if (made.MustRefuse && answer.IsGood)
        {
            found.Accept($"{kind}, seed {seed}: {made.Method} {made.Path} is answered with {answer.Status}");
        }
    }

    // Each cell is a case of its own.
    private static async Task ImportAsync(World world, Mutations change, int seed, FuzzFound found)
    {
        var file = new StringBuilder("email,name,phone,birthday,address,sum,consent,date\n");
        for (var row = 0; row < CellsOfAFile / Cells.Length; row++)
        {
            var cells = Cells.Select(cell => change.Text(cell).Replace("\"", "\"\"", StringComparison.Ordinal));
            file.Append('"').AppendJoin("\",\"", cells).Append("\"\n");
        }

        var made = new MadeUp("POST", "api/imports", Encoding.UTF8.GetBytes(file.ToString()), "text/csv", false);
        await AskAsync(world, "cells", made, seed, found);
    }

    private static async Task FileAsync(World world, int seed, FuzzFound found)
    {
        world.Failures.Clear();
        try
        {
            await world.SettleAsync();
        }
        catch (BrokenException broken)
        {
            found.Poisoned($"from seed {seed} on: {broken.Message}");
        }

        foreach (var failure in world.Failures.Distinct())
        {
            found.Tell($"from seed {seed} on, while filing: {failure}");
        }

        if (await BaseChecker.FirstBrokenAsync(world) is { } wrong)
        {
            found.Accept($"from seed {seed} on: {wrong}");
        }
    }

    private static string TextOf(byte[]? body) => Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(600, body?.Length ?? 0)));
}
