using System.Globalization;
using System.Text.Json;
using ClientBase.Domain.Identity.Duplicates;
using ClientBase.Domain.Identity.Duplicates.Pairs;
using static ClientBase.Domain.Tests.Identity.Duplicates.Pairs.PersonBlocksTests;

namespace ClientBase.Domain.Tests.Identity.Duplicates.Pairs;

public sealed class PairScorerTests
{
    private static readonly ComparedPerson Orlov =
        Person("Александр", "Орлов", "1984-03-12", "orlov@example.com", "+79161234567", "Город3");

    private readonly PairScorer _scorer = new(Learned());

    [Fact]
    public void A_short_form_and_another_mailbox_are_one_person()
    {
        var why = _scorer.Explain(Orlov, Person("Саша", "Орлов", "1984-03-12", "sasha@example.org", null, "Город3"));

        Assert.True(why.Probability > 0.9);
        var name = Assert.Single(why.Fields, field => field.Field == "firstName");
        Assert.Equal(("another form of the name", "Александр", "Саша"), (name.Agreement, name.A, name.B));
        Assert.Equal("1984-03-12", Assert.Single(why.Fields, field => field.Field == "birthDate").A);
        Assert.Equal(why.PriorBits + why.Fields.Sum(field => field.Bits), why.Bits, 9);
    }

    [Theory]
    [InlineData("Мария", "Орлова", "1986-10-30", "+79161234567", "Город3")] // His wife.
    [InlineData("Александр", "Орлов", "2009-11-05", null, "Город3")] // His son.
    [InlineData("Guest", "N/A", "1900-01-01", "0000000000", "N/A")]
    [Trait("Category", "Slow")]
    public void Others_are_not(string first, string last, string born, string? phone, string city) =>
        Assert.True(_scorer.Explain(Orlov, Person(first, last, born, "other@example.org", phone, city)).Probability < 0.5);

    [Fact]
    public void Who_is_asked_about_first_makes_no_difference()
    {
        var other = Person("Саша", "Орлов", "1984-03-21", "sasha@example.org", null, "Город3");

        Assert.Equal(_scorer.Explain(Orlov, other).Bits, _scorer.Explain(other, Orlov).Bits, 9);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void What_was_learned_is_the_same_after_it_was_kept()
    {
        var learned = Learned();
        var read = JsonSerializer.Deserialize<LearnedWeights>(JsonSerializer.Serialize(learned))!;
        var other = Person("Саша", "Орлов", "1984-03-12", "sasha@example.org", null, "Город3");

        Assert.Equal(new PairScorer(learned).Explain(Orlov, other).Bits, new PairScorer(read).Explain(Orlov, other).Bits, 12);
    }

    [Fact]
    public void Nothing_of_a_single_person_is_kept() =>
        Assert.All(
            Learned().Counts.Values.SelectMany(counts => counts.Often.Values), count => Assert.True(count >= ValueCounts.FewestKept));

    [Fact]
    public void A_base_nobody_has_looked_at_goes_by_what_is_expected()
    {
        var scorer = new PairScorer(LearnedWeights.Expected);

        var same = Person("Александр", "Орлов", "1984-03-12", "sasha@example.org", null, "Город3");
        Assert.True(scorer.Explain(Orlov, same).Probability > 0.9);
        Assert.True(scorer.Explain(Orlov, Person("Иван", "Петров", "1999-01-21", "ivan@example.org", null, "Тула")).Probability < 0.01);
    }

    private static LearnedWeights Learned()
    {
        var random = new Random(5);
        string[] firsts = ["Иван", "Пётр", "Анна", "Ольга", "Мария", "Олег", "Вера", "Сергей", "Александр", "Дмитрий"];
        string[] lasts = ["Волков", "Зуев", "Лосев", "Быков", "Котов", "Сомов", "Жуков", "Чижов", "Рыбин", "Грачёв", "Орлов", "Дёмин"];
        var people = Enumerable.Range(0, 600).Select(i => Person(
            firsts[random.Next(firsts.Length)],
            lasts[random.Next(lasts.Length)],
            new DateOnly(1950, 1, 1).AddDays(random.Next(20_000)).ToString("O", CultureInfo.InvariantCulture),
            $"u{i * 7919}@example.com",
            string.Create(CultureInfo.InvariantCulture, $"+7916{random.Next(1_000_000, 9_999_999)}"),
            $"Город{random.Next(30)}")).ToList();
        // A fifth of them twice.
        people.AddRange(Enumerable.Range(0, 120).Select(i => Person(
            people[i][PersonField.FirstName],
            people[i][PersonField.LastName],
            people[i][PersonField.BirthDate],
            $"again{i * 7919}@example.org",
            null,
            people[i][PersonField.City])));
        return DuplicateFinder.Learn(ComparedPerson.TableOf(people), PairScorer.Options);
    }
}
