using ClientBase.Domain.Contacts;
using ClientBase.Domain.Sending.Preferences;
using static ClientBase.Domain.Tests.Sending.Cards;

namespace ClientBase.Domain.Tests.Sending;

public sealed class ChannelOrderTests
{
    private const string First = "+79161234567";
    private const string Second = "+79031234567";

    [Fact]
    public void The_cheapest_channel_comes_first_where_the_person_has_not_said() =>
        Assert.Equal(["email", "telegram", "push", "sms"], ChannelOrder.All(Agreed));

    [Theory]
    [InlineData("sms", "sms,email,telegram,push")]
    [InlineData("Telegram", "telegram,email,push,sms")]
    [InlineData("pigeon", "email,telegram,push,sms")]
    public void The_channel_somebody_likes_best_comes_first(string liked, string order) =>
        Assert.Equal(order, string.Join(',', ChannelOrder.All(Saying(says => says.Field(ChannelOrder.PreferredField, liked)))));

    [Fact]
    public void Only_channels_that_are_allowed_and_ready_and_lead_somewhere_are_ways()
    {
        var contact = Saying(says => says.Mail("ana@example.com").Call(First).Agrees("email").Agrees("sms").Agrees("telegram"));

        Assert.Equal([("email", "ana@example.com"), ("sms", First)], ChannelOrder.Of(contact, _ => true));
        Assert.Equal([("sms", First)], ChannelOrder.Of(contact, channel => channel != "email"));
        Assert.Empty(ChannelOrder.Of(Saying(says => says.Mail("ana@example.com").Call(First)), _ => true));
    }

    [Theory]
    [InlineData("", "first@example.com")]
    [InlineData("first@example.com", "first@example.com")]
    [InlineData("second@example.com", "second@example.com")]
    [InlineData("gone@example.com", null)]
    public void Mail_goes_to_the_address_that_was_agreed_to(string agreed, string? goesTo) =>
        Assert.Equal(goesTo, ChannelOrder.AddressOf(TwoAddresses(says => says.Agrees("email", agreed)), "email"));

    [Fact]
    public void Of_several_addresses_agreed_to_the_main_one_or_the_first_given_gets_the_mail()
    {
        var contact = TwoAddresses(says => says.Agrees("email", "second@example.com").Agrees("email", "first@example.com"));

        Assert.Equal("first@example.com", ChannelOrder.AddressOf(contact, "email"));
        var chosen = contact.Join(Saying(says => says.Field(ContactFields.MainEmail, "second@example.com"), 2));
        Assert.Equal("second@example.com", ChannelOrder.AddressOf(chosen, "email"));
    }

    [Fact]
    public void An_address_agreed_to_by_name_goes_before_the_one_that_a_general_yes_is_of() => Assert.Equal(
        "second@example.com",
        ChannelOrder.AddressOf(TwoAddresses(says => says.Agrees("email").Agrees("email", "second@example.com")), "email"));

    [Fact]
    public void Where_mail_to_one_address_comes_back_another_that_was_agreed_to_gets_it()
    {
        var both = TwoAddresses(
            says => says.Agrees("email", "first@example.com").Agrees("email", "second@example.com").Bounces("first@example.com"));

        Assert.Equal([("email", "second@example.com")], ChannelOrder.Of(both, _ => true));
        Assert.Null(ChannelOrder.AddressOf(TwoAddresses(says => says.Agrees("email").Bounces("first@example.com")), "email"));
        Assert.Equal(
            "first@example.com", ChannelOrder.AddressOf(TwoAddresses(says => says.Agrees("email").Bounces("second@example.com")), "email"));
    }

    [Fact]
    public void A_withdrawal_for_one_address_stops_the_channel() => Assert.Null(ChannelOrder.AddressOf(
        TwoAddresses(says => says.Agrees("email", "first@example.com").Agrees("email", "second@example.com", granted: false)), "email"));

    [Theory]
    [InlineData("", First)]
    [InlineData(Second, Second)]
    [InlineData("+79990000000", null)]
    public void A_text_message_goes_to_the_telephone_that_was_agreed_to(string agreed, string? goesTo)
    {
        var contact = Saying(says => says.Call(First)).Join(Saying(says => says.Call(Second).Agrees("sms", agreed), 1));

        Assert.Equal(goesTo, ChannelOrder.AddressOf(contact, "sms"));
    }

    [Fact]
    public void A_yes_to_every_channel_given_with_a_mail_address_makes_that_no_address_of_another_channel()
    {
        var contact = Saying(says => says.Mail("ana@example.com").Agrees("any", "ana@example.com"));

        Assert.Equal([("email", "ana@example.com")], ChannelOrder.Of(contact, _ => true));
    }

    [Fact]
    public void Notifications_go_to_the_browser_that_allowed_them_last_else_to_the_one_named_in_the_yes()
    {
        var named = Saying(says => says.Agrees("push", "older browser"));
        var browser = Saying(says => says.Agrees("push").Field(ContactFields.PushSubscription, "browser"), 1);

        Assert.Equal("older browser", ChannelOrder.AddressOf(named, "push"));
        Assert.Equal("browser", ChannelOrder.AddressOf(browser, "push"));
        Assert.Equal("browser", ChannelChoice.AddressOf(named.Join(browser), "push"));
    }

    private static Contact TwoAddresses(Func<CaptureBuilder, CaptureBuilder> says) =>
        Saying(capture => capture.Mail("first@example.com")).Join(Saying(capture => says(capture.Mail("second@example.com")), 1));
}
