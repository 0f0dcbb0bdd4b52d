using System.Text.Json;
using ClientBase.Domain.Contacts.Addresses;
using FsCheck;
using FsCheck.Fluent;

namespace ClientBase.Domain.Tests.Contacts.Addresses;

public sealed class AddressLawTests
{
    private static readonly Gen<string> Pieces = Gen.Elements(
        "г. ", "г", " д. ", "д", "дом ", "ул. ", "ул", "St. ", "St", "Street", "кв. ", "кв", "Apt ", "#", "корп. ", "к", "стр. ", "с",
        "обл. ", "р-н ", "респ ", "IL", "п. ", "5", "12а", "7/10", "5к2", "5-10", "62704", "101000", "SW1A 1AA", "Москва", "Ленина",
        "Main", "9 Мая", "мкр ", "№", ",", ", ", " ", " ", "-", "/", ".", "\"", "\ud800", "\u200b", "ß", "ǆ", "İ");

    [Fact]
    public void Reading_twice_is_reading_once_for_pieces_of_addresses_in_any_order() =>
        Prop.ForAll(Pieces.ListOf(12).ToArbitrary(), pieces => IsStable(string.Concat(pieces)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Fact]
    public void Reading_twice_is_reading_once_for_any_text() =>
        Prop.ForAll<string?>(IsStable).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void No_digit_is_lost() =>
        Prop.ForAll(Pieces.ListOf(12).ToArbitrary(), pieces =>
        {
            var text = string.Concat(pieces);
            return Digits(text) == Digits(AddressReader.Read(text).ToString());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Fact]
    public void What_is_written_in_full_is_read_in_parts() => Prop.ForAll(
        (from city in Gen.Elements("Москва", "Нижний Новгород", "Ростов-на-Дону")
         from street in Gen.Elements(
             "улица Ленина", "проспект Мира", "1-я Тверская-Ямская улица", "улица 8 Марта", "набережная реки Фонтанки")
         from house in Gen.Elements("5", "12а", "7/10", "5к2", "5к2с1", "12ак3")
         from flat in Gen.Elements(null, "1", "10", "77б")
         select new PostalAddress("101000", "Московская область", city, street, house, flat)).ToArbitrary(),
        address =>
        {
            Assert.Equal(address, AddressReader.Read(address.ToString()));
            Assert.Equal(address.Key, AddressReader.Read(address.ToString().ToUpperInvariant()).Key);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [PublicDataFact("adversarial/blns.json")]
    public void Hostile_strings_are_read_without_an_error()
    {
        var texts = JsonSerializer.Deserialize<string[]>(File.ReadAllText(Repository.Data("adversarial/blns.json")))!;
        string[] endless = [new('1', 100_000), string.Concat(Enumerable.Repeat("5к2с1 ", 5_000)), new string('я', 299) + "😍"];
        var marks = new[] { "г. ", "ул ", "ш ", "п ", "обл, ", "St ", "д. 5 ", "\u0958", "ул. Ленина, " }
            .Select(mark => string.Concat(Enumerable.Repeat(mark, 290 / mark.Length)) + "д5 кв6");
        Assert.All(texts.Concat(endless).Concat(marks), text => Assert.True(IsStable(text), text.Length > 300 ? text[..30] : text));
    }

    private static bool IsStable(string? typed)
    {
        var once = AddressReader.Read(typed);
        var twice = AddressReader.Read(once.ToString());
        return once == twice && once.Key == twice.Key;
    }

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit).Order());
}
