using System.Text.Json;
using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Sending.Events;
using ClientBase.Functions.Contacts.Merging;
using ClientBase.Functions.Segments.Defining;
using ClientBase.Functions.Sending.Events;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Campaigns;

[Trait("Category", "Slow")]
public sealed class AttributionTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Orders_are_put_down_to_the_last_click_else_the_last_open_else_the_last_mail_within_the_window()
    {
        using var app = new CampaignBase(
            azurite,
            settings: new()
            {
                ["Campaigns:CostPerMail"] = "0.5",
                ["Campaigns:Currency"] = "EUR",
                ["Campaigns:FrequencyCap"] = "0",
            });
        await app.CreateAsync();
        var ids = await app.MembersAsync(4);
        await app.DefineAsync("first", more: new { attribution = "3d" });
        await app.SendAllAsync("first");
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.DefineAsync("second", more: new { attribution = "3d" });
        await app.SendAllAsync("second");
        app.Clock.Advance(TimeSpan.FromHours(1));
        await ClickAsync(app, "first", ids[0]); // Beats the later mail.

        app.Clock.Advance(TimeSpan.FromHours(1));
        await OrderAsync(app, ids[0], 100m);
        await OrderAsync(app, ids[1], 40m); // The later mail.
        await OrderAsync(app, ids[1], 7m, currency: "USD");
        app.Clock.Advance(TimeSpan.FromDays(4));
        await OrderAsync(app, ids[2], 1_000m); // Out of every window.
        await app.RecomputeAsync();

        Assert.Equal((1, 100m, "EUR", 2m, 49m), await FiguresAsync(app, "first"));
        Assert.Equal((2, 40m, "EUR", 2m, 19m), await FiguresAsync(app, "second"));
    }

    [Fact]
    public async Task What_lies_under_an_id_that_was_merged_away_counts_for_the_survivor_and_after_an_undo_for_the_one_who_had_it()
    {
        using var app = new CampaignBase(azurite, settings: new() { ["Campaigns:FrequencyCap"] = "0" });
        await app.CreateAsync();
        var ids = await app.MembersAsync(3);
        await app.DefineAsync("spring", more: new { attribution = "3d" });
        await app.SendAllAsync("spring");
        await app.Get<OwnSegments>().PutAsync("clickers", "Clickers", "clicked campaign \"spring\"", null, app.Clock.GetUtcNow(), default);
        var other = await OfNoMailAsync(app, "elsewhere@example.com");
        app.Clock.Advance(TimeSpan.FromHours(1));
        await OrderAsync(app, other, 70m); // Nobody mailed this one...
        await app.RecomputeAsync();
        Assert.Equal(0, (await app.ReportAsync("spring")).GetProperty("orders").GetInt32());

        var merge = (await app.Get<ContactMerging>().MergeAsync(other, ids[0], isForced: true, new MergeCause("test"), default)).Merge!;
        await ClickAsync(app, "spring", ids[0]); // ... who turns out to be one who got it, and clicks under either id.
        await ClickAsync(app, "spring", ids[1]);
        await app.RecomputeAsync();
        await app.RecomputeAsync();
        var report = await app.ReportAsync("spring");
        Assert.Equal((1, 70m), (report.GetProperty("orders").GetInt32(), report.GetProperty("revenue").GetDecimal()));
        var survivor = (await app.CardAsync(other)).Contact.Id;
        Assert.Contains("clickers", (await app.CardAsync(survivor)).Scores.Segments);

        var undone = await app.CallAsync(request => app.Get<UndoMerge>().RunAsync(request, merge.ToString(), default));
        Assert.Equal(200, undone.Status);
        await app.RecomputeAsync();
        Assert.Equal(0, (await app.ReportAsync("spring")).GetProperty("orders").GetInt32());
        Assert.Contains("clickers", (await app.CardAsync(ids[0])).Scores.Segments);
        Assert.DoesNotContain("clickers", (await app.CardAsync(other)).Scores.Segments);
    }

    [Fact]
    public async Task A_campaign_that_has_not_started_has_led_to_nothing_that_is_known()
    {
        using var app = new CampaignBase(azurite);
        await app.CreateAsync();
        await app.DefineAsync("waiting");
        Assert.Equal(JsonValueKind.Null, (await app.ReportAsync("waiting")).GetProperty("orders").ValueKind);
    }

    private static async Task<(int Orders, decimal Revenue, string? Currency, decimal Cost, decimal Roi)> FiguresAsync(
        CampaignBase app, string id)
    {
        var report = await app.ReportAsync(id);
        return (
            report.GetProperty("orders").GetInt32(), report.GetProperty("revenue").GetDecimal(),
            report.GetProperty("currency").GetString(), report.GetProperty("cost").GetDecimal(), report.GetProperty("roi").GetDecimal());
    }

    private static Task ClickAsync(CampaignBase app, string campaign, string contactId) => app.Get<MailEventStore>().KeepAsync(
        [new MailEvent($"click-{contactId}", MailEventKind.Click, Intent.IdOf(campaign, contactId), campaign, app.Clock.GetUtcNow())],
        new HashSet<string>(),
        default);

    private static async Task<string> OfNoMailAsync(CampaignBase app, string address)
    {
        Assert.True(EmailAddress.TryParse(address, out var email));
        var capture = new CaptureBuilder($"form {address}", "form:news", "form", app.Clock.GetUtcNow()).Email(email);
        return await app.FileAsync(capture.Build());
    }

    private static async Task OrderAsync(CampaignBase app, string contactId, decimal total, string currency = "EUR")
    {
        var card = await app.CardAsync(contactId);
        Assert.True(EmailAddress.TryParse(card.Contact.PrimaryEmail, out var email));
        await app.OrderAsync(email, total, currency);
    }
}
