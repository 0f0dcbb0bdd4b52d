using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Tests.Host;

public sealed class AdminTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Theory]
    [InlineData("Nightly", """{"input":""}""", HttpStatusCode.Accepted)]
    [InlineData("nightly", "", HttpStatusCode.Accepted)]
    [InlineData("OnOrder", """{"input":"7"}""", HttpStatusCode.Accepted)]
    [InlineData("Unknown", """{"input":""}""", HttpStatusCode.NotFound)]
    [InlineData("Page", """{"input":""}""", HttpStatusCode.BadRequest)]
    [InlineData("Nightly", "{", HttpStatusCode.BadRequest)]
    [InlineData("Nightly", "[]", HttpStatusCode.BadRequest)]
    public async Task A_function_is_run_by_its_name(string name, string body, HttpStatusCode status)
    {
        await using var host = await TestHost.With(azurite, typeof(Sample)).StartAsync();

        using var response = await host.Http.PostAsync($"/admin/functions/{name}", new StringContent(body));

        Assert.Equal(status, response.StatusCode);
        if (status == HttpStatusCode.Accepted)
        {
            await host.Journal.UntilAsync(name == "OnOrder" ? "order 7" : "nightly");
        }
    }

    [Fact]
    public async Task A_disabled_timer_can_still_be_run()
    {
        await using var host = await TestHost.With(azurite, typeof(Sample)).Setting("AzureWebJobs.Nightly.Disabled", "true").StartAsync();

        using var response = await host.Http.PostAsync("/admin/functions/Nightly", null);

        await host.Journal.UntilAsync("nightly");
    }

    [Fact]
    public async Task The_host_tells_its_state()
    {
        await using var host = await TestHost.With(azurite, typeof(Sample)).StartAsync();

        var status = await host.Http.GetFromJsonAsync<JsonElement>("/admin/host/status");

        Assert.Equal("Running", status.GetProperty("state").GetString());
        Assert.Equal(host.Names.HostId, status.GetProperty("id").GetString());
    }

    private sealed class Sample(Journal journal)
    {
        [Function("Nightly")]
        public void Nightly([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer) => journal.Add("nightly");

        [Function("OnOrder")]
        public void OnOrder([QueueTrigger("%Orders%")] string message) => journal.Add($"order {message}");

        [Function("Page")]
        public string Page([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => "page";
    }
}
