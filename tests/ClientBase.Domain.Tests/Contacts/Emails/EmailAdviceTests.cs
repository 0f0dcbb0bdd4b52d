using System.Text.Json;
using ClientBase.Domain.Contacts.Emails;

namespace ClientBase.Domain.Tests.Contacts.Emails;

public sealed class EmailAdviceTests
{
    private const string Mailcheck = "email/mailcheck_vectors.json";
    private const string Blocklist = "email/disposable_email_blocklist.txt";

    [Theory]
    [InlineData("anna@gmial.com", "anna@gmail.com")]
    [InlineData("anna@gmail.con", "anna@gmail.com")]
    [InlineData("anna@gmail,com", "anna@gmail.com")]
    [InlineData("anna@gmail..com", "anna@gmail.com")]
    [InlineData("anna@gmail", "anna@gmail.com")]
    [InlineData("anna(at)gmail.com", "anna@gmail.com")]
    [InlineData("anna [at] gmail.com", "anna@gmail.com")]
    [InlineData("anna gmail.com", "anna@gmail.com")]
    [InlineData("anna@@gmail.com", "anna@gmail.com")]
    [InlineData("Anna Bell <Anna@gmail.com>", "anna@gmail.com")]
    [InlineData("anna@yandex,ru", "anna@yandex.ru")]
    [InlineData("anna@yandx.ru", "anna@yandex.ru")]
    [InlineData("anna@mial.ru", "anna@mail.ru")]
    [InlineData("anna@mail.ri", "anna@mail.ru")]
    [InlineData("anna@ramler.ru", "anna@rambler.ru")]
    [InlineData("anna@inbx.ru", "anna@inbox.ru")]
    [InlineData("anna@hotmial.fr", "anna@hotmail.fr")]
    [InlineData("anna@small-shop.cmo", "anna@small-shop.com")]
    public void A_slip_is_mended(string typed, string meant) => Assert.Equal(meant, EmailAdvice.Suggest(typed));

    [Theory]
    [InlineData("anna@gmail.com")]
    [InlineData("anna@mail.ru")]
    [InlineData("anna@bk.ru")]
    [InlineData("anna@mail.com")]
    [InlineData("anna@ymail.com")]
    [InlineData("anna@yahoo.co.uk")]
    [InlineData("anna@small-shop.co")]
    [InlineData("anna@company.cm")]
    [InlineData("anna@example.com")]
    [InlineData("anna")]
    [InlineData("")]
    [InlineData("two@one@gmail.com")]
    [InlineData("bob@mailo.com")]
    [InlineData("anna@mail.com.ua")]
    [InlineData("anna@gmail.com.ru")]
    [InlineData("anna@mail.rs")]
    [InlineData("anna@mail.ro")]
    [InlineData("anna@wp.pl")]
    [InlineData("anna@o2.pl")]
    [InlineData("anna@mail.de")]
    [InlineData("anna@email.de")]
    [InlineData("anna@email.cz")]
    [InlineData("anna@mail.ee")]
    [InlineData("anna@tuta.com")]
    [InlineData("anna@pm.me")]
    [InlineData("anna@yahoo.com.ph")]
    [InlineData("anna@hotmail.co.th")]
    [InlineData("anna@ono.com")]
    [InlineData("anna@gmx.eu")]
    [InlineData("anna@inbox.com")]
    [InlineData("anna@foxmail.com")]
    [InlineData("почта@пример.рф")]
    public void Where_nothing_is_obvious_nothing_is_suggested(string typed) => Assert.Null(EmailAdvice.Suggest(typed));

    [Theory]
    [InlineData("bob@gmail.сom", "bob@gmail.com")]
    [InlineData("anna@mаil.ru", "anna@mail.ru")]
    [InlineData("аnna@mail.ru", "anna@mail.ru")]
    [InlineData("ВOB@gmail.com", "bob@gmail.com")]
    [InlineData("сору@mail.ru", "copy@mail.ru")]
    [InlineData("bob@gmаil.соm", "bob@gmail.com")]
    [InlineData("bob@yandex.ру", "bob@yandex.ru")]
    [InlineData("bοb@gmail.com", "bob@gmail.com")]
    [InlineData("почтаmail@mail.ru", null)]
    public void Letters_that_only_look_Latin_are_told_and_spelled_in_Latin(string typed, string? meant)
    {
        Assert.True(EmailAdvice.HasLookAlikes(typed));
        Assert.Equal(meant, EmailAdvice.Suggest(typed));
    }

    [Theory]
    [InlineData("anna@gmail.com")]
    [InlineData("анна@пример.рф")]
    [InlineData("сору@почта.рф")]
    [InlineData("info@bücher.example")]
    public void An_honest_alphabet_misleads_nobody(string typed) => Assert.False(EmailAdvice.HasLookAlikes(typed));

    [PublicDataFact(Mailcheck)]
    public void Mailcheck_suggests_the_same_with_its_lists()
    {
        using var vectors = JsonDocument.Parse(File.ReadAllText(Repository.Data(Mailcheck)));
        string[] List(string name) =>
            [.. vectors.RootElement.GetProperty("test_lists").GetProperty(name).EnumerateArray().Select(item => item.GetString()!)];
        var domains = new MailDomainTypos(List("domains"), [], []);
        var all = new MailDomainTypos(List("domains"), List("secondLevelDomains"), List("topLevelDomains"));
        Assert.All(vectors.RootElement.GetProperty("suggest").EnumerateArray(), vector =>
        {
            var email = vector.GetProperty("email").GetString()!.ToLowerInvariant();
            var domain = email[(email.LastIndexOf('@') + 1)..];
            var typos = vector.GetProperty("lists").GetString() == "domains" ? domains : all;
            var suggested = email.Contains('@', StringComparison.Ordinal) ? typos.Suggest(domain) : null;
            Assert.Equal(vector.GetProperty("suggested_domain").GetString(), suggested);
        });
    }

    [Theory]
    [InlineData("a@mailinator.com", true)]
    [InlineData("a@inner.mailinator.com", true)]
    [InlineData("a@nomailinatorhere.com", false)]
    [InlineData("a@gmail.com", false)]
    [InlineData("a@mail.ru", false)]
    public void Throw_away_mailboxes_are_known_by_domain(string address, bool isDisposable) =>
        Assert.Equal(isDisposable, EmailAdvice.IsDisposable(Read(address)));

    [Fact]
    public void A_list_of_ones_own_counts_too()
    {
        var more = DisposableDomains.Of(["# ours", "", " Burner.Example ", "бот.рф"]);
        Assert.True(EmailAdvice.IsDisposable(Read("a@burner.example"), more));
        Assert.True(EmailAdvice.IsDisposable(Read("a@x.бот.рф"), more));
        Assert.False(EmailAdvice.IsDisposable(Read("a@example.com"), more));
    }

    [PublicDataFact(Blocklist)]
    public void The_known_domains_are_those_of_the_public_list() =>
        Assert.Equal(DisposableDomains.Of(File.ReadLines(Repository.Data(Blocklist))).ToBytes(), DisposableDomains.Known.ToBytes());

    [Theory]
    [InlineData("info")]
    [InlineData("no-reply")]
    [InlineData("no.reply")]
    [InlineData("Sales+spring")]
    [InlineData("zakaz")]
    [InlineData("buh")]
    [InlineData("заказ")]
    public void A_post_is_no_person(string local) => Assert.True(EmailAdvice.IsRole(Read(local + "@example.com")));

    [Theory]
    [InlineData("anna")]
    [InlineData("ivan.petrov")]
    [InlineData("information.lover")]
    [InlineData("infoman")]
    public void A_person_is_no_post(string local) => Assert.False(EmailAdvice.IsRole(Read(local + "@example.com")));

    [PublicDataTheory("email")]
    [InlineData("role_no_reply.json", 1.0)]
    [InlineData("role_reserved_admin.json", 0.98)]
    public void Role_accounts_of_the_public_lists_are_known(string list, double share)
    {
        var posts = JsonSerializer.Deserialize<string[]>(File.ReadAllText(Repository.Data("email/" + list)))!;
        Assert.True(posts.Count(post => EmailAdvice.IsRole(Read(post + "@example.com"))) >= share * posts.Length);
    }

    private static EmailAddress Read(string address) =>
        EmailAddress.TryParse(address, out var email) ? email : throw new ArgumentException(address);
}
