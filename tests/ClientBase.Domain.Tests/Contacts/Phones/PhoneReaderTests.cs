using System.Text.Json;
using ClientBase.Domain.Contacts.Phones;
using FsCheck;
using FsCheck.Fluent;

namespace ClientBase.Domain.Tests.Contacts.Phones;

public sealed class PhoneReaderTests
{
    private const string Naughty = "adversarial/blns.json";

    [Theory]
    [InlineData("+7 (916) 123-45-67", null, "+79161234567")]
    [InlineData("007 916 123-45-67", null, "+79161234567")]
    [InlineData("+8 916 123-45-67", null, "+79161234567")]
    [InlineData("+7 8 916 123-45-67", null, "+79161234567")]
    [InlineData("8~10 44 20 7946 0958", "RU", "+442079460958")]
    [InlineData("007 916 123-45-67", "IN", "+79161234567")]
    [InlineData("8 701 123 45 67", "KZ", "+77011234567")]
    [InlineData("80 29 491 19 11", "BY", "+375294911911")]
    [InlineData("+44 (0)20 7946 0958", null, "+442079460958")]
    [InlineData("+49 (0) 30 901820", null, "+4930901820")]
    [InlineData("06 698 12345", "IT", "+390669812345")]
    [InlineData("+39 06 698 12345", null, "+390669812345")]
    [InlineData("011 15 2345-6789", "AR", "+5491123456789")]
    [InlineData("0351 15 234-5678", "AR", "+5493512345678")]
    [InlineData("+54 9 11 2345 6789", null, "+5491123456789")]
    [InlineData("+52 1 55 1234 5678", null, "+525512345678")]
    [InlineData("044 55 1234 5678", "MX", "+525512345678")]
    [InlineData("0 15 11 96123-4567", "BR", "+5511961234567")]
    [InlineData("(11) 96123-4567", "br", "+5511961234567")]
    [InlineData("06 1 234 5678", "HU", "+3612345678")]
    [InlineData("1-800-FLOWERS", "US", "+18003569377")]
    [InlineData("011 7 916 123 45 67", "US", "+79161234567")]
    [InlineData("８（９１６）１２３－４５－６７", "RU", "+79161234567")]
    [InlineData("۰۹۱۲ ۳۴۵ ۶۷۸۹", "IR", "+989123456789")]
    [InlineData("+٧٩١٦١٢٣٤٥٦٧", null, "+79161234567")]
    [InlineData("tel:123-4567;phone-context=+7-916", "US", "+79161234567")]
    public void A_number_is_read_as_its_country_writes_it(string typed, string? country, string expected) =>
        Assert.Equal(new PhoneReading(Number(expected), null, null), PhoneReader.Read(typed, country));

    [Theory]
    [InlineData("ext. 12")]
    [InlineData("ext12")]
    [InlineData("x12")]
    [InlineData("доб. 12")]
    [InlineData("(доб. 12)")]
    [InlineData("#12")]
    [InlineData(";ext=12")]
    public void An_extension_is_kept_apart(string extension) =>
        Assert.Equal(new PhoneReading(Number("+79161234567"), "12", null), PhoneReader.Read("+7 916 123-45-67 " + extension));

    [Theory]
    [InlineData("", "RU", "empty")]
    [InlineData("---", "RU", "not-a-number")]
    [InlineData("call me", "US", "not-a-number")]
    [InlineData("8 800 ЦВЕТЫ", "RU", "not-a-number")]
    [InlineData("8 916 123-45-67", null, "needs-country")]
    [InlineData("8 916 123-45-67", "ZZ", "unknown-country")]
    [InlineData("+999 123 4567", null, "unknown-country-code")]
    [InlineData("112", "RU", "too-short")]
    [InlineData("+7 916 123 45 6", null, "too-short")]
    [InlineData("+7 916 123 45 678", null, "too-long")]
    [InlineData("+7 216 123 45 67", null, "invalid-for-country")]
    [InlineData("+1 123 456 7890", null, "invalid-for-country")]
    public void A_refusal_says_why(string typed, string? country, string reason) =>
        Assert.Equal(new PhoneReading(null, null, reason), PhoneReader.Read(typed, country));

    [Theory]
    [InlineData("+79161234567", "RU")]
    [InlineData("+77011234567", "KZ")]
    [InlineData("+12125550123", "US")]
    [InlineData("+14165550123", "CA")]
    [InlineData("+12685550123", "AG")]
    [InlineData("+442079460958", "GB")]
    [InlineData("+441534456789", "JE")]
    [InlineData("+441481256789", "GG")]
    [InlineData("+441624756789", "IM")]
    public void A_number_tells_its_region(string number, string region) => Assert.Equal(region, Number(number).Region);

    [Fact]
    public void Normalising_twice_is_normalising_once_with_any_country()
    {
        var countries = Gen.Elements(PhoneRegions.Codes.Append("").ToArray());
        var text = Gen.OneOf(
            Gen.Elements("0123456789+() -x8".ToCharArray()).ArrayOf(14).Select(chars => new string(chars)),
            from plus in Gen.Elements("+", "00", "8", "+8", "")
            from digits in Gen.Choose(0, 9).ArrayOf(11)
            select plus + string.Concat(digits),
            ArbMap.Default.GeneratorFor<string>());
        var samples = from typed in text from one in countries from other in countries select (typed, one, other);
        Prop.ForAll(samples.ToArbitrary(), sample =>
            PhoneReader.Read(sample.typed, sample.one).Phone is not { } phone || PhoneReader.Read(phone.Value, sample.other).Phone == phone)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));
    }

    [PublicDataFact(Naughty)]
    public void Hostile_text_is_read_or_refused()
    {
        foreach (var text in JsonSerializer.Deserialize<string[]>(File.ReadAllText(Repository.Data(Naughty)))!)
        {
            Assert.True(PhoneReader.Read(text, "RU").Phone is null != PhoneReader.Read(text, "RU").Reason is null, text);
        }
    }

    private static PhoneNumber Number(string text) =>
        PhoneNumber.TryParse(text, null, out var phone) ? phone : throw new ArgumentException(text);
}
