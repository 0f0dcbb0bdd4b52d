using ClientBase.Domain.Contacts.Phones;

namespace ClientBase.Domain.Tests.Contacts.Phones;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("8 (916) 123-45-67", "RU", "+79161234567")]
    [InlineData("+7 916 123 45 67", "US", "+79161234567")]
    [InlineData("916 1234567", "RU", "+79161234567")]
    [InlineData("79161234567", "RU", "+79161234567")]
    [InlineData("8 800 555-35-35", "RU", "+78005553535")]
    [InlineData("0049 30 901820", "RU", "+4930901820")]
    [InlineData("030 901820", "DE", "+4930901820")]
    [InlineData("07400 123456", "GB", "+447400123456")]
    [InlineData("(212) 555-5555", "US", "+12125555555")]
    public void Ways_to_write_one_number_become_equal(string typed, string country, string expected)
    {
        Assert.True(PhoneNumber.TryParse(typed, country, out var phone));
        Assert.Equal(expected, phone.Value);
    }

    [Theory]
    [InlineData(null, "RU")]
    [InlineData("", "RU")]
    [InlineData("12345", "RU")]
    [InlineData("916 123-45-6", "RU")]
    [InlineData("call me", "RU")]
    [InlineData("(555) 555-5555", "US")]
    [InlineData("07700 900123", "GB")]
    [InlineData("123456789", "XX")]
    [InlineData("+0123456789", "RU")]
    [InlineData("+1234567890123456", "RU")]
    [InlineData("999999999999999999999999999999999999999999", "RU")]
    public void What_cannot_be_dialled_is_refused(string? typed, string country) =>
        Assert.False(PhoneNumber.TryParse(typed, country, out _));
}
