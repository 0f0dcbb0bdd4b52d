using ClientBase.Domain.Contacts.Emails;

namespace ClientBase.Domain.Tests.Contacts.Emails;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("  Ana.Lopez@Example.COM ", "ana.lopez@example.com")]
    [InlineData("ana+news@example.com", "ana+news@example.com")]
    [InlineData("info@bücher.example", "info@xn--bcher-kva.example")]
    [InlineData("почта@пример.рф", "почта@xn--e1afmkfd.xn--p1ai")]
    [InlineData("o'brien@example.ie", "o'brien@example.ie")]
    public void Spellings_of_one_mailbox_become_equal(string typed, string expected)
    {
        Assert.True(EmailAddress.TryParse(typed, out var email));
        Assert.Equal(expected, email.Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("nobody")]
    [InlineData("@example.com")]
    [InlineData("a@b")]
    [InlineData("a@example")]
    [InlineData("a@example.c")]
    [InlineData("a@example.123")]
    [InlineData("a@[127.0.0.1]")]
    [InlineData("\"quoted name\"@example.com")]
    [InlineData("two words@example.com")]
    [InlineData(".dot@example.com")]
    [InlineData("dot.@example.com")]
    [InlineData("dot..dot@example.com")]
    [InlineData("a@-example.com")]
    [InlineData("a@exam_ple.com")]
    [InlineData("a@example..com")]
    [InlineData("a@b@example.com")]
    [InlineData("a@example.com, b@example.com")]
    [InlineData("a\u0000b@example.com")]
    public void What_no_provider_hands_out_is_refused(string? typed) => Assert.False(EmailAddress.TryParse(typed, out _));

    [Theory]
    [InlineData("a\ufffe@example.com")]
    [InlineData("a@\uffff.example")]
    public void Code_points_that_are_no_characters_are_refused(string typed) => Assert.False(EmailAddress.TryParse(typed, out _));

    [Fact]
    public void Half_a_character_is_refused() => Assert.False(EmailAddress.TryParse("a" + (char)0xd800 + "@example.com", out _));

    [Fact]
    public void Longer_than_a_mail_path_is_refused()
    {
        Assert.True(EmailAddress.TryParse(new string('a', 64) + "@example.com", out _));
        Assert.False(EmailAddress.TryParse(new string('a', 65) + "@example.com", out _));
        Assert.False(EmailAddress.TryParse("a@" + string.Join('.', Enumerable.Repeat(new string('b', 60), 5)) + ".com", out _));
    }
}
