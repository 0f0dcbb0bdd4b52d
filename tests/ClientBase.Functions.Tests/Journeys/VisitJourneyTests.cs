using System.Net;
using System.Text;
using System.Text.Json;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Journeys;

[Trait("Category", "Slow")]
public sealed class VisitJourneyTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private readonly AppClient _client = fixture.Client;

    [Fact]
    public async Task What_a_visitor_did_before_a_form_is_on_the_timeline_of_who_filled_it_in()
    {
        const string Visitor = "0f6e2c9a-visit-journey";
        var body = JsonSerializer.Serialize(new
        {
            visitorId = Visitor,
            events = new object[]
            {
                new { id = "e1", at = "2026-01-05T10:00:00Z", kind = "page", url = "https://shop.example/shoes" },
                new { id = "e2", at = "2026-01-05T10:01:00Z", kind = "product", productId = "42" },
            },
        });
        for (var again = 0; again < 2; again++)
        {
            using var answer = await _client.PostAsync("api/visits", new StringContent(body, Encoding.UTF8, "text/plain"));
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        }

        await _client.DefineFormAsync("visited");
        await _client.LeadAsync("visited", new { email = "visitor@journey.example", visitorId = Visitor });
        await _client.IdleAsync();

        var timeline = await _client.TimelineAsync(await _client.ContactAsync("visitor@journey.example"));
        Assert.Equal(["form", "visit", "visit"], timeline.Select(entry => entry.Kind));
        Assert.Equal("42", timeline[1].Text("productId"));
        Assert.Contains("window.clientbase", await _client.GetTextAsync("api/visits.js"));
    }
}
