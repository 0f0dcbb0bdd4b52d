using ClientBase.Benchmarks;
using ClientBase.Benchmarks.Leads;

// One command a figure; each writes artifacts/{name}.json and prints a table.
var figures = new SortedDictionary<string, Func<Task>>(StringComparer.Ordinal)
{
    ["ceiling"] = Ceiling.RunAsync,
    ["cpu"] = CpuPerLead.RunAsync,
    ["dedupe"] = Deduplication.RunAsync,
    ["forecast"] = Forecasting.RunAsync,
    ["leads"] = LeadTransactions.RunAsync,
    ["scoring"] = Scoring.RunAsync,
    ["start"] = StartUp.RunAsync,
    ["throughput"] = Throughput.RunAsync,
};

// Apps to compare with, each started by a figure in a process of its own.
var apps = new Dictionary<string, Func<Task>>
{
    ["empty-app"] = EmptyApp.RunAsync,
    ["naive-app"] = NaiveApp.RunAsync,
};

if (args is not [var name] || !(figures.TryGetValue(name, out var runAsync) || apps.TryGetValue(name, out runAsync)))
{
    Console.Error.WriteLine($"""
        usage: dotnet run -c Release --project tests/ClientBase.Benchmarks -- {string.Join('|', figures.Keys)}
        What ceiling, cpu, leads, start and throughput measure, by environment variables:
          BENCH_APP     command that starts the app, e.g. "dotnet ClientBase.LocalHost.dll FOLDER"; else the one built beside
          BENCH_LEADS   leads of a run (2000)
          BENCH_RUNS    runs before the median is taken (5)
          BENCH_OTHERS  repeats a run while other programs use more of the machine than so many per cent (100: never)
        """);
    return 2;
}

await runAsync();
return 0;
