using ClientBase.Benchmarks;
using ClientBase.Benchmarks.Accepting;
using ClientBase.Benchmarks.Automations;
using ClientBase.Benchmarks.Base;
using ClientBase.Benchmarks.Chaos;
using ClientBase.Benchmarks.Dashboard;
using ClientBase.Benchmarks.Fuzz;
using ClientBase.Benchmarks.Kills;
using ClientBase.Benchmarks.Leads;
using ClientBase.Benchmarks.Together;

// One command a figure; each writes artifacts/{name}.json and prints a table.
var figures = new SortedDictionary<string, Func<Task>>(StringComparer.Ordinal)
{
    ["accept"] = AcceptPath.RunAsync,
    ["automations"] = AutomationCost.RunAsync,
    ["campaign"] = CampaignCost.RunAsync,
    ["ceiling"] = Ceiling.RunAsync,
    ["chaos"] = CrashPoints.RunAsync,
    ["cpu"] = CpuPerLead.RunAsync,
    ["dashboard"] = DashboardCost.RunAsync,
    ["dedupe"] = Deduplication.RunAsync,
    ["drain"] = AutomationDrain.RunAsync,
    ["duplicates"] = ProposalCost.RunAsync,
    ["forecast"] = Forecasting.RunAsync,
    ["fuzz"] = HostileInput.RunAsync,
    ["generate"] = GeneratedBase.RunAsync,
    ["import"] = ImportCost.RunAsync,
    ["interleavings"] = Interleavings.RunAsync,
    ["kills"] = CampaignKills.RunAsync,
    ["leads"] = LeadTransactions.RunAsync,
    ["loop"] = InnerLoop.RunAsync,
    ["mails"] = MailCost.RunAsync,
    ["model"] = FilingCost.RunAsync,
    ["recompute"] = RecomputeCost.RunAsync,
    ["reports"] = ReportCost.RunAsync,
    ["scoring"] = Scoring.RunAsync,
    ["soon"] = SoonCost.RunAsync,
    ["start"] = StartUp.RunAsync,
    ["storm"] = DuplicateStorm.RunAsync,
    ["throughput"] = Throughput.RunAsync,
};

// Started by a figure in a process of its own: apps to compare with, and what is to have its memory for itself.
var apps = new Dictionary<string, Func<Task>>
{
    ["accept-stub"] = AcceptStub.RunAsync,
    ["empty-app"] = EmptyApp.RunAsync,
    ["naive-app"] = NaiveApp.RunAsync,
    ["recompute-step"] = RecomputeStep.RunAsync,
    ["report-step"] = ReportStep.RunAsync,
};

if (args is ["all" or "counted", ..])
{
    var isCounted = args[0] == "counted";
    if (isCounted || args.Contains("--small"))
    {
        Environment.SetEnvironmentVariable(Figures.SmallVariable, "1"); // Before anybody asks for a size; processes started inherit it.
    }

    return isCounted ? await CountedFigures.RunAsync(isToWrite: args.Contains("--write")) : await AllFigures.RunAsync();
}

if (args is not [var name] || !(figures.TryGetValue(name, out var runAsync) || apps.TryGetValue(name, out runAsync)))
{
    Console.Error.WriteLine($"""
        usage: dotnet run -c Release --project tests/ClientBase.Benchmarks -- {string.Join('|', figures.Keys)}
               ... -- all [--small]      every figure with its target: artifacts/figures.md and .svg; takes hours, with --small minutes
               ... -- counted [--write]  transactions, rows and bytes against counted.json; fails when one is worse
        What accept, ceiling, cpu, leads, start and throughput measure, by environment variables:
          BENCH_APP     command that starts the app, e.g. "dotnet ClientBase.LocalHost.dll FOLDER"; else the one built beside
          BENCH_LEADS   leads of a run (2000)
          BENCH_RUNS    runs before the median is taken (5)
          BENCH_OTHERS  repeats a run while other programs use more of the machine than so many per cent (100: never)
        What generate, recompute, reports and duplicates measure:
          BENCH_CONTACTS  contacts of the base (1000000; dashboard: 20000)
          BENCH_ROWS      rows of the file that import reads (20000), readers of the campaign (100000), people who wait in automations
                          (20000), who are due at once (drain: 5000), mails of the campaign that is killed (kills: 10000)
          BENCH_KILLS     how often the sender of a campaign is killed (50)
          BENCH_SMALL     tiny sizes everywhere: to see that a figure can be measured
          BENCH_CHAOS     the only journey of chaos and interleavings to play, by name; BENCH_EVERY: at every so manieth write or
                          request (1); BENCH_TRIALS: those trials of chaos alone whose name has this in it ("after write 61,")
          BENCH_CASES     cases of fuzz (100000), BENCH_SEED the seed of the first (1)
          BENCH_EXPORTED  members of the segment that reports exports (10000); BENCH_ONLY: only those of its reports, by name
          BENCH_BASE      folder it lies in (artifacts/base-CONTACTS)
        """);
    return 2;
}

await runAsync();
return 0;
