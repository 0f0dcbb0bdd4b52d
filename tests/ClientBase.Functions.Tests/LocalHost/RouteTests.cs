using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.LocalHost;

[Collection(HostCollection.Name)]
public sealed class RouteTests(HostFixture hosts)
{
    private readonly AppClient _client = hosts.Open.Client;

    [Theory]
    [InlineData("api/nothing")]
    [InlineData("health")]
    [InlineData("admin/nothing")]
    [InlineData("")]
    public async Task What_nobody_serves_is_not_found(string path) =>
        Assert.Equal(HttpStatusCode.NotFound, await _client.StatusOfAsync(path));

    [Fact]
    public async Task A_method_nobody_serves_is_answered_with_those_that_are()
    {
        using var response = await _client.SendAsync(new HttpRequestMessage(HttpMethod.Delete, "api/health"));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET"], response.Content.Headers.Allow);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task The_prefix_of_routes_is_host_jsons()
    {
        using var app = AppCopy.Whole().ChangeHostJson(host => host["extensions"]!["http"]!["routePrefix"] = "base/v1");
        await using var host = AppProcess.StartUnchecked(hosts.ConnectionString, folder: app.Folder);

        await Eventually.TrueAsync(async () => await TryAsync(host, "base/v1/health") == HttpStatusCode.OK, () => $"health:\n{host.Log}");
        Assert.Equal(HttpStatusCode.NotFound, await host.Client.StatusOfAsync("api/health"));
    }

    [Fact]
    public async Task The_callers_address_reaches_the_app()
    {
        var statuses = await PostSevenAsync("addressed", claim: _ => null);

        Assert.Contains(HttpStatusCode.Accepted, statuses);
        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
    }

    [Fact]
    public async Task Who_claims_another_address_is_still_counted_by_his_own()
    {
        var statuses = await PostSevenAsync("claimed", claim: post => $"203.0.113.{post}");

        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task An_answer_comes_through_as_the_app_gave_it()
    {
        await _client.DefineFormAsync("through", new { kind = "landing", thankYouUrl = "https://shop.example/thanks" });
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/forms/through")
        {
            Content = new FormUrlEncodedContent([new("email", "through@routes.example"), new("message", new string('ы', 100_000))]),
        };
        request.Headers.Accept.ParseAdd("text/html");
        using var posted = await _client.SendAsync(request);
        Assert.Equal(HttpStatusCode.SeeOther, posted.StatusCode);
        Assert.Equal("https://shop.example/thanks", posted.Headers.Location?.ToString());

        await _client.IdleAsync();
        var entry = Assert.Single(await _client.TimelineAsync(await _client.ContactAsync("through@routes.example")));
        Assert.Equal(100_000, entry.Text("message")!.Length);

        using var export = await _client.SendAsync(new HttpRequestMessage(HttpMethod.Get, "api/segments/potential/export?format=csv"));
        Assert.Equal("text/csv", export.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", export.Content.Headers.ContentDisposition?.DispositionType);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_the_apps_limit_is_too_large_however_it_is_sent(bool saysItsLength)
    {
        await _client.DefineFormAsync("large");
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/forms/large")
        {
            Content = new ByteArrayContent(new byte[2_000_000]),
        };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TransferEncodingChunked = !saysItsLength;
        using var response = await _client.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task A_body_over_the_hosts_limit_is_refused_with_what_to_do()
    {
        // Its length alone is sent: the answer does not wait for the body.
        using var connection = new TcpClient();
        await connection.ConnectAsync(hosts.Open.Url.Host, hosts.Open.Url.Port);
        await using var stream = connection.GetStream();
        await stream.WriteAsync("POST /api/imports HTTP/1.1\r\nHost: localhost\r\nContent-Length: 104857601\r\n\r\n"u8.ToArray());
        using var reader = new StreamReader(stream);

        var answer = "";
        while (!answer.Contains("gzip", StringComparison.Ordinal) && await reader.ReadLineAsync() is { } line)
        {
            answer += line + "\n";
        }

        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.Contains("Pack a file with gzip", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_that_hangs_up_disturbs_nobody()
    {
        await _client.DefineFormAsync("gone");
        using var hangUp = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/forms/gone") { Content = new Unending(hangUp) };

        await Assert.ThrowsAnyAsync<Exception>(() => _client.SendAsync(request, hangUp.Token));

        await _client.LeadAsync("gone", new { email = "next@routes.example" });
    }

    /// <summary>The host with the key allows three a minute: however the end of one divides them, four of seven fall together.</summary>
    private async Task<List<HttpStatusCode>> PostSevenAsync(string form, Func<int, string?> claim)
    {
        await _client.DefineFormAsync(form);
        var statuses = new List<HttpStatusCode>();
        for (var post = 0; post < 7; post++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"api/forms/{form}")
            {
                Content = JsonContent.Create(new { email = $"{form}@routes.example" }),
            };
            if (claim(post) is { } address)
            {
                request.Headers.Add("X-Forwarded-For", address);
            }

            using var response = await hosts.Keyed.Client.SendAsync(request);
            statuses.Add(response.StatusCode);
        }

        return statuses;
    }

    private static async Task<HttpStatusCode?> TryAsync(AppProcess host, string path)
    {
        try
        {
            return await host.Client.StatusOfAsync(path);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>A body whose sender hangs up after its first bytes.</summary>
    private sealed class Unending(CancellationTokenSource hangUp) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes("""{"email":"""));
            await stream.FlushAsync();
            await hangUp.CancelAsync();
            await new TaskCompletionSource().Task.WaitAsync(hangUp.Token);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
