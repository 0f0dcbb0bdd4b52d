using System.Text.Json;
using ClientBase.Functions.Campaigns.Defining;
using ClientBase.Functions.Campaigns.Running;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Campaigns;

public sealed class PreviewTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_preview_is_the_mail_of_that_person_with_what_is_missing()
    {
        using var app = await CreateAsync();
        var id = await app.MemberAsync("ana@example.com");
        await app.DefineAsync(template: new
        {
            subject = "Hi {{name.first}}",
            html = "<p>{{ custom.size }}{{ fields.city }}</p>{{unsubscribeUrl}}",
        });

        var (status, preview) = await PreviewAsync(app, $"?contact={id}");

        Assert.Equal(200, status);
        Assert.Equal("Hi Ana", preview.GetProperty("subject").GetString());
        Assert.Equal("ana@example.com", preview.GetProperty("to").GetString());
        Assert.Equal(["custom.size", "fields.city"], preview.GetProperty("missing").EnumerateArray().Select(one => one.GetString()));
        Assert.Empty(await app.OutboxAsync());
        Assert.Equal(404, (await PreviewAsync(app, "?contact=0a0123456789abcdefghjkmnpq")).Status);
        Assert.Equal(400, (await PreviewAsync(app, "")).Status);
    }

    [Fact]
    public async Task A_test_send_goes_to_the_address_and_counts_for_nothing()
    {
        using var app = await CreateAsync();
        await app.MembersAsync(2);
        await app.DefineAsync();

        var (status, test) = await TestAsync(app, new { to = "me@shop.example" });

        Assert.Equal(202, status);
        Assert.Equal("accepted", test.GetProperty("outcome").GetString());
        var mail = Assert.Single(await app.OutboxAsync());
        Assert.Equal(("me@shop.example", "[test] Hello"), (mail.To, mail.Subject));
        Assert.Equal("members 0 planned 0 sent 0 refused 0 ambiguous 0 skipped", await app.ProofAsync());
        Assert.Equal(400, (await TestAsync(app, new { to = "nowhere" })).Status);
    }

    [Fact]
    public async Task A_definition_comes_back_with_warnings_and_all_it_said()
    {
        using var app = await CreateAsync();
        var defined = await app.DefineAsync(
            template: new { subject = "s", preheader = "p", html = "<img src=x>", design = new { blocks = new[] { 1, 2 } } },
            more: new { name = "Весна", holdout = 0.1, utm = new { source = "news" }, attribution = "14d", sendTime = "best", limit = 9 });

        Assert.Equal(
            ["no-unsubscribe", "no-alt"],
            defined.GetProperty("warnings").EnumerateArray().Select(one => one.GetProperty("code").GetString()));
        var (_, read) = await app.CallAsync(
            request => app.Get<DefineCampaigns>().GetAsync(request, "spring", default));
        Assert.Equal(defined.ToString(), read.ToString());
        Assert.Equal(2, read.GetProperty("template").GetProperty("design").GetProperty("blocks").GetArrayLength());
        Assert.Equal(
            ("Весна", 0.1, "14d", "best", 9),
            (read.GetProperty("name").GetString(), read.GetProperty("holdout").GetDouble(), read.GetProperty("attribution").GetString(),
                read.GetProperty("sendTime").GetString(), read.GetProperty("limit").GetInt32()));
    }

    [Fact]
    public async Task A_refused_template_says_where_and_what_was_meant()
    {
        using var app = await CreateAsync();
        var (status, body) = await app.CallAsync(
            request => app.Get<DefineCampaigns>().PutAsync(request, "spring", default),
            new { segment = "regular", template = new { subject = "s", html = "Hi {{ frist_name }}" } });

        Assert.Equal(400, status);
        var problem = body.GetProperty("errors").GetProperty("template.html")[0];
        Assert.Equal(6, problem.GetProperty("position").GetInt32());
        Assert.Equal("there is no variable 'frist_name'", problem.GetProperty("message").GetString());
        Assert.Equal(JsonValueKind.String, problem.GetProperty("suggestion").ValueKind);
    }

    private static Task<(int Status, JsonElement Body)> PreviewAsync(CampaignBase app, string query) => app.CallAsync(
        request => app.Get<PreviewCampaign>().RunAsync(request, "spring", default), query: query);

    private static Task<(int Status, JsonElement Body)> TestAsync(CampaignBase app, object body) => app.CallAsync(
        request => app.Get<PreviewCampaign>().TestAsync(request, "spring", default), body);

    private async Task<CampaignBase> CreateAsync()
    {
        var app = new CampaignBase(azurite);
        await app.CreateAsync();
        return app;
    }
}
