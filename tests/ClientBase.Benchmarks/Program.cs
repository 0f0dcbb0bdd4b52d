using ClientBase.Benchmarks;

// One command a figure; each writes artifacts/{name}.json and prints a table.
var figures = new SortedDictionary<string, Func<Task>>(StringComparer.Ordinal)
{
    ["dedupe"] = Deduplication.RunAsync,
    ["forecast"] = Forecasting.RunAsync,
    ["leads"] = LeadTransactions.RunAsync,
    ["scoring"] = Scoring.RunAsync,
};

if (args is not [var name] || !figures.TryGetValue(name, out var runAsync))
{
    Console.Error.WriteLine($"usage: dotnet run -c Release --project tests/ClientBase.Benchmarks -- {string.Join('|', figures.Keys)}");
    return 2;
}

await runAsync();
return 0;
