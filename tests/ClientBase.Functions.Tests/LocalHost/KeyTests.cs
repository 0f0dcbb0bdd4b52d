using System.Net;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.LocalHost;

[Collection(HostCollection.Name)]
[Trait("Category", "Slow")]
public sealed class KeyTests(HostFixture hosts)
{
    [Theory]
    [InlineData("Accept", "*/*", true)]
    [InlineData("Host", "localhost", true)]
    [InlineData("Host", "[::1]:7071", true)]
    [InlineData("Sec-Fetch-Site", "same-origin", true)]
    [InlineData("Host", "shop.example", false)]
    [InlineData("Host", "127.0.0.1.shop.example", false)]
    [InlineData("X-Forwarded-For", "203.0.113.9", false)]
    [InlineData("Forwarded", "for=203.0.113.9", false)]
    [InlineData("Sec-Fetch-Site", "cross-site", false)]
    public async Task Without_a_key_only_callers_on_this_machine_come_in(string header, string value, bool isLetIn)
    {
        var expected = isLetIn ? HttpStatusCode.OK : HttpStatusCode.Unauthorized;

        Assert.Equal(expected, await StatusAsync(hosts.Open, "api/contacts", header, value));
        Assert.Equal(expected, await StatusAsync(hosts.Open, "admin/host/status", header, value));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(hosts.Open, "api/health", header, value));
    }

    [Theory]
    [InlineData("", "", "", false)]
    [InlineData("", "x-functions-key", HostFixture.Key, true)]
    [InlineData("", "x-functions-key", "Open sesame", false)]
    [InlineData("", "x-functions-key", "", false)]
    [InlineData("?code=open%20sesame", "", "", true)]
    [InlineData("?code=open", "", "", false)]
    [InlineData("?code=", "", "", false)]
    [InlineData("?code=open%20sesame", "x-functions-key", "wrong", false)]
    [InlineData("?code=open%20sesame", "X-Forwarded-For", "203.0.113.9", true)]
    public async Task A_key_that_is_set_is_asked_for_on_every_route_but_the_anonymous_ones(
        string query, string header, string value, bool isLetIn)
    {
        var expected = isLetIn ? HttpStatusCode.OK : HttpStatusCode.Unauthorized;

        Assert.Equal(expected, await StatusAsync(hosts.Keyed, $"api/contacts{query}", header, value));
        Assert.Equal(expected, await StatusAsync(hosts.Keyed, $"admin/host/status{query}", header, value));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(hosts.Keyed, $"api/health{query}", header, value));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(hosts.Keyed, $"admin/host/ping{query}", header, value));
    }

    [Fact]
    public async Task A_form_stays_open_where_a_key_is_set()
    {
        await hosts.Open.Client.DefineFormAsync("open");

        await hosts.Keyed.Client.LeadAsync("open", new { email = "lead@open.example" });
    }

    [Theory]
    [InlineData("api/contacts")]
    [InlineData("admin/host/status")]
    public async Task Who_is_turned_away_is_told_what_is_missing(string path)
    {
        using var response = await hosts.Keyed.Client.SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await AppClient.ReadAsync<Problem>(response);
        Assert.Equal(401, problem.Status);
        Assert.Contains("x-functions-key", problem.Detail);
    }

    private static async Task<HttpStatusCode> StatusAsync(AppProcess host, string path, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (header.Length > 0)
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }

        using var response = await host.Client.SendAsync(request);
        return response.StatusCode;
    }
}
