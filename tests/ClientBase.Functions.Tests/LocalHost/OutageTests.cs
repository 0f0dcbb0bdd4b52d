using System.Net;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.LocalHost;

[Trait("Category", "Slow")]
public sealed class OutageTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);
    private readonly KeptAzurite _azurite = new();

    public void Dispose() => _azurite.Dispose();

    [Fact]
    public async Task Storage_that_went_away_and_came_back_is_listened_to_again()
    {
        await _azurite.StartAsync();
        await using var app = await AppProcess.StartAsync(_azurite.ConnectionString);
        await app.Client.DefineFormAsync("outage");

        await _azurite.StopAsync();
        await UntilLoggedAsync(app, "Queues and timers stopped and start again.");
        await _azurite.StartAsync();

        await Eventually.TrueAsync(app.Client.IsHealthyAsync, () => "health", Deadline);
        await app.Client.LeadAsync("outage", new { email = "one@outage.example" });
        await app.Client.IdleAsync();
        Assert.Single(await app.Client.ContactsAsync());
        Assert.Equal(0, await app.StopAsync());
        await _azurite.StopAsync();
    }

    [Fact]
    public async Task A_function_that_fails_answers_500_and_tells_nothing_while_the_log_tells_all()
    {
        await _azurite.StartAsync();
        await using var app = await AppProcess.StartAsync(_azurite.ConnectionString);
        await _azurite.StopAsync();

        using var response = await app.Client.SendAsync(new HttpRequestMessage(HttpMethod.Get, "api/contacts"));

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.DoesNotContain("refused", await response.Content.ReadAsStringAsync());
        await UntilLoggedAsync(app, "ListContacts");
    }

    private static Task UntilLoggedAsync(AppProcess app, string text) => Eventually.TrueAsync(
        () => app.Log.Contains(text, StringComparison.Ordinal), () => $"'{text}' in:\n{app.Log}", Deadline);
}
