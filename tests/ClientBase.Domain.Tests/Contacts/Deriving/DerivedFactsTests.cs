using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Deriving;
using ClientBase.Domain.Contacts.Phones;

namespace ClientBase.Domain.Tests.Contacts.Deriving;

public sealed class DerivedFactsTests
{
    [Theory]
    [InlineData("+79161234567", null)] // Mobile numbers of Russia are used in eleven zones.
    [InlineData("+74951234567", "Europe/Moscow")]
    [InlineData("+73432345678", "Asia/Yekaterinburg")]
    [InlineData("+74232345678", "Asia/Vladivostok")]
    [InlineData("+4915112345678", "Europe/Berlin")]
    [InlineData("+447911123456", "Europe/London")]
    [InlineData("+12125550123", "America/New_York")]
    [InlineData("+33123456789", "Europe/Paris")]
    public void A_telephone_tells_the_time_zone_where_there_is_one(string phone, string? zone) =>
        Assert.Equal(zone, DerivedFacts.TimeZoneOf(Card(phone)));

    [Theory]
    [InlineData("Екатеринбург", null, "Asia/Yekaterinburg", "Свердловская область")]
    [InlineData("г. Казань", null, "Europe/Moscow", "Республика Татарстан")]
    [InlineData("Vladivostok", null, "Asia/Vladivostok", "Приморский край")]
    [InlineData("Орел", "Россия", "Europe/Moscow", "Орловская область")]
    [InlineData("Moscow", "US", null, null)] // In Idaho.
    [InlineData("Lyon", "FR", "Europe/Paris", null)]
    [InlineData("Неведомск", null, null, null)]
    public void A_city_tells_region_and_time_zone(string city, string? country, string? zone, string? region)
    {
        var derived = DerivedFacts.Of(Card(null, ("city", city), ("country", country))).Facts;
        Assert.Equal((zone, region), (derived.GetValueOrDefault("timeZone")?.Value, derived.GetValueOrDefault("region")?.Value));
    }

    [Fact]
    public void An_address_in_one_line_tells_too()
    {
        var derived = DerivedFacts.Of(Card(null, ("address", "630099, Новосибирская обл., г. Новосибирск, ул. Ленина, д. 1"))).Facts;
        Assert.Equal(new DerivedFact("Новосибирская область", "address"), derived["region"]);
        Assert.Equal(new DerivedFact("Asia/Novosibirsk", "address"), derived["timeZone"]);
    }

    [Fact]
    public void A_fixed_telephone_tells_the_region()
    {
        Assert.Equal(new DerivedFact("Свердловская область", "phone"), DerivedFacts.Of(Card("+73432345678")).Facts["region"]);
        Assert.False(DerivedFacts.Of(Card("+79161234567")).Facts.ContainsKey("region"));
    }

    [Fact]
    public void What_was_said_is_not_derived()
    {
        var said = Card("+74951234567", ("firstName", "Анна"), ("sex", "f"), ("region", "Сибирь"), ("custom.timeZone", "Asia/Omsk"));
        Assert.Empty(DerivedFacts.Of(said).Facts);
        Assert.Equal("Asia/Omsk", DerivedFacts.TimeZoneOf(said));
        Assert.Equal("Europe/Moscow", DerivedFacts.TimeZoneOf(Card("+74951234567", ("custom.timeZone", "at home"))));
    }

    [Fact]
    public void A_region_that_was_said_tells_the_time_zone() =>
        Assert.Equal("Asia/Irkutsk", DerivedFacts.TimeZoneOf(Card(null, ("region", "Иркутская обл"))));

    [Fact]
    public void Of_who_refused_processing_nothing_is_derived()
    {
        var refused = Capture("+74951234567", ("firstName", "Анна")).Consent("processing", "any", "", granted: false).Build().Says;
        Assert.Empty(DerivedFacts.Of(refused).Facts);
        Assert.Null(DerivedFacts.TimeZoneOf(refused));
        Assert.Equal("Здравствуйте, Анна", DerivedFacts.Of(refused).Greeting!.Ru);
    }

    private static Contact Card(string? phone, params (string Field, string? Value)[] fields) => Capture(phone, fields).Build().Says;

    private static CaptureBuilder Capture(string? phone, params (string Field, string? Value)[] fields)
    {
        var capture = new CaptureBuilder("c", "form:f", "form", DateTimeOffset.UnixEpoch)
            .Phone(PhoneNumber.TryParse(phone, null, out var number) ? number : null);
        return fields.Aggregate(capture, (said, one) => said.Field(one.Field, one.Value));
    }
}
