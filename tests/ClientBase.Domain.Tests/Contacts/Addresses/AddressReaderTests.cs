using System.Text.Json;
using ClientBase.Domain.Contacts.Addresses;

namespace ClientBase.Domain.Tests.Contacts.Addresses;

public sealed class AddressReaderTests
{
    [Theory]
    [InlineData("г. Москва, ул. Ленина, д. 5, корп. 2, кв. 10", "Москва, улица Ленина 5к2-10")]
    [InlineData("12 Main St., Apt 4", "12 main street #4")]
    [InlineData("МОСКВА, ПР-Т МИРА, Д. 12А", "москва, проспект мира 12а")]
    [InlineData("Санкт-Петербург, наб. реки Фонтанки, 15, кв 3", "г. Санкт-Петербург, набережная реки Фонтанки д. 15 кв. 3")]
    [InlineData("Пушкинская ул., 7", "ул. Пушкинская, д. 7")]
    [InlineData("Берёзовая улица, 3", "березовая ул 3")]
    [InlineData("221b Baker St, London", "221B Baker Street, London")]
    public void Spellings_of_one_address_have_one_key(string one, string other) =>
        Assert.Equal(AddressReader.Read(one).Key, AddressReader.Read(other).Key);

    [Theory]
    [InlineData("Москва, ул. Ленина, д. 5", "Москва, ул. Ленина, д. 6")]
    [InlineData("Москва, ул. Ленина, д. 5, кв. 1", "Москва, ул. Ленина, д. 5, кв. 2")]
    [InlineData("Москва, ул. Ленина, д. 5", "Тула, ул. Ленина, д. 5")]
    [InlineData("Москва, ул. Мира, д. 5", "Москва, пр-т Мира, д. 5")]
    public void Different_addresses_have_different_keys(string one, string other) =>
        Assert.NotEqual(AddressReader.Read(one).Key, AddressReader.Read(other).Key);

    [Fact]
    public void Parts_are_told_by_their_marks()
    {
        var address = AddressReader.Read("101000, Московская обл., г. Химки, ул. 9 Мая, д. 8/1, стр. 3, кв. 77");

        Assert.Equal(new PostalAddress("101000", "Московская обл.", "Химки", "улица 9 Мая", "8/1к3", "77"), address);
    }

    [Theory]
    [InlineData("г. Москва, ул. Ленина, д. 5, корп. 2, кв. 10")]
    [InlineData("12 Main St., Apt 4")]
    [InlineData("101000, Московская обл., г. Химки, ул. 9 Мая, д. 8/1, стр. 3, кв. 77")]
    [InlineData("somewhere nice")]
    [InlineData("")]
    public void Reading_twice_is_reading_once(string typed)
    {
        var once = AddressReader.Read(typed);

        Assert.Equal(once.Key, AddressReader.Read(once.ToString()).Key);
    }

    [PublicDataFact("adversarial/blns.json")]
    public void Hostile_strings_are_read_without_an_error()
    {
        foreach (var typed in JsonSerializer.Deserialize<string[]>(File.ReadAllText(Repository.Data("adversarial/blns.json")))!)
        {
            Assert.NotNull(AddressReader.Read(typed).Key);
        }

        Assert.NotNull(AddressReader.Read(new string('1', 100_000)).Key);
    }
}
