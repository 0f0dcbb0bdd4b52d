using System.Diagnostics;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity.Duplicates;
using ClientBase.Domain.Identity.Duplicates.Pairs;
using ClientBase.Functions.Contacts.Duplicates;
using ClientBase.Functions.Contacts.Duplicates.Proposing;

namespace ClientBase.Benchmarks.Base;

/// <summary>How good proposals are.</summary>
/// <param name="Contacts">Contacts compared.</param>
/// <param name="Pairs">Pairs of them that are one person.</param>
/// <param name="At">By the score from which pairs are shown.</param>
internal sealed record Quality(int Contacts, int Pairs, IReadOnlyList<QualityAt> At)
{
    private static readonly double[] Thresholds = [0.5, 0.9, 0.99];

    public static Quality Of(int contacts, int pairs, IReadOnlyCollection<(double Score, PersonRecord One, PersonRecord Other)> proposed) =>
        new(contacts, pairs, [.. Thresholds.Select(threshold => QualityAt.Of(threshold, proposed, pairs))]);
}

/// <summary>How good they are from a score on, and how many wrong ones are of one family or of placeholders.</summary>
internal sealed record QualityAt(double Threshold, int Proposed, double Precision, double Recall, int Families, int Placeholders)
{
    public static QualityAt Of(double threshold, IEnumerable<(double Score, PersonRecord One, PersonRecord Other)> proposed, int pairs)
    {
        var shown = proposed.Where(pair => pair.Score >= threshold).ToList();
        var right = shown.Count(pair => pair.One.Person == pair.Other.Person && pair.One.Person >= 0);
        return new QualityAt(
            threshold,
            shown.Count,
            Math.Round((double)right / Math.Max(1, shown.Count), 4),
            Math.Round((double)right / Math.Max(1, pairs), 4),
            shown.Count(pair => pair.One.Person != pair.Other.Person && pair.One.Household == pair.Other.Household && pair.One.Person >= 0),
            shown.Count(pair => pair.One.Person < 0 || pair.Other.Person < 0));
    }
}

/// <summary>What a search in memory came to.</summary>
/// <param name="Quality">How good it was.</param>
/// <param name="Compared">Contacts that one was compared with, on average.</param>
/// <param name="Blocks">Blocks asked for one, on average.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record InMemory(Quality Quality, double Compared, double Blocks, double Seconds);

/// <summary>Finds duplicates as the app does, without its rows.</summary>
internal static class ProposedInMemory
{
    private const int Sample = 16_000;

    public static InMemory Of(List<PersonRecord> records)
    {
        var watch = Stopwatch.StartNew();
        var (known, contacts) = Filed(records);
        var people = contacts.ConvertAll(ComparedPerson.Of);
        var sample = ComparedPerson.TableOf(people.GetRange(0, Math.Min(Sample, people.Count)));
        var scorer = new PairScorer(DuplicateFinder.Learn(sample, PairScorer.Options));
        var blocks = people.ConvertAll(PersonBlocks.Of);
        var members = blocks.SelectMany((of, person) => of.Select(block => (block.Text, Person: person)))
            .GroupBy(one => one.Text, one => one.Person).ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        var (compared, asked) = (0L, 0L);
        var proposed = new List<(double, PersonRecord, PersonRecord)>();
        Parallel.For(0, people.Count, person =>
        {
            var (neighbours, reads) = Neighbours(person, blocks[person], members);
            var found = neighbours.Where(other => other > person)
                .Select(other => (Score: PairSearch.Suggestion(contacts[person], contacts[other], scorer)?.Probability ?? 0, Other: other))
                .Where(pair => pair.Score > 0).ToList();
            Interlocked.Add(ref compared, neighbours.Count);
            Interlocked.Add(ref asked, reads);
            lock (proposed)
            {
                proposed.AddRange(found.Select(pair => (pair.Score, known[person], known[pair.Other])));
            }
        });

        var pairs = known.Where(record => record.Person >= 0).GroupBy(record => record.Person)
            .Sum(group => group.Count() * (group.Count() - 1) / 2);
        return new InMemory(
            Quality.Of(known.Count, pairs, proposed),
            Math.Round((double)compared / known.Count, 2),
            Math.Round((double)asked / known.Count, 2),
            watch.Elapsed.TotalSeconds);
    }

    private static (HashSet<int> People, int Reads) Neighbours(
        int person, IReadOnlyList<PersonBlock> of, Dictionary<string, int[]> members)
    {
        var wide = of.Where(block => !block.IsNarrow).ToList();
        var isLarge = wide.Any(block => members[block.Text].Length > BlockStore.LargestBlock);
        var asked = isLarge ? of : wide;
        var found = asked.Select(block => members[block.Text]).Where(block => block.Length <= BlockStore.LargestBlock)
            .SelectMany(block => block).ToHashSet();
        found.Remove(person);
        return (found, asked.Count);
    }

    // Whom filing would know by their telephone is no second contact.
    private static (List<PersonRecord> Known, List<Contact> Contacts) Filed(List<PersonRecord> records)
    {
        var (known, contacts) = (new List<PersonRecord>(), new List<Contact>());
        var byPhone = new Dictionary<string, List<Contact>>(StringComparer.Ordinal);
        for (var number = 0; number < records.Count; number++)
        {
            var contact = records[number].Capture(number).Says with { Id = $"{number:d26}" };
            var same = contact.Phones.Keys.SelectMany(phone => byPhone.GetValueOrDefault(phone, []));
            if (same.Any(other => other.Name.AgreesWith(contact.Name)))
            {
                continue;
            }

            known.Add(records[number]);
            contacts.Add(contact);
            foreach (var phone in contact.Phones.Keys)
            {
                byPhone.TryAdd(phone, []);
                byPhone[phone].Add(contact);
            }
        }

        return (known, contacts);
    }
}
