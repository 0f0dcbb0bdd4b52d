using System.Text.Json;
using ClientBase.Domain.Contacts.Addresses;
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
    [InlineData("+7(916)123-45-67", null, "+79161234567")]
    [InlineData("8(916)1234567", "Россия", "+79161234567")]
    [InlineData("8 916 123-45-67", "Russian Federation", "+79161234567")]
    [InlineData("8 916 123-45-67", "рф", "+79161234567")]
    [InlineData("030 901820", "Германия", "+4930901820")]
    [InlineData("(212) 555-0123", "U.S.A.", "+12125550123")]
    [InlineData("020 7946 0958", "Great Britain", "+442079460958")]
    [InlineData("8 701 123 45 67", "Казахстан", "+77011234567")]
    [InlineData("\u200b\ufeff+7 916\u00a0123-45-67\u200e", null, "+79161234567")]
    [InlineData("\u202a+7 916 123 45 67\u202c", null, "+79161234567")]
    [InlineData("Тел.: +7 916 123-45-67", null, "+79161234567")]
    [InlineData("WhatsApp +44 20 7946 0958", null, "+442079460958")]
    [InlineData("т.8-916-123-45-67", "RU", "+79161234567")]
    [InlineData("1-800-MY-APPLE", "US", "+18006927753")]
    [InlineData("1800 six-flag", "US", "+18007493524")]
    [InlineData("+01164 3 331 6005", "US", "+6433316005")]
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
    [InlineData("extension 12")]
    [InlineData("extensión 12")]
    [InlineData("ｅｘｔｎ 12")]
    [InlineData("int.12")]
    [InlineData(",,12#")]
    [InlineData("вн. 12")]
    [InlineData("x12/x99")]
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
    [InlineData("8 916 123 45 6O", "RU", "+79161234560")]
    [InlineData("8 916 123 4S 67", "RU", "+79161234567")]
    [InlineData("8 9l6 123 45 67", "RU", "+79161234567")]
    [InlineData("+7 916 123 45 6О", null, "+79161234560")]
    [InlineData("8 916 123 45 б7", "RU", "+79161234567")]
    [InlineData("O8 916 123 45 67", "RU", null)]
    [InlineData("8 916 123 45 6O", null, null)]
    [InlineData("8 916 123 45 6x", "RU", null)]
    [InlineData("8 916 12O 4S 6I", "RU", "+79161204561")]
    public void A_letter_is_never_taken_for_a_digit_of_a_key_but_the_person_may_be_asked(string typed, string? country, string? meant)
    {
        var read = PhoneReader.Read(typed, country);

        Assert.Equal((null, "not-a-number", meant), (read.Phone, read.Reason, read.Suggestion));
    }

    [Theory]
    [InlineData("0000000000", "RU")]
    [InlineData("000-000-0000", null)]
    [InlineData("+7 999 999-99-99", null)]
    [InlineData("8 (999) 999-99-99", "RU")]
    [InlineData("1111111111", "US")]
    [InlineData("1234567890", "US")]
    [InlineData("none", "RU")]
    [InlineData("N/A", null)]
    [InlineData("нет", "RU")]
    [InlineData("не указан", "RU")]
    public void What_stands_where_there_is_no_number_is_none(string typed, string? country) =>
        Assert.Equal("placeholder", PhoneReader.Read(typed, country).Reason);

    [Theory]
    [InlineData("+79161234567", "RU")]
    [InlineData("+77011234567", "KZ")]
    [InlineData("+12125550123", "US")]
    [InlineData("+14165550123", "CA")]
    [InlineData("+12684641234", "AG")]
    [InlineData("+442079460958", "GB")]
    [InlineData("+441534456789", "JE")]
    [InlineData("+441481256789", "GG")]
    [InlineData("+441624756789", "IM")]
    public void A_number_tells_its_region(string number, string region) => Assert.Equal(region, Number(number).Region);

    [Fact]
    public void Normalising_twice_is_normalising_once_with_any_country()
    {
        var countries = Gen.Elements(Countries.Codes.Append("").ToArray());
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
