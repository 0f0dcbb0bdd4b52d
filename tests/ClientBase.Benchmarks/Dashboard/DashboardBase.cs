using System.Net.Http.Json;
using ClientBase.Benchmarks.Base;
using ClientBase.Benchmarks.Leads;

namespace ClientBase.Benchmarks.Dashboard;

/// <summary>What the dashboard shows beside the people: a form, a campaign, an automation on its way, work of managers.</summary>
internal sealed class DashboardBase(HttpClient client, DateTimeOffset asOf, int contacts)
{
    private const int Leads = 30; // They enter the automation.
    private const int Working = 20; // People with a task and a deal.

    /// <summary>Every page, and one thing of each kind that has pages of its own.</summary>
    public IReadOnlyList<string> Places { get; } =
    [
        "", "base", "contacts", $"contacts/{IdOf(77, asOf, contacts)}", "segments", "segments/active", "segments/+", "churn", "channels",
        "reports", "reports/sales", "reports/cohorts", "campaigns", "campaigns/spring", "campaigns/+", "automations", "automations/welcome",
        "tasks", "deals", "requests", "duplicates", "forms", "forms/bench", "forms/+", "imports", "outbox", "queues", "audit", "help",
    ];

    /// <summary>Puts it there, and has everything counted.</summary>
    public async Task FillAsync(AppUnderTest app)
    {
        await PutAsync("forms/bench", new { kind = "newsletter" });
        await PostAsync("automations/presets/welcome?language=ru", new { });
        await PostAsync("automations/welcome/enable", new { });
        foreach (var number in Enumerable.Range(1, Leads))
        {
            await app.PostLeadAsync($"dashboard-{number}");
        }

        foreach (var number in Enumerable.Range(1, Working))
        {
            var contact = IdOf(number, asOf, contacts);
            await PostAsync($"contacts/{contact}/tasks", new { title = "Call", dueAt = asOf.AddDays(number - 5) });
            await PostAsync($"contacts/{contact}/deals", new { title = "Samovars", amount = 18_600, currency = "RUB" });
            await PostAsync($"contacts/{contact}/requests", new { subject = "Where is it?", text = "It has been a week." });
        }

        var template = new { subject = "Spring", html = "<p><a href=\"{{ unsubscribeUrl }}\">Leave</a></p>" };
        await PutAsync("campaigns/spring", new { segment = "active", template });
        await app.UntilIdleAsync();
        await PostAsync("ops/rebuild", new { });
        await app.UntilIdleAsync();
    }

    private static string IdOf(int number, DateTimeOffset asOf, int contacts) => GeneratedContact.Of(number, contacts, asOf).Id;

    private async Task PutAsync(string path, object body) => await CheckAsync(await client.PutAsJsonAsync($"api/{path}", body));

    private async Task PostAsync(string path, object body) => await CheckAsync(await client.PostAsJsonAsync($"api/{path}", body));

    private static async Task CheckAsync(HttpResponseMessage answer)
    {
        using var response = answer;
        if (!response.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        }
    }
}
