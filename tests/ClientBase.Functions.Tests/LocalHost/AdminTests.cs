using System.Net;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.LocalHost;

[Collection(HostCollection.Name)]
[Trait("Category", "Slow")]
public sealed class AdminTests(HostFixture hosts)
{
    private const string Capture =
        """
        {"input":"{\"capture\":{\"id\":\"by-hand\",\"source\":\"form:x\",\"kind\":\"form\",\"at\":1767225600000,\"data\":{},
        \"says\":{\"first\":[\"form:x\",1767225600000,\"by-hand\",\"form:x\"],\"last\":1767225600000,
        \"emails\":{\"hand@admin.example\":[\"hand@admin.example\",1767225600000,\"by-hand\",\"form:x\"]}}}}"}
        """;

    [Theory]
    [InlineData("DispatchCampaigns", """{"input":""}""", HttpStatusCode.Accepted)]
    [InlineData("dispatchcampaigns", "", HttpStatusCode.Accepted)]
    [InlineData("DispatchCampaigns", "{}", HttpStatusCode.Accepted)]
    [InlineData("DispatchCampaigns", "{", HttpStatusCode.BadRequest)]
    [InlineData("DispatchCampaigns", "[]", HttpStatusCode.BadRequest)]
    [InlineData("Health", """{"input":""}""", HttpStatusCode.BadRequest)]
    [InlineData("NoSuchFunction", """{"input":""}""", HttpStatusCode.NotFound)]
    public async Task A_function_is_run_by_its_name(string name, string body, HttpStatusCode expected)
    {
        using var response = await PostAsync(hosts.Open, name, body);

        Assert.Equal(expected, response.StatusCode);
        if (expected != HttpStatusCode.Accepted)
        {
            Assert.False(string.IsNullOrEmpty((await AppClient.ReadAsync<Problem>(response)).Detail));
        }
    }

    [Fact]
    public async Task A_queue_function_gets_the_input_as_its_message()
    {
        using var response = await PostAsync(hosts.Open, "FileCapture", Capture.ReplaceLineEndings(""));

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        await hosts.Open.Client.IdleAsync();
        Assert.Single(await hosts.Open.Client.TimelineAsync(await hosts.Open.Client.ContactAsync("hand@admin.example")));
    }

    [Fact]
    public async Task A_disabled_function_is_not_there()
    {
        using var route = await SendAsync(HttpMethod.Get, HostFixture.DisabledRoute);
        using var run = await SendAsync(HttpMethod.Post, $"admin/functions/{HostFixture.Disabled}");

        Assert.Equal(HttpStatusCode.NotFound, route.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, run.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await hosts.Open.Client.StatusOfAsync(HostFixture.DisabledRoute));
        Assert.DoesNotContain($"{HostFixture.Disabled}:", hosts.Keyed.Log);
    }

    [Fact]
    public async Task The_host_tells_its_state()
    {
        var status = await hosts.Open.Client.GetAsync<HostStatus>("admin/host/status");

        Assert.Equal(("Running", "clientbase-functions"), (status.State, status.Id));
        Assert.True(status.Functions > 30, $"{status}");
    }

    [Fact]
    public void What_is_served_and_where_is_printed_once_it_is()
    {
        Assert.Contains($"  ReceiveForm: {hosts.Open.Url}api/forms/{{formId}} [", hosts.Open.Log);
        Assert.Contains("  FileCapture: queue captured\n", hosts.Open.Log);
        Assert.Contains("  RecomputeSegments: timer 0 0 0 1 1 *\n", hosts.Open.Log);
        Assert.Contains($"\nReady: {hosts.Open.Url}".TrimEnd('/'), hosts.Open.Log);
    }

    private static Task<HttpResponseMessage> PostAsync(AppProcess host, string function, string body) =>
        host.Client.PostAsync($"admin/functions/{function}", new StringContent(body));

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add("x-functions-key", HostFixture.Key);
        return hosts.Keyed.Client.SendAsync(request);
    }
}
