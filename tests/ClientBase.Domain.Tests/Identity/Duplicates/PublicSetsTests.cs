using ClientBase.Domain.Identity.Duplicates;

namespace ClientBase.Domain.Tests.Identity.Duplicates;

/// <summary>Public sets of people with known duplicates: pairwise F1 over all rows, one configuration for all.</summary>
public sealed class PublicSetsTests
{
    private const string Folder = "entity-resolution/";

    private static readonly Dictionary<string, PersonField> Fields = new()
    {
        ["given_name"] = PersonField.FirstName,
        ["first_name"] = PersonField.FirstName,
        ["surname"] = PersonField.LastName,
        ["dob"] = PersonField.BirthDate,
        ["date_of_birth"] = PersonField.BirthDate,
        ["city"] = PersonField.City,
        ["suburb"] = PersonField.City,
        ["email"] = PersonField.Email,
        ["street_number"] = PersonField.StreetNumber,
        ["address_1"] = PersonField.Address,
        ["address_2"] = PersonField.Address2,
        ["postcode"] = PersonField.Postcode,
        ["state"] = PersonField.Region,
        ["soc_sec_id"] = PersonField.NationalId,
    };

    [PublicDataTheory(Folder + "febrl1.csv")]
    [InlineData("febrl1.csv", 0.99)]
    [InlineData("febrl2.csv", 0.97)]
    [InlineData("fake_1000.csv", 0.88)]
    public void Duplicates_are_found_without_labels(string file, double f1)
    {
        var (table, people) = Read(file);

        var found = DuplicateFinder.Find(table, new DuplicateOptions());

        Assert.True(F1(found, people) >= f1, $"F1 {F1(found, people):0.0000}");
        Assert.Equal(found.Pairs.Count, found.Pairs.Select(pair => (pair.A, pair.B)).Distinct().Count());
        Assert.All(found.Pairs, pair => Assert.True(pair.A < pair.B && pair.Probability is >= 0.5 and <= 1d));
    }

    [PublicDataFact(Folder + "fake_1000.csv")]
    public void The_order_of_rows_does_not_matter()
    {
        var (table, people) = Read("fake_1000.csv", out var cells);
        var order = Enumerable.Range(0, people.Length).ToArray();
        new Random(7).Shuffle(order);

        var found = DuplicateFinder.Find(table, new DuplicateOptions());
        var shuffled = DuplicateFinder.Find(TableOf([.. order.Select(row => cells[row])], cells.Header), new DuplicateOptions());

        Assert.Equal(
            found.Pairs.Select(pair => (pair.A, pair.B, pair.Probability)),
            shuffled.Pairs.Select(pair => (A: order[pair.A], B: order[pair.B], pair.Probability))
                .Select(pair => (Math.Min(pair.A, pair.B), Math.Max(pair.A, pair.B), pair.Probability)).Order());
    }

    internal static double F1(DuplicateResult found, string[] people)
    {
        var truth = people.CountBy(person => person).Sum(person => (long)person.Value * (person.Value - 1) / 2);
        var right = found.Pairs.Count(pair => people[pair.A] == people[pair.B]);
        return 2d * right / (truth + found.Pairs.Count);
    }

    private static (PeopleTable Table, string[] People) Read(string file) => Read(file, out _);

    private static (PeopleTable Table, string[] People) Read(string file, out Cells cells)
    {
        var lines = File.ReadAllLines(Repository.Data(Folder + file));
        cells = new Cells(Split(lines[0]), [.. lines.Skip(1).Select(Split)]);
        return (TableOf(cells.Rows, cells.Header), [.. cells.Rows.Select(row => file.StartsWith("fake", StringComparison.Ordinal) ? row[^1] : row[0].Split('-')[1])]);
    }

    private static string[] Split(string line) => [.. line.Split(',').Select(cell => cell.Trim())];

    private static PeopleTable TableOf(string[][] rows, string[] header)
    {
        var table = new PeopleTable(rows.Length);
        for (var column = 0; column < header.Length; column++)
        {
            if (Fields.TryGetValue(header[column], out var field))
            {
                table.Add(field, [.. rows.Select(row => row[column])]);
            }
        }

        return table;
    }

    private sealed record Cells(string[] Header, string[][] Rows)
    {
        public string[] this[int row] => Rows[row];
    }
}
