using System.Text.Json;
using ClientBase.Domain.Contacts.Emails;
using FsCheck;
using FsCheck.Fluent;

namespace ClientBase.Domain.Tests.Contacts.Emails;

public sealed class EmailReaderTests
{
    private const string Naughty = "adversarial/blns.json";

    [Theory]
    [InlineData("", "empty")]
    [InlineData(" \t", "empty")]
    [InlineData("anna", "no-at-sign")]
    [InlineData("@gmail.com", "no-local-part")]
    [InlineData("anna@", "no-domain")]
    [InlineData("an na@gmail.com", "bad-character")]
    [InlineData("anna@@gmail.com", "bad-character")]
    [InlineData("\"anna\"@gmail.com", "quoted-local-part")]
    [InlineData("anna(me)@gmail.com", "comment")]
    [InlineData("anna@gmail.com(me)", "comment")]
    [InlineData("anna@[127.0.0.1]", "address-literal")]
    [InlineData("anna@gmail", "no-top-level-domain")]
    [InlineData("anna@gmail.c", "bad-top-level-domain")]
    [InlineData("anna@10.0.0.1", "bad-top-level-domain")]
    [InlineData("anna@gm_ail.com", "bad-domain")]
    [InlineData("anna@-gmail.com", "bad-domain")]
    [InlineData(".anna@gmail.com", "dot-at-edge")]
    [InlineData("anna.@gmail.com", "dot-at-edge")]
    [InlineData("anna@gmail.com.", "dot-at-edge")]
    [InlineData("an..na@gmail.com", "two-dots")]
    [InlineData("an\u200bna@gmail.com", "bad-character")]
    [InlineData("no@mail.ru", "placeholder")]
    [InlineData("no@no.com", "placeholder")]
    [InlineData("none@gmail.com", "placeholder")]
    [InlineData("no-email@shop.example", "placeholder")]
    [InlineData("NULL@null.com", "placeholder")]
    [InlineData("test@test.com", "placeholder")]
    [InlineData("email@email.com", "placeholder")]
    [InlineData("anna@gmail..com", "two-dots")]
    public void A_refusal_says_why(string typed, string reason) => Assert.Equal(new EmailReading(null, reason), EmailReader.Read(typed));

    [Theory]
    [InlineData("\u200banna@gmail.com")]
    [InlineData("\ufeff anna@gmail.com\u200e")]
    [InlineData("\u202aanna@gmail.com\u202c\r\n")]
    public void What_cannot_be_seen_around_an_address_is_passed_over(string typed) =>
        Assert.Equal("anna@gmail.com", EmailReader.Read(typed).Email?.Value);

    [Theory]
    [InlineData("test@mail.ru")]
    [InlineData("noreply@shop.example")]
    [InlineData("mail@company.example")]
    [InlineData("nina@nina.example")]
    [InlineData("no@shop.example")]
    public void An_odd_address_may_be_somebodys(string typed) => Assert.NotNull(EmailReader.Read(typed).Email);

    [Fact]
    public void Lengths_are_counted_in_octets()
    {
        var domain = string.Join('.', Enumerable.Repeat(new string('b', 60), 3)) + ".com"; // 186
        Assert.NotNull(EmailReader.Read(new string('a', 64) + "@example.com").Email);
        Assert.Equal(EmailReasons.LocalPartTooLong, EmailReader.Read(new string('a', 65) + "@example.com").Reason);
        Assert.NotNull(EmailReader.Read(new string('ж', 32) + "@example.com").Email);
        Assert.Equal(EmailReasons.LocalPartTooLong, EmailReader.Read(new string('ж', 33) + "@example.com").Reason);
        Assert.NotNull(EmailReader.Read($"{new string('a', 64)}@b.{domain}").Email);
        Assert.Equal(EmailReasons.TooLong, EmailReader.Read($"{new string('a', 64)}@bbbb.{domain}").Reason);
    }

    [Theory] // UTS 46, non-transitional: what IDNA 2003 and transitional processing would have folded away stays.
    [InlineData("a@faß.de", "a@xn--fa-hia.de")]
    [InlineData("a@βόλος.com", "a@xn--nxasmm1c.com")]
    [InlineData("a@ශ්‍රී.com", "a@xn--10cl1a0b660p.com")]
    [InlineData("a@نامه‌ای.com", "a@xn--mgba3gch31f060k.com")]
    [InlineData("a@BÜCHER.example", "a@xn--bcher-kva.example")]
    [InlineData("a@bu\u0308cher.example", "a@xn--bcher-kva.example")]
    [InlineData("a@ｇｍａｉｌ.com", "a@gmail.com")]
    [InlineData("a@пример。рф", "a@xn--e1afmkfd.xn--p1ai")]
    [InlineData("a@XN--BCHER-KVA.example", "a@xn--bcher-kva.example")]
    public void Hosts_are_those_of_uts_46(string typed, string expected) => Assert.Equal(expected, EmailReader.Read(typed).Email?.Value);

    [Fact]
    public void Composed_and_decomposed_letters_are_one_mailbox() =>
        Assert.Equal(EmailReader.Read("jos\u00e9@example.com"), EmailReader.Read("JOSE\u0301@example.com"));

    [Fact]
    public void Normalising_twice_is_normalising_once()
    {
        var parts = Gen.Elements(
            "a", "B.", "é", "E\u0301", "İ", "ß", "ς", "ǅ", "+tag", "@", "@gmail.com", "@faß.de", "@ПРИМЕР.рф", "..", " ", "\u200d",
            "xn--", "\"", "。", "\ud83d\ude00");
        var anyText = ArbMap.Default.GeneratorFor<string>();
        var typed = Gen.OneOf(parts.ListOf(5).Select(string.Concat), anyText, anyText.Select(text => text + "@example.com"));
        Prop.ForAll(
            typed.ToArbitrary(),
            text => EmailReader.Read(text).Email is not { } email || EmailReader.Read(email.Value).Email == email)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));
    }

    [Fact]
    public void A_suggestion_is_an_address_that_needs_none()
    {
        var domains = Gen.Elements(
            "gmial.com", "gmail,com", "gmail", "mial.ru", "yandex.ri", "hotmal.co", "yaho.com", "outlok.fr", "company.con");
        var typed = domains.SelectMany(domain =>
            Gen.Elements("anna@", "anna(at)", "anna @ ", "anna@@", "<anna@", "mailto:anna@").Select(local => local + domain));
        Prop.ForAll(typed.ToArbitrary(), text => EmailAdvice.Suggest(text) is not { } meant
            || (EmailReader.Read(meant).Email?.Value == meant && EmailAdvice.Suggest(meant) is null)).QuickCheckThrowOnFailure();
    }

    [PublicDataFact(Naughty)]
    public void Hostile_text_is_read_or_refused()
    {
        foreach (var text in JsonSerializer.Deserialize<string[]>(File.ReadAllText(Repository.Data(Naughty)))!)
        {
            Assert.True(EmailReader.Read(text) is { Email: null } != EmailReader.Read(text) is { Reason: null }, text);
            _ = EmailAdvice.Suggest(text);
            _ = EmailAdvice.Suggest("a@" + text);
        }
    }
}
