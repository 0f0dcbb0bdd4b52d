using ClientBase.Domain.Contacts.Names;
using ClientBase.Domain.Identity.Duplicates;

namespace ClientBase.Domain.Tests.Identity.Duplicates;

public sealed class DuplicateFinderTests
{
    private static readonly string[][] SixPeople =
    [
        ["Иван", "Петров", "05.03.1985", "ivan@mail.ru", "Москва"],
        ["Ivan", "Petrov", "1985-03-05", "ivan@mail.ru", "Москва"],
        ["Анна", "Сидорова", "01.02.1990", "anna@ya.ru", "Москва"],
        ["Иван", "Кузнецов", "11.12.1970", "kuz@mail.ru", "Москва"],
        ["Мария", "Орлова", "02.02.1980", "", "Казань"],
        ["Анна", "Белова", "", "", "Казань"],
    ];

    [Fact]
    public void In_a_file_of_six_one_person_twice_is_found_and_a_shared_city_or_given_name_is_not()
    {
        var found = Find(SixPeople);

        Assert.Equal((0, 1), Assert.Single(found.Pairs) is var pair ? (pair.A, pair.B) : default);
        Assert.Equal([0, 0, 2, 3, 4, 5], found.ClusterOf);
    }

    [Theory]
    [InlineData("Петров", "Иван", "05.03.1985", "", "Москва")]
    [InlineData("Иван", "Петров", "03.05.1985", "ivan@mail.ru", "")]
    [InlineData("Ivann", "Petrov", "1985-03-05", "", "Moskva")]
    [InlineData("Ваня", "Петров", "05.03.1985", "ivan@mail.ru", "")]
    public void Swaps_slips_other_alphabets_and_short_forms_are_the_same_person(params string[] again) =>
        Assert.Contains(Find([.. SixPeople[0..1], .. SixPeople[2..], again]).Pairs, pair => (pair.A, pair.B) == (0, 5));

    [Fact]
    public void The_explanation_adds_up_to_the_score()
    {
        var found = Find(SixPeople);

        var explanation = found.Explain(0, 1);

        Assert.Equal(found.Pairs[0].Probability, explanation.Probability, 1e-9);
        Assert.Equal(explanation.Bits, explanation.PriorBits + explanation.Fields.Sum(evidence => evidence.Bits), 1e-9);
        Assert.Contains(explanation.Fields, evidence => evidence is { Field: "email", A: "ivan@mail.ru", B: "ivan@mail.ru", Bits: > 0d });
        Assert.Equal(explanation.Fields.Select(one => (one.A, one.B)), found.Explain(1, 0).Fields.Select(one => (one.B, one.A)));
    }

    [Fact]
    public void Those_who_must_stay_apart_are_in_no_pair_and_no_cluster_together()
    {
        var found = Find([.. SixPeople, SixPeople[0]], new DuplicateOptions { MustStayApart = (a, b) => a + b is 1 or 6 });

        Assert.DoesNotContain(found.Pairs, pair => (pair.A, pair.B) is (0, 1) or (0, 6));
        Assert.NotEqual(found.ClusterOf[0], found.ClusterOf[1]);
        Assert.NotEqual(found.ClusterOf[0], found.ClusterOf[6]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public void Rows_that_say_nothing_are_nobodys_duplicates(int rows) =>
        Assert.Empty(Find([.. Enumerable.Repeat(new[] { "", " ", "", "", "" }, rows)]).Pairs);

    [Fact]
    public void Guests_of_a_till_are_not_one_person()
    {
        string[][] guests = [.. Enumerable.Repeat(new[] { "Guest", "Customer", "1900-01-01", "no@no.com", "N/A" }, 3)];

        Assert.DoesNotContain(Find([.. SixPeople, .. guests]).Pairs, pair => pair.A > 5);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void What_many_rows_have_in_common_is_as_common_as_it_is()
    {
        string[] At(int i) => ["Касса", "", "", "office@shop.example", i % 2 == 0 ? "Тула" : ""];
        string[][] counter = [.. Enumerable.Range(0, 60).Select(At)];
        var people = Enumerable.Range(0, 400).Select(i => new[] { $"Имя{i}", $"Род{i * 7}", "", $"p{i}x{i * 13}@mail.example", "Тула" });

        Assert.DoesNotContain(Find([.. people, .. counter]).Pairs, pair => pair.A >= 400);
    }

    [Fact]
    public void Copies_are_one_person_when_they_say_enough()
    {
        Assert.Equal(45, Find([.. Enumerable.Repeat(SixPeople[0], 10)]).Pairs.Count);
        Assert.Equal(Enumerable.Repeat(0, 10), Find([.. Enumerable.Repeat(SixPeople[0], 10)]).ClusterOf);
    }

    [Fact]
    public void Five_hundred_different_people_of_one_city_are_hardly_ever_taken_for_one()
    {
        var random = new Random(3);
        string Syllable() => $"{"bcdfgklmnprstv"[random.Next(14)]}{"aeiou"[random.Next(5)]}";
        string Word(int syllables) => string.Concat(Enumerable.Range(0, syllables).Select(_ => Syllable()));
        string BirthDate() => $"{random.Next(1950, 2005)}-{random.Next(1, 13):d2}-{random.Next(1, 29):d2}";
        var given = Enumerable.Range(0, 40).Select(_ => Word(2)).ToArray();
        var surnames = Enumerable.Range(0, 200).Select(_ => Word(4)).ToArray();
        var people = Enumerable.Range(0, 500).Select(_ => new[]
        {
            given[random.Next(40)], surnames[random.Next(200)], BirthDate(), "", "Москва",
        });

        Assert.InRange(Find([.. people]).Pairs.Count, 0, 2);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Many_misspelt_people_are_found_again()
    {
        var people = SyntheticPeople.Of(2_000, duplicateShare: 0.2, seed: 1);

        var found = DuplicateFinder.Find(people.Table, new DuplicateOptions());

        Assert.InRange(PublicPeople.F1(found, people.PersonOf), 0.97, 1d);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.2)]
    public void Families_with_one_surname_telephone_and_address_are_not_taken_for_people(double duplicateShare)
    {
        var (rows, people) = Families(300, duplicateShare);
        var table = new PeopleTable(rows.Length);
        PersonField[] fields = [PersonField.FirstName, PersonField.LastName, PersonField.BirthDate, PersonField.Phone, PersonField.Address];
        for (var column = 0; column < fields.Length; column++)
        {
            table.Add(fields[column], [.. rows.Select(row => row[column])]);
        }

        var found = DuplicateFinder.Find(table, new DuplicateOptions());

        Assert.InRange(found.Pairs.Count(pair => people[pair.A] != people[pair.B]), 0, 10);
        Assert.InRange(PublicPeople.F1(found, people), duplicateShare > 0 ? 0.95 : 0, 1d);
        Assert.All(found.Pairs, pair => Assert.Equal(pair.Probability, found.Explain(pair.A, pair.B).Probability, 1e-9));
        Assert.All(found.Pairs, pair => Assert.True(found.Explain(pair.A, pair.B).Fields[^1] is { Field: "household", Bits: < -1d }));
    }

    [Theory]
    [InlineData(PersonField.Email, "anna.belova@mail.ru", "boris@ya.ru", "vera.gromova@mail.ru")]
    [InlineData(PersonField.NationalId, "7707083893", "5024103297", "1650243278")]
    public void What_is_given_to_one_person_is_enough_alone(PersonField field, string twice, params string[] others)
    {
        var found = DuplicateFinder.Find(new PeopleTable(4).Add(field, [twice, others[0], twice, others[1]]), new DuplicateOptions());

        Assert.Equal((0, 2), Assert.Single(found.Pairs) is var pair ? (pair.A, pair.B) : default);
    }

    [Fact]
    public void Mailboxes_of_one_letter_are_not_slips_of_each_other()
    {
        var table = new PeopleTable(3).Add(PersonField.Email, ["a@b.com", "c@b.com", "d@b.com"]);
        Assert.Empty(DuplicateFinder.Find(table, new DuplicateOptions()).Pairs);
    }

    [Fact]
    public void Copies_that_must_stay_apart_do_so_through_a_third_copy_too()
    {
        var options = new DuplicateOptions { MustStayApart = (a, b) => a + b is 3 && a != 0 && b != 0 };
        var found = Find([.. Enumerable.Repeat(SixPeople[0], 3)], options);

        Assert.Equal([(0, 1), (0, 2)], found.Pairs.Select(pair => (pair.A, pair.B)));
        Assert.NotEqual(found.ClusterOf[1], found.ClusterOf[2]);
    }

    [Fact]
    public void Of_thousands_of_copies_only_the_pairs_with_the_first_are_listed() =>
        Assert.Equal(2_999, Find([.. Enumerable.Repeat(SixPeople[0], 3_000)], new DuplicateOptions { Threshold = 0 }).Pairs.Count);

    [Fact]
    [Trait("Category", "Slow")]
    public void The_order_of_rows_and_columns_does_not_matter()
    {
        var people = SyntheticPeople.Of(600, duplicateShare: 0.3, seed: 5);
        var order = Enumerable.Range(0, 600).ToArray();
        new Random(6).Shuffle(order);
        var shuffled = new PeopleTable(600);
        foreach (var field in people.Table.Fields.Reverse())
        {
            shuffled.Add(field, [.. order.Select(row => people.Table.Cell(field, row))]);
        }

        var found = DuplicateFinder.Find(people.Table, new DuplicateOptions());
        var again = DuplicateFinder.Find(shuffled, new DuplicateOptions());

        Assert.NotEmpty(found.Pairs);
        Assert.Equal(
            found.Pairs.Select(pair => (pair.A, pair.B, pair.Probability)),
            again.Pairs
                .Select(pair => (A: order[pair.A], B: order[pair.B], pair.Probability))
                .Select(pair => (Math.Min(pair.A, pair.B), Math.Max(pair.A, pair.B), pair.Probability))
                .Order());
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void A_lower_threshold_only_adds_pairs()
    {
        var people = SyntheticPeople.Of(400, duplicateShare: 0.3, seed: 2);
        var (strict, usual) = (Pairs(0.99), Pairs(0.5));

        Assert.Subset(usual, strict);

        HashSet<(int, int)> Pairs(double threshold) =>
            [.. DuplicateFinder.Find(people.Table, new DuplicateOptions { Threshold = threshold }).Pairs.Select(pair => (pair.A, pair.B))];
    }

    // One to three relatives; some have a second row with a letter left out.
    private static (string[][] Rows, string[] People) Families(int families, double duplicateShare)
    {
        var random = new Random(1);
        string Syllable() => $"{"bcdfgklmnprst"[random.Next(13)]}{"aeiou"[random.Next(5)]}";
        string Word(int syllables) => string.Concat(Enumerable.Range(0, syllables).Select(_ => Syllable()));
        string BirthDate() => $"{random.Next(1940, 2010)}-{random.Next(1, 13):d2}-{random.Next(1, 29):d2}";
        var given = Enumerable.Range(0, 200).Select(_ => Word(3)).ToArray();
        var (rows, people) = (new List<string[]>(), new List<string>());
        for (var family = 0; family < families; family++)
        {
            var (surname, phone, address) = (Word(4), $"+79{random.Next(100_000_000, 999_999_999)}", $"{Word(4)} {random.Next(1, 200)}");
            for (var relative = random.Next(1, 4); relative > 0; relative--)
            {
                string[] cells = [given[random.Next(200)], surname, BirthDate(), phone, address];
                rows.Add(cells);
                people.Add($"{family}/{relative}");
                if (random.NextDouble() < duplicateShare)
                {
                    var column = random.Next(cells.Length);
                    var again = (string[])cells.Clone();
                    again[column] = again[column].Remove(random.Next(again[column].Length), 1);
                    rows.Add(again);
                    people.Add($"{family}/{relative}");
                }
            }
        }

        return ([.. rows], [.. people]);
    }

    private static DuplicateResult Find(string[][] rows, DuplicateOptions? options = null)
    {
        PersonField[] fields = [PersonField.FirstName, PersonField.LastName, PersonField.BirthDate, PersonField.Email, PersonField.City];
        var table = new PeopleTable(rows.Length);
        for (var column = 0; column < fields.Length; column++)
        {
            table.Add(fields[column], [.. rows.Select(row => row[column])]);
        }

        return DuplicateFinder.Find(table, (options ?? new DuplicateOptions()) with { IsSameGivenName = GivenNames.CanBeOnePersons });
    }
}
