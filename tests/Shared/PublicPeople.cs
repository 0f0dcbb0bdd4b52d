using ClientBase.Domain.Identity.Duplicates;

namespace ClientBase.Tests;

/// <summary>Public sets of people with known duplicates, and how well they are found.</summary>
internal static class PublicPeople
{
    public const string Folder = "entity-resolution/";

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

    /// <summary>The rows of a set, and the person each belongs to.</summary>
    public static (PeopleTable Table, string[] PersonOf) Read(string file)
    {
        var lines = File.ReadAllLines(Repository.Data(Folder + file))
            .Select(line => line.Split(',', StringSplitOptions.TrimEntries))
            .ToArray();
        var (header, rows) = (lines[0], lines[1..]);
        var table = new PeopleTable(rows.Length);
        for (var column = 0; column < header.Length; column++)
        {
            if (Fields.TryGetValue(header[column], out var field))
            {
                var at = column;
                table.Add(field, [.. rows.Select(row => row[at])]);
            }
        }

        return (table, [.. rows.Select(row => file.StartsWith("fake", StringComparison.Ordinal) ? row[^1] : row[0].Split('-')[1])]);
    }

    /// <summary>Pairwise F1 over all rows.</summary>
    public static double F1(DuplicateResult found, string[] personOf)
    {
        var truth = personOf.CountBy(person => person).Sum(person => (long)person.Value * (person.Value - 1) / 2);
        var right = found.Pairs.Count(pair => personOf[pair.A] == personOf[pair.B]);
        return 2d * right / (truth + found.Pairs.Count);
    }
}
