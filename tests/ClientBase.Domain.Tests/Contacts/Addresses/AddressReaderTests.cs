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
    [InlineData("г Москва, ул Ленина, д 5 к 2, кв 10", "г.Москва,ул.Ленина,д.5,корпус 2,кв.10")]
    [InlineData("Москва ул Ленина дом 5 корпус 2 квартира 10", "МОСКВА Г, ЛЕНИНА УЛ, ДОМ № 5, К. 2, КВ. 10")]
    [InlineData("Московская обл г Химки ул Ленина д 5 кв 3", "Химки г, Ленина ул, 5-3")]
    [InlineData("Санкт-Петербург, Невский пр., 7/10", "г Санкт-Петербург, проспект Невский, д. 7 / 10")]
    [InlineData("Москва, ул. Ленина, д. 5, стр. 1", "Москва, ул. Ленина, 5с1")]
    [InlineData("ул. Ленина, 12 А, кв. 3", "улица ленина 12а-3")]
    [InlineData("12 Main Street Apt 4, Springfield, IL 62704", "12 MAIN ST., UNIT 4, SPRINGFIELD, IL 62704")]
    [InlineData("Flat 2, 12 High Road, London SW1A 1AA", "12 High Rd #2, London, SW1A 1AA")]
    [InlineData("12345 Main St, Springfield, IL 62704-1234", "12345 main street, Springfield, IL, 62704-1234")]
    public void Spellings_of_one_address_have_one_key(string one, string other) =>
        Assert.Equal(AddressReader.Read(one).Key, AddressReader.Read(other).Key);

    [Theory]
    [InlineData("Москва, ул. Ленина, д. 5", "Москва, ул. Ленина, д. 6")]
    [InlineData("Москва, ул. Ленина, д. 5, кв. 1", "Москва, ул. Ленина, д. 5, кв. 2")]
    [InlineData("Москва, ул. Ленина, д. 5", "Тула, ул. Ленина, д. 5")]
    [InlineData("Москва, ул. Мира, д. 5", "Москва, пр-т Мира, д. 5")]
    [InlineData("Москва, ул. Мира, д. 5, корп. 2", "Москва, ул. Мира, д. 5, стр. 2")]
    [InlineData("Москва, ул. Мира, д. 7/10", "Москва, ул. Мира, д. 710")]
    [InlineData("Москва, ул. Мира, д. 7/10", "Москва, ул. Мира, д. 10/7")]
    [InlineData("г. Жуковка, д. 5", "дер. Жуковка, д. 5")]
    [InlineData("12 Main St, Springfield, IL 62704", "12 Main St, Springfield, IL 62705")]
    [InlineData("東京", "大阪")]
    public void Different_addresses_have_different_keys(string one, string other) =>
        Assert.NotEqual(AddressReader.Read(one).Key, AddressReader.Read(other).Key);

    [Fact]
    public void Parts_are_told_by_their_marks()
    {
        var address = AddressReader.Read("101000, Московская обл., г. Химки, ул. 9 Мая, д. 8/1, стр. 3, кв. 77");

        Assert.Equal(new PostalAddress("101000", "Московская обл.", "Химки", "улица 9 Мая", "8/1с3", "77"), address);
    }

    [Theory]
    [InlineData("Россия, 101000, г. Москва, ул. Ленина, д. 5", "RU", "Москва")]
    [InlineData("Российская Федерация, Москва, ул. Ленина, 5", "RU", "Москва")]
    [InlineData("12 Main St, Springfield, IL 62704, USA", "US", "Springfield")]
    [InlineData("221b Baker St, London, United Kingdom", "GB", "London")]
    [InlineData("12 Peachtree St, Atlanta, Georgia", null, "Atlanta")]
    [InlineData("г. Тбилиси, ул. Руставели, 5, Грузия", null, "Тбилиси")]
    public void A_country_that_is_written_out_is_told(string typed, string? country, string city)
    {
        var read = AddressReader.Read(typed);

        Assert.Equal((country, city), (read.Country, read.City));
        Assert.Equal(AddressReader.Read(read.ToString()), read);
    }

    [Theory]
    [InlineData("12 Main St Unit 4, St. Petersburg, FL", null, "FL", "St. Petersburg", "Main street", "12", "4")]
    [InlineData("75001 Paris, 10 Rue de Rivoli", "75001", null, "Paris", "Rue de Rivoli", "10", null)]
    [InlineData("Hauptstr. 5, 10115 Berlin", "10115", null, "Berlin", "Hauptstr.", "5", null)]
    [InlineData("12345 Broadway, Apt 4", null, null, null, "Broadway", "12345", "4")]
    [InlineData("12345 Broadway, New York, NY 10001", "10001", "NY", "New York", "Broadway", "12345", null)]
    [InlineData("12 St James Street, London", null, null, "London", "St James street", "12", null)]
    [InlineData("350 5th Ave", null, null, null, "5th avenue", "350", null)]
    [InlineData("12345 Main St., Springfield", null, null, "Springfield", "Main street", "12345", null)]
    [InlineData("респ Татарстан, г Казань, ул Баумана, д 7/10", null, "респ Татарстан", "Казань", "улица Баумана", "7/10", null)]
    [InlineData(
        "Московская обл, Одинцовский р-н, д. Жуковка, д. 5",
        null,
        "Московская обл, Одинцовский р-н",
        "деревня Жуковка",
        null,
        "5",
        null)]
    [InlineData("Москва, Большой проспект П.С., 5", null, null, "Москва", "Большой проспект П.С.", "5", null)]
    [InlineData("Москва, 9 Мая улица, 5", null, null, "Москва", "9 Мая улица", "5", null)]
    [InlineData("д. 5-7, кв. 10, ул. Ленина", null, null, null, "улица Ленина", "5-7", "10")]
    [InlineData("Зеленоград, корп. 1205, кв. 7", null, null, null, "Зеленоград, корп. 1205", null, "7")]
    [InlineData("мкр 5, д 3", null, null, null, "Мкр 5", "3", null)]
    [InlineData("somewhere nice", null, null, null, "Somewhere Nice", null, null)]
    [InlineData("15", null, null, null, "15", null, null)]
    [InlineData(" , ;\u200b", null, null, null, null, null, null)]
    [InlineData(null, null, null, null, null, null, null)]
    public void What_marks_and_place_tell_is_told_and_the_rest_stays_with_the_street(
        string? typed, string? postcode, string? region, string? city, string? street, string? house, string? flat) =>
        Assert.Equal(new PostalAddress(postcode, region, city, street, house, flat), AddressReader.Read(typed));
}
