using System.Text.Json;
using ClientBase.Domain.Contacts.Names;
using FsCheck;
using FsCheck.Fluent;

namespace ClientBase.Domain.Tests.Contacts.Names;

public sealed class NameLawTests
{
    private static readonly Gen<string> Words = Gen.Elements(
        "Иван", "иванов", "ПЕТРОВИЧ", "Петровна", "Анна,", "John", "SMITH", "van", "der", "оглы", "J.", "И.П.", "ǆ", "ß", "\ud800",
        "\u200b", "😍", ",", "-", "'", "Abramovich", "Ким", "Dr.", "jr", "III", "MCDONALD", "o'neil", "Аnna", "И", "n.", "Y", "de",
        "la", "Den", "фон", "GARCIA", "ПЁТР", "12345", "❤️", "u\u0306", "y\u0306Аа", "Гасан", "улы", "a.bоглы",
        "[", "(", ")", "\"", "«", "/", "KG", "GmbH", "ИП", "Na", "Guest", "customer", "N.A.", "Mr");

    [Fact]
    [Trait("Category", "Slow")]
    public void Normalising_twice_is_normalising_once_for_words_in_any_order() =>
        Prop.ForAll(Words.ListOf(5).ToArbitrary(), words => IsStable(string.Join(' ', words)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));

    [Fact]
    public void Normalising_twice_is_normalising_once_for_any_text() =>
        Prop.ForAll<string?>(text => IsStable(text)).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Theory]
    [InlineData("Wa KG[a")]
    [InlineData("a/UG[a")]
    public void A_firm_beside_brackets_is_a_firm(string text)
    {
        var reading = NameReader.Read(text);

        Assert.False(reading.Name.IsKnown);
        Assert.Equal([NameFlags.Company], reading.Flags);
    }

    [Theory]
    [InlineData("Na[a")]
    [InlineData("Guest (walk-in)")]
    [InlineData("Mr. Guest")]
    public void Nobody_beside_brackets_and_titles_is_nobody(string text) =>
        Assert.Equal(NameReasons.Placeholder, NameReader.Read(text).Reason);

    [PublicDataFact("adversarial/blns.json")]
    public void Hostile_texts_are_read_without_failing()
    {
        var texts = JsonSerializer.Deserialize<string[]>(File.ReadAllText(Repository.Data("adversarial/blns.json")))!;
        Assert.All(texts.Append(new string('и', 10_000)), text => Assert.True(IsStable(text), text));
    }

    [Fact]
    public void Of_a_long_text_the_beginning_is_read()
    {
        var name = PersonName.Parse("Анна Иванова " + new string('и', 1_000_000));

        Assert.Equal("Анна", name.First);
        Assert.InRange(name.Full.Length, 1, 200);
        Assert.True(IsStable(string.Concat(Enumerable.Repeat("И.", 5_000))));
        Assert.True(IsStable(string.Concat(Enumerable.Repeat("Ли оглы, ", 5_000))));
        Assert.True(IsStable(string.Concat(Enumerable.Repeat("😍", 5_000))));
    }

    private static bool IsStable(string? text)
    {
        var name = PersonName.Parse(text);
        return (PersonName.Parse(name.Full) == name || IsToldByTitle(name))
            && name.AgreesWith(name)
            && PersonName.Clean(PersonName.Clean(text)) == PersonName.Clean(text);
    }

    // «Mr. Smith» is a surname; "Smith" alone may be a given name.
    private static bool IsToldByTitle(PersonName name) =>
        name is { First: null, Patronymic: null, Last: { } last } && PersonName.Parse(last) == new PersonName(last, null, null);
}
