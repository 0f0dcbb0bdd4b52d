using System.Net;
using ClientBase.Domain.Campaigns;
using ClientBase.Functions.Sending.Channels.Webhook;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Sending;

public sealed class PublicAddressTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("168.63.129.16", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("172.31.0.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("::", false)]
    [InlineData("::127.0.0.1", false)]
    [InlineData("::ffff:169.254.169.254", false)]
    [InlineData("64:ff9b::10.0.0.1", false)]
    [InlineData("64:ff9b:1::a00:1", false)]
    [InlineData("2002:a00:1::1", false)]
    [InlineData("2001::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("fec0::1", false)]
    [InlineData("8.8.8.8", true)]
    [InlineData("172.32.0.1", true)]
    [InlineData("2606:4700::1111", true)]
    public void Addresses_inside_a_network_are_told_from_public_ones(string address, bool isPublic) =>
        Assert.Equal(isPublic, PublicAddresses.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("http://127.0.0.1:9/")]
    [InlineData("http://localhost:9/")]
    [InlineData("http://[::1]:9/")]
    [InlineData("http://0x7f000001:9/")]
    [InlineData("http://2130706433:9/")]
    [InlineData("http://0177.0.0.1:9/")]
    [InlineData("http://127.1:9/")]
    [InlineData("http://[::ffff:127.0.0.1]:9/")]
    [InlineData("http://169.254.169.254:9/metadata/instance")]
    [InlineData("http://168.63.129.16:9/")]
    public async Task A_webhook_does_not_go_inside_unless_that_is_allowed(string url)
    {
        var secret = new Dictionary<string, string?> { ["Webhooks:Secret"] = $"whsec_{Convert.ToBase64String(new byte[24])}" };
        using var app = new TestApp(azurite, secret);
        var outcome = await app.Get<WebhookChannel>().PostAsync(url, "1", "{}"u8.ToArray(), default);
        Assert.True(
            outcome is { Kind: SendResult.Refused } && outcome.Reason!.Contains("private", StringComparison.Ordinal), outcome.ToString());
    }

    [Fact]
    public async Task Where_that_is_allowed_it_goes_inside()
    {
        using var open = new TestApp(azurite, new()
        {
            ["Webhooks:Secret"] = $"whsec_{Convert.ToBase64String(new byte[24])}",
            ["Webhooks:AllowPrivate"] = "true",
        });

        var outcome = await open.Get<WebhookChannel>().PostAsync("http://127.0.0.1:9/", "1", "{}"u8.ToArray(), default);

        Assert.NotEqual(SendResult.Refused, outcome.Kind);
    }

    [Theory]
    [InlineData("public first", "93.184.216.34", "127.0.0.1")]
    [InlineData("private first", "10.0.0.1", "93.184.216.34")]
    [InlineData("mapped", "::ffff:10.0.0.1")]
    public async Task A_name_that_leads_inside_by_any_of_its_addresses_is_not_called(string what, params string[] addresses)
    {
        using var handler = PublicAddresses.Handler(
            allowsPrivate: false, (_, _) => Task.FromResult(addresses.Select(IPAddress.Parse).ToArray()));
        using var client = new HttpClient(handler);

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => client.GetAsync(new Uri("http://rebound.example:9/")));

        Assert.True(failure is PrivateAddressException || failure.InnerException is PrivateAddressException, $"{what}: {failure}");
    }
}
