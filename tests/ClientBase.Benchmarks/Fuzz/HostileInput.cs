using System.Globalization;
using System.Text;
using ClientBase.Functions.Tests.Fixtures;
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
        ["Forms:PerMinute"] = "1000000",
        ["Imports:ChunkRows"] = "500",
        ["Imports:RowsAtOnce"] = "32",
    };

    private static int Cases { get; } = Setting("BENCH_CASES") ?? Figures.Sized(100_000, small: 900);

    private static int Seed { get; } = Setting("BENCH_SEED") ?? 1;

    public static async Task RunAsync()
    {
        var found = new Found();
        var azurite = await NodeAzurite.StartAsync();
        try
        {
            for (var done = 0; done < Cases; done += OfOneBase)
            {
                await TryAsync(azurite.ConnectionString, Seed + done, Math.Min(OfOneBase, Cases - done), found);
            }
        }
        finally
        {
            azurite.Stop();
        }

        Figures.Write("fuzz", new { seed = Seed, cases = Cases, found.Kinds, found.Failed, found.Unsafe, found.Poison, found.What });
        Figures.Print($"{Cases} cases from seed {Seed}: {found.Failed} answers of 500, {found.Unsafe} unsafe, {found.Poison} poison");
    }

    private static async Task TryAsync(string connectionString, int seed, int cases, Found found)
    {
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
    }

    private static async Task AskAsync(World world, string kind, MadeUp made, int seed, Found found)
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
    private static async Task ImportAsync(World world, Mutations change, int seed, Found found)
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

    private static async Task FileAsync(World world, int seed, Found found)
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

    private static int? Setting(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var value) ? value : null;

    private sealed class Found
    {
        public SortedDictionary<string, SortedDictionary<int, int>> Kinds { get; } = new(StringComparer.Ordinal);

        public int Failed { get; private set; }

        public int Unsafe { get; private set; }

        public int Poison { get; private set; }

        public List<string> What { get; } = [];

        public void Count(string kind, int status)
        {
            var statuses = Kinds.TryGetValue(kind, out var known) ? known : Kinds[kind] = [];
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
        }

        public void Fail(string what) => (Failed, _) = (Failed + 1, Tell(what));

        public void Accept(string what) => (Unsafe, _) = (Unsafe + 1, Tell(what));

        public void Poisoned(string what) => (Poison, _) = (Poison + 1, Tell(what));

        public bool Tell(string what)
        {
            Console.WriteLine(what);
            What.Add(what);
            return true;
        }
    }
}
