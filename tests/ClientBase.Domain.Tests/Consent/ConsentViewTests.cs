using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;

namespace ClientBase.Domain.Tests.Consent;

public sealed class ConsentViewTests
{
    private static readonly DateTimeOffset Day = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Nothing_said_is_no_consent() => Assert.False(MayMarket(new Contact()));

    [Fact]
    public void A_later_yes_for_the_same_address_brings_consent_back() =>
        Assert.True(MayMarket(Said("a@example.com", true, 0).Join(Said("a@example.com", false, 1)).Join(Said("a@example.com", true, 2))));

    [Fact]
    public void The_strictest_wins_when_two_addresses_of_one_person_answered_differently() =>
        Assert.False(MayMarket(Said("a@example.com", false, 0).Join(Said("b@example.com", true, 1))));

    [Fact]
    public void A_withdrawal_for_any_channel_holds_for_each() =>
        Assert.False(MayMarket(Said("a@example.com", true, 0).Join(Says("any", "", false, 1))));

    [Fact]
    public void A_yes_for_one_channel_says_nothing_of_another() =>
        Assert.False(ConsentView.Allows(Said("a@example.com", true, 0).Consents, ConsentPurpose.Marketing, "sms"));

    private static bool MayMarket(Contact contact) => ConsentView.Allows(contact.Consents, ConsentPurpose.Marketing, "email");

    private static Contact Said(string address, bool granted, int hour) => Says("email", address, granted, hour);

    private static Contact Says(string channel, string address, bool granted, int hour) =>
        new CaptureBuilder($"c{hour}", "form:test", "form", Day.AddHours(hour))
            .Consent(ConsentPurpose.Marketing, channel, address, granted)
            .Build().Says;
}
