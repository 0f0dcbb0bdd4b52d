using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Sending.Events;

namespace ClientBase.Domain.Tests.Sending;

public sealed class MailEventTests
{
    [Fact]
    public void A_mail_of_ours_tells_whom_it_went_to() => Assert.Equal(Cards.Ana, Of(Intent.IdOf("spring", Cards.Ana)).ContactId);

    [Theory]
    [InlineData(null)]
    [InlineData(Cards.Ana)]
    [InlineData("order-confirmation-of-another-system")]
    public void A_mail_of_another_system_is_nobodys(string? id) => Assert.Null(Of(id).ContactId);

    [Theory]
    [InlineData("10.0.0.1", true)]
    [InlineData(" 255.255.255.255 ", true)]
    [InlineData("10.0.0", false)]
    [InlineData("10.0.0.0.1", false)]
    [InlineData("10.0.0.256", false)]
    [InlineData("10.0.0.-1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData(null, false)]
    public void A_network_address_is_four_numbers(string? text, bool isOne) => Assert.Equal(isOne, NetworkRange.TryAddress(text, out _));

    [Fact]
    public void A_range_holds_the_addresses_that_begin_alike()
    {
        var range = NetworkRange.Parse("10.0.4.0/22");
        string[] addresses = ["10.0.3.255", "10.0.4.0", "10.0.7.255", "10.0.8.0"];

        Assert.Equal(
            [false, true, true, false], addresses.Select(text => NetworkRange.TryAddress(text, out var address) && range.Holds(address)));
        Assert.Throws<FormatException>(() => NetworkRange.Parse("10.0.0"));
        Assert.Throws<FormatException>(() => NetworkRange.Parse("ten/8"));
    }

    private static MailEvent Of(string? intent) => new("1", MailEventKind.Open, intent, "spring", Cards.Noon);
}
