using System.Diagnostics;
using System.Text.Json;
using ClientBase.Domain.Contacts.Names;
using ClientBase.Domain.Identity.Duplicates;

namespace ClientBase.Benchmarks;

/// <summary>How long duplicates take to find, and how many of them are: people made up, a fifth of them there again with slips.</summary>
internal static class Deduplication
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerOptions.Web) { WriteIndented = true };

    private static readonly string[] PublicSets = ["febrl1.csv", "febrl2.csv", "fake_1000.csv"];

    public static Task RunAsync()
    {
        var figures = new List<Figure>();
        foreach (var file in PublicSets.Where(file => File.Exists(Repository.Data(PublicPeople.Folder + file))))
        {
            var (table, personOf) = PublicPeople.Read(file);
            Add(file, table, personOf);
        }

        // The first run of a process compiles too.
        var (few, many) = (Figures.Sized(5_000, small: 500), Figures.Sized(100_000, small: 2_000));
        foreach (var rows in new[] { few, few, many })
        {
            var people = SyntheticPeople.Of(rows, duplicateShare: 0.2, seed: 1);
            Add("made up", people.Table, people.PersonOf);
        }

        var artifacts = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts")).FullName;
        File.WriteAllText(Path.Combine(artifacts, "dedupe.json"), JsonSerializer.Serialize(figures, Indented));
        return Task.CompletedTask;

        void Add(string set, PeopleTable table, string[] personOf)
        {
            figures.Add(Measure(set, table, personOf));
            Console.WriteLine(figures[^1]);
        }
    }

    private static Figure Measure(string set, PeopleTable table, string[] personOf)
    {
        var process = Process.GetCurrentProcess();
        var (before, watch) = (process.TotalProcessorTime, Stopwatch.StartNew());
        var found = DuplicateFinder.Find(table, new DuplicateOptions { IsSameGivenName = GivenNames.CanBeOnePersons });
        process.Refresh();
        return new Figure(
            set, table.Rows, found.Pairs.Count, PublicPeople.F1(found, personOf), (process.TotalProcessorTime - before).TotalSeconds,
            watch.Elapsed.TotalSeconds, process.PeakWorkingSet64 / (1024d * 1024d));
    }

    private sealed record Figure(string Set, int Rows, int Pairs, double F1, double CpuSeconds, double WallSeconds, double PeakMebibytes);
}
