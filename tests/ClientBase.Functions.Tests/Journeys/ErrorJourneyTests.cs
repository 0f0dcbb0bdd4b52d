using System.Net;
using System.Net.Http.Json;
using Azure.Data.Tables;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Journeys;

[Trait("Category", "Slow")]
public sealed class ErrorJourneyTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task What_nobody_expected_is_a_problem_with_an_id_that_the_log_has_too()
    {
        // Nobody expects a table to go.
        await new TableServiceClient(fixture.ConnectionString).DeleteTableAsync(Tables.Outbox);

        using var response = await fixture.Client.SendAsync(new HttpRequestMessage(HttpMethod.Get, "api/outbox?take=7"));

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<UnexpectedProblem>();
        Assert.Equal((500, "Unexpected error"), (problem!.Status, problem.Title));
        Assert.DoesNotContain("TableNotFound", await response.Content.ReadAsStringAsync());
        var id = problem.Id;
        await Eventually.TrueAsync(() => fixture.App.Log.Contains(id, StringComparison.Ordinal), () => $"{id} in the log");
        var line = Assert.Single(fixture.App.Log.Split('\n'), line => line.Contains(id, StringComparison.Ordinal));
        Assert.Contains("ReadOutbox", line);
        Assert.Contains("RequestFailedException 404 TableNotFound", line);
    }

    [Fact]
    public async Task Requests_that_go_well_leave_nothing_in_the_log()
    {
        await fixture.Client.GetTextAsync("api/contacts?email=anna@secret.example");
        await fixture.Client.DefineFormAsync("quiet");
        await fixture.Client.LeadAsync("quiet", new { email = "anna@secret.example" });
        await fixture.Client.IdleAsync();

        Assert.DoesNotContain("secret.example", fixture.App.Log);
        Assert.DoesNotContain("api/contacts?", fixture.App.Log);
        Assert.DoesNotContain("DataProtection", fixture.App.Log);
    }

    private sealed record UnexpectedProblem(int Status, string Title, string Id);
}
