using System.Diagnostics;
using System.Text.Json;
using ClientBase.Domain.Contacts.Names;
using ClientBase.Domain.Identity.Duplicates;

namespace ClientBase.Benchmarks;

/// <summary>How long duplicates take to find, and how many of them are: people made up, a fifth of them there again with slips.</summary>
internal static class Deduplication
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerOptions.Web) { WriteIndented = true };

    public static Task RunAsync()
    {
        var figures = new List<Figure>();
        foreach (var rows in new[] { 5_000, 5_000, 100_000 })
        {
            var people = SyntheticPeople.Of(rows, duplicateShare: 0.2, seed: 1);
            var process = Process.GetCurrentProcess();
            var (before, watch) = (process.TotalProcessorTime, Stopwatch.StartNew());
            var found = DuplicateFinder.Find(people.Table, new DuplicateOptions { IsSameGivenName = GivenNames.CanBeOnePersons });
            process.Refresh();
            figures.Add(new Figure(
                rows, found.Pairs.Count, F1(found, people.PersonOf), (process.TotalProcessorTime - before).TotalSeconds, watch.Elapsed.TotalSeconds,
                process.PeakWorkingSet64 / (1024d * 1024d)));
            Console.WriteLine(figures[^1]);
        }

        var artifacts = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts")).FullName;
        File.WriteAllText(Path.Combine(artifacts, "dedupe.json"), JsonSerializer.Serialize(figures, Indented));
        return Task.CompletedTask;
    }

    private static double F1(DuplicateResult found, string[] people)
    {
        var truth = people.CountBy(person => person).Sum(person => (long)person.Value * (person.Value - 1) / 2);
        return 2d * found.Pairs.Count(pair => people[pair.A] == people[pair.B]) / (truth + found.Pairs.Count);
    }

    private sealed record Figure(int Rows, int Pairs, double F1, double CpuSeconds, double WallSeconds, double PeakMebibytes);
}
