using System.Text;
using System.Text.Json;
using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Sending.Events;
using ClientBase.Functions.Sending.Ledger;
using ClientBase.Functions.Tests.Campaigns;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Sending;

public sealed class MailEventTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Events_stand_on_the_timeline_once_whatever_their_order_and_however_often_they_come()
    {
        using var app = await CreateAsync();
        var id = await app.MemberAsync("ana@example.com");
        var events = new MailEvents(app);
        Dictionary<string, object?>[] all =
        [
            events.Of("click", id, 30), events.Of("delivered", id, 1), events.Of("open", id, 20), events.Of("open", id, 10),
            events.Of("processed", id, 0), events.Of("deferred", id, 0.5),
        ];
        await events.PostAsync(all);
        await events.PostAsync(all.Reverse());
        await events.PostAsync(all[2]);

        Assert.Equal(
            ["mail.click", "mail.open", "mail.open", "mail.delivered"],
            (await app.TimelineAsync(id)).Select(entry => entry.Kind).Where(kind => kind.StartsWith("mail.", StringComparison.Ordinal)));
        var card = await app.CardAsync(id);
        Assert.Equal((app.Clock.GetUtcNow().AddMinutes(20), app.Clock.GetUtcNow().AddMinutes(30)), (card.LastOpenAt, card.LastClickAt));
        Assert.Equal(new EventCounts(1, 1, 1, 0, 0, 0, 0), await app.Get<LedgerEvents>().CountAsync("spring", default));
    }

    [Fact]
    public async Task A_scanner_that_opens_every_link_changes_nothing()
    {
        using var app = await CreateAsync();
        var id = await app.MemberAsync("ana@example.com");
        var events = new MailEvents(app);
        var clicks = new[] { "https://shop.example/a", "https://shop.example/b", "https://shop.example/c" }
            .Select(url => new Dictionary<string, object?>(events.Of("click", id, 5)) { ["url"] = url });
        await events.PostAsync([.. clicks, events.Of("open", id, 5)]);

        var card = await app.CardAsync(id);
        Assert.Equal((null, null), (card.LastOpenAt, card.LastClickAt));
        var entries = (await app.TimelineAsync(id)).Where(entry => entry.Kind is "mail.open" or "mail.click").ToList();
        Assert.Equal(4, entries.Count);
        Assert.All(entries, entry => Assert.True(entry.Data.GetProperty("machine").GetBoolean()));
        var counts = await app.Get<LedgerEvents>().CountAsync("spring", default);
        Assert.Equal((0, 0, 1), (counts!.Opened, counts.Clicked, counts.MachineOpened));
        Assert.True(ConsentView.Allows(card.Contact.Consents, ConsentPurpose.Marketing, "email"));
    }

    [Fact]
    public async Task An_address_that_bounces_gets_no_more_mail_and_a_blocked_mail_is_no_reason()
    {
        using var app = await CreateAsync();
        var (gone, busy) = (await app.MemberAsync("gone@example.com"), await app.MemberAsync("busy@example.com"));
        var events = new MailEvents(app);
        await events.PostAsync(
            new Dictionary<string, object?>(events.Of("bounce", gone, email: "gone@example.com"))
            {
                ["type"] = "bounce",
                ["reason"] = "550 no such user",
            },
            new Dictionary<string, object?>(events.Of("bounce", busy, email: "busy@example.com")) { ["type"] = "blocked" });
        await app.FileCapturesAsync();

        Assert.Contains(await app.TimelineAsync(gone), entry => entry.Kind == "mail.bounce" && entry.Data.ToString().Contains("550"));
        Assert.Contains(await app.TimelineAsync(busy), entry => entry.Kind == "mail.bounce");
        var bounced = (await app.CardAsync(gone)).Contact;
        Assert.Equal([SkipReason.Undeliverable], Eligibility.Recheck(bounced, 0, 0, app.Clock.GetUtcNow()).Reasons);
        Assert.True(Eligibility.Recheck((await app.CardAsync(busy)).Contact, 0, 0, app.Clock.GetUtcNow()).IsSend);
        Assert.True(ConsentView.Allows((await app.CardAsync(gone)).Contact.Consents, ConsentPurpose.Marketing, "email"));
    }

    [Theory]
    [InlineData("spamreport", "mail.complaint")]
    [InlineData("unsubscribe", "consent")]
    [InlineData("group_unsubscribe", "consent")]
    public async Task Who_complains_or_unsubscribes_at_the_provider_has_withdrawn(string kind, string entryKind)
    {
        using var app = await CreateAsync();
        var id = await app.MemberAsync("ana@example.com");
        var events = new MailEvents(app);
        app.Clock.Advance(TimeSpan.FromHours(1));
        var one = events.Of(kind, id);
        await events.PostAsync(one);
        await events.PostAsync(one);
        await app.FileCapturesAsync();

        Assert.Single(await app.TimelineAsync(id), entry => entry.Kind == entryKind && entry.Source == "sendgrid");
        Assert.Equal([SkipReason.NoConsent], Eligibility.Recheck((await app.CardAsync(id)).Contact, 0, 0, app.Clock.GetUtcNow()).Reasons);
    }

    [Fact]
    public async Task Events_of_mails_that_are_not_ours_make_nobody_and_a_complaint_of_a_known_address_is_heard()
    {
        using var app = await CreateAsync();
        var id = await app.MemberAsync("ana@example.com");
        var events = new MailEvents(app);
        app.Clock.Advance(TimeSpan.FromHours(1));
        Dictionary<string, object?> Foreign(string kind, string email)
        {
            var one = events.Of(kind, id, email: email);
            one.Remove("intent");
            one.Remove("campaign");
            return one;
        }

        await events.PostAsync(
            Foreign("open", "ana@example.com"), Foreign("spamreport", "ana@example.com"), Foreign("bounce", "stranger@example.com"),
            new Dictionary<string, object?> { ["event"] = "invented tomorrow", ["timestamp"] = 1 },
            []);
        await app.FileCapturesAsync();

        Assert.Single(await app.ContactsAsync());
        Assert.Null((await app.CardAsync(id)).LastOpenAt);
        Assert.Equal([SkipReason.NoConsent], Eligibility.Recheck((await app.CardAsync(id)).Contact, 0, 0, app.Clock.GetUtcNow()).Reasons);
    }

    [Fact]
    public async Task A_mail_whose_answer_was_lost_is_settled_by_the_providers_word_and_not_sent_again()
    {
        var sendGrid = new FakeSendGrid
        {
            Answer = _ => throw new HttpRequestException(HttpRequestError.ResponseEnded),
            AcceptsBeforeItBreaks = true,
        };
        using var app = new CampaignBase(azurite, sendGrid, settings: MailEvents.Settings);
        await app.CreateAsync();
        var id = await app.MemberAsync("ana@example.com");
        await app.DefineAsync();
        await app.SendAsync(await app.PlanAsync(await app.StartAsync()));
        Assert.Equal("planned 1 sent 0 skipped 0 refused 0 ambiguous 1", await app.CountsAsync());

        var events = new MailEvents(app);
        await events.PostAsync(events.Of("delivered", id));
        Assert.Equal("planned 1 sent 1 skipped 0 refused 0 ambiguous 0", await app.CountsAsync());
        Assert.Equal(1, (await app.ReportAsync()).GetProperty("delivered").GetInt32());

        app.Clock.Advance(TimeSpan.FromDays(2));
        await app.DispatchAsync();
        Assert.Equal(1, sendGrid.Requests);
        Assert.Contains(await app.TimelineAsync(id), entry => entry.Kind == "mail.sent");
    }

    [Fact]
    public async Task A_thousand_events_of_a_thousand_people_are_few_transactions()
    {
        using var app = await CreateAsync();
        var events = new MailEvents(app);
        var random = new Random(3);
        string Someone() => ContactId.Shards[random.Next(16)]
            + string.Concat(Enumerable.Range(0, 24).Select(_ => "0123456789abcdefghjkmnpqrstvwxyz"[random.Next(32)]));
        var all = Enumerable.Range(0, 1000).Select(i => events.Of(i % 3 == 0 ? "open" : "delivered", Someone(), 1 + i)).ToList();
        app.Requests.Clear();
        await events.PostAsync(all);

        // A batch of a hundred rows is one: sixteen for the ledger, and sixteen for the timelines or a few more.
        Assert.Equal(app.Requests.Batches, app.Requests.Count);
        Assert.InRange(app.Requests.Batches, 32, 48);
    }

    [Fact]
    public async Task What_SendGrid_did_not_sign_is_refused()
    {
        using var app = await CreateAsync();
        var events = new MailEvents(app);

        Assert.Equal(401, (await events.PostAsync("[]", signedBody: "[ ]")).Status);
        Assert.Equal(
            401, (await app.CallForTextAsync(request => app.Get<ReceiveSendGridEvents>().RunAsync(request, default), "[]")).Status);
        Assert.Equal(400, (await events.PostAsync("{}")).Status);
        Assert.Equal(400, (await events.PostAsync("no json")).Status);
        Assert.Equal(200, (await events.PostAsync("[]")).Status);
        using var unset = new CampaignBase(azurite);
        await unset.CreateAsync();
        Assert.Equal(401, (await new MailEvents(unset).PostAsync("[]")).Status);
    }

    [PublicDataFact("sendgrid/event_webhook_signature_vector.json")]
    public void SendGrids_own_vectors_verify_and_one_changed_byte_does_not()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Repository.Data("sendgrid/event_webhook_signature_vector.json")));
        foreach (var vector in file.RootElement.GetProperty("vectors").EnumerateArray())
        {
            string Text(string name) => vector.GetProperty(name).GetString()!;
            var body = Encoding.UTF8.GetBytes(Text("payload"));
            Assert.Null(EventSignature.Refuse(Text("public_key"), Text("timestamp"), Text("signature"), body));
            foreach (var i in new[] { 0, body.Length / 2, body.Length - 1 })
            {
                byte[] changed = [.. body];
                changed[i] ^= 1;
                Assert.NotNull(EventSignature.Refuse(Text("public_key"), Text("timestamp"), Text("signature"), changed));
            }

            Assert.NotNull(EventSignature.Refuse(Text("public_key"), Text("timestamp"), Text("signature"), body.AsSpan(..^2)));
            Assert.NotNull(EventSignature.Refuse(Text("public_key"), "1600112503", Text("signature"), body));
        }
    }

    private async Task<CampaignBase> CreateAsync()
    {
        var app = new CampaignBase(azurite, settings: MailEvents.Settings);
        await app.CreateAsync();
        return app;
    }
}
