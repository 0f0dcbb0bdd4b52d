using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity.Merging;

namespace ClientBase.Domain.Tests.Contacts;

public sealed class MessengersTests
{
    [Theory]
    [InlineData("@Anna_P", "anna_p")]
    [InlineData("https://t.me/Anna_P/", "anna_p")]
    [InlineData("anna", "anna")]
    [InlineData("+79161234567", null)]
    [InlineData("Anna Petrova", null)]
    [InlineData("1anna", null)]
    [InlineData("", null)]
    public void A_name_in_Telegram_is_read_as_people_write_it(string typed, string? name) =>
        Assert.Equal(name, Messengers.TelegramNameOf(typed));

    [Fact]
    public void A_field_telegram_is_also_a_key()
    {
        Assert.Contains("telegram-name:anna_p", Card("telegram", "@anna_p").ExternalIds.Keys);
        Assert.Contains("telegram-name:anna_p", Card("custom.telegram", "t.me/anna_p").ExternalIds.Keys);
        Assert.Empty(Card("telegram", "ask me").ExternalIds);
    }

    [Fact]
    public void Two_accounts_are_two_people_and_two_names_may_be_one()
    {
        Assert.Null(MergeRules.WhyApart(Card("telegram", "@anna_p"), Card("telegram", "@anna_new")));
        Assert.NotNull(MergeRules.WhyApart(Account("1"), Account("2")));
    }

    private static Contact Card(string field, string value) =>
        new CaptureBuilder("c", "form:f", "form", DateTimeOffset.UnixEpoch).Field(field, value).Build().Says;

    private static Contact Account(string id) =>
        new CaptureBuilder("c", "telegram", "request", DateTimeOffset.UnixEpoch).ShopCustomer(Messengers.Telegram, id).Build().Says;
}
