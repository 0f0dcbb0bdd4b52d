using ClientBase.Domain.Contacts.Names;
using ClientBase.Domain.Identity.Duplicates.Comparing;
using ClientBase.Domain.Identity.Duplicates.Records;
using ClientBase.Domain.Texts;

namespace ClientBase.Domain.Identity.Duplicates.Pairs;

/// <summary>Scores one pair by what was learned of the base before: the cost does not depend on how large the base is.</summary>
/// <param name="weights">What was learned.</param>
public sealed class PairScorer(LearnedWeights weights)
{
    /// <summary>What counts as a form of one given name.</summary>
    public static DuplicateOptions Options { get; } = new() { IsSameGivenName = GivenNames.CanBeOnePersons };

    /// <summary>What speaks for and against two people being one, with the values as they were said.</summary>
    public PairExplanation Explain(ComparedPerson a, ComparedPerson b)
    {
        var typed = Pair(a, b);
        var table = new PeopleTable(2);
        foreach (var (field, values) in typed)
        {
            table.Add(field, [values.A, values.B]);
        }

        var people = People.Read(table);
        var comparisons = Comparisons.For(people, Options.IsSameGivenName);
        comparisons.CountAs(weights.Counts);
        var personOf = people.Rows[0].Contains(0) && people.Rows[0].Contains(1) ? [0, 0] : people.Rows[0][0] == 0 ? new[] { 0, 1 } : [1, 0];
        var folded = new DuplicateResult([], [], personOf, comparisons, weights.ModelOf(comparisons.Evidence)).Explain(0, 1);
        return folded with
        {
            Fields =
            [
                .. folded.Fields.Select(one => one with
                {
                    A = AsSaid(one.A, typed.Values.Select(value => value.A)),
                    B = AsSaid(one.B, typed.Values.Select(value => value.B)),
                }),
            ],
        };

        string? AsSaid(string? read, IEnumerable<string?> said) => read is null
            ? null
            : said.FirstOrDefault(value => value is not null && typed.Keys.Any(field => Reading.Of(field)(value) == read)) ?? read;
    }

    // Of several addresses or telephones, the two that are most alike.
    private static SortedDictionary<PersonField, (string? A, string? B)> Pair(ComparedPerson a, ComparedPerson b)
    {
        PersonField[] single =
        [
            PersonField.FirstName, PersonField.LastName, PersonField.Patronymic, PersonField.BirthDate, PersonField.Address,
            PersonField.City, PersonField.Region, PersonField.Country,
        ];
        var both = single.ToDictionary(field => field, field => (a[field], b[field]));
        both[PersonField.Email] = Nearest(a.Emails, b.Emails);
        both[PersonField.Phone] = Nearest(a.Phones, b.Phones);
        return new SortedDictionary<PersonField, (string? A, string? B)>(both);
    }

    private static (string? A, string? B) Nearest(IReadOnlyCollection<string> ours, IReadOnlyCollection<string> theirs)
    {
        if (ours.Count <= 1 && theirs.Count <= 1)
        {
            return (ours.FirstOrDefault(), theirs.FirstOrDefault());
        }

        return ours.SelectMany(_ => theirs, (mine, other) => (A: (string?)mine, B: (string?)other))
            .DefaultIfEmpty((ours.FirstOrDefault(), theirs.FirstOrDefault()))
            .MinBy(pair => pair is ({ } mine, { } other) ? DamerauLevenshtein.Distance(mine, other, 8) : 0);
    }
}
