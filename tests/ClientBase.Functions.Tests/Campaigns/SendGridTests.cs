using System.Net;
using System.Net.Http.Headers;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Campaigns;

[Trait("Category", "Slow")]
public sealed class SendGridTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_request_names_sender_and_reader_and_carries_only_opaque_ids_for_the_events()
    {
        var sendGrid = new FakeSendGrid();
        using var app = await CreateAsync(sendGrid, members: 1);
        await app.SendAsync(await app.PlanAsync(await app.StartAsync()));

        Assert.Equal("http://sendgrid.test/v3/mail/send", sendGrid.Target!.ToString());
        Assert.Equal("Bearer SG.key", sendGrid.Authorization);
        var mail = Assert.Single(sendGrid.Accepted);
        Assert.Equal("news@shop.example", mail.GetProperty("from").GetProperty("email").GetString());
        Assert.Equal("Shop", mail.GetProperty("from").GetProperty("name").GetString());
        Assert.Equal("Hello Ana", mail.GetProperty("subject").GetString());
        Assert.Equal(
            ["text/plain", "text/html"], mail.GetProperty("content").EnumerateArray().Select(part => part.GetProperty("type").GetString()));

        var personalization = Assert.Single(mail.GetProperty("personalizations").EnumerateArray());
        Assert.Equal(
            "reader0@example.com", Assert.Single(personalization.GetProperty("to").EnumerateArray()).GetProperty("email").GetString());
        var headers = personalization.GetProperty("headers");
        Assert.StartsWith(
            "<http://127.0.0.1:7071/api/unsubscribe/", headers.GetProperty("List-Unsubscribe").GetString(), StringComparison.Ordinal);
        Assert.Equal("List-Unsubscribe=One-Click", headers.GetProperty("List-Unsubscribe-Post").GetString());
        var customArgs = personalization.GetProperty("custom_args");
        Assert.Equal(["at", "campaign", "intent"], customArgs.EnumerateObject().Select(argument => argument.Name).Order());
        Assert.DoesNotContain("@", customArgs.ToString(), StringComparison.Ordinal);
        Assert.False(mail.GetProperty("tracking_settings").GetProperty("subscription_tracking").GetProperty("enable").GetBoolean());
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.Unauthorized)]
    public async Task What_SendGrid_does_not_take_now_is_sent_later(HttpStatusCode notNow)
    {
        var sendGrid = new FakeSendGrid { Answer = number => number == 0 ? Answer(notNow) : null };
        using var app = await CreateAsync(sendGrid, members: 1);
        var messages = await app.PlanAsync(await app.StartAsync());

        await app.SendAsync(messages);
        Assert.Equal("planned 1 sent 0 skipped 0 refused 0 ambiguous 0", await app.CountsAsync());
        Assert.Equal(1, await app.DelayedAsync());

        await app.SendAsync(messages);
        Assert.Equal("planned 1 sent 1 skipped 0 refused 0 ambiguous 0", await app.CountsAsync());
    }

    [Fact]
    public async Task A_connection_that_was_refused_sent_nothing()
    {
        var sendGrid =
            new FakeSendGrid { Answer = number => number == 0 ? throw new HttpRequestException(HttpRequestError.ConnectionError) : null };
        using var app = await CreateAsync(sendGrid, members: 1);
        var messages = await app.PlanAsync(await app.StartAsync());

        await app.SendAsync(messages);
        await app.SendAsync(messages);

        Assert.Equal("planned 1 sent 1 skipped 0 refused 0 ambiguous 0", await app.CountsAsync());
    }

    [Fact]
    public async Task A_mail_SendGrid_refuses_is_not_tried_again_and_the_reason_is_kept()
    {
        const string Refusal = """{"errors":[{"message":"Does not contain a valid address.","field":"to"}]}""";
        var sendGrid = new FakeSendGrid { Answer = _ => Answer(HttpStatusCode.BadRequest, Refusal) };
        using var app = await CreateAsync(sendGrid, members: 0);
        var id = await app.MemberAsync("ana@example.com");
        var messages = await app.PlanAsync(await app.StartAsync());

        await app.SendAsync(messages);
        await app.SendAsync(messages);

        Assert.Equal(1, sendGrid.Requests);
        Assert.Equal("refused 400 Does not contain a valid address.", await app.WhyAsync(id));
        Assert.Equal("planned 1 sent 0 skipped 0 refused 1 ambiguous 0", await app.CountsAsync());
    }

    [Theory]
    [InlineData("time-out")]
    [InlineData("reset")]
    [InlineData("gateway")]
    public async Task A_lost_answer_is_ambiguous_and_the_mail_is_sent_again_once_under_the_same_id_after_the_wait(string loss)
    {
        var sendGrid = new FakeSendGrid
        {
            AcceptsBeforeItBreaks = true,
            Answer = number => number > 0 ? null : loss switch
            {
                "time-out" => throw new TaskCanceledException("", new TimeoutException()),
                "reset" => throw new HttpRequestException(HttpRequestError.ResponseEnded),
                _ => Answer(HttpStatusCode.GatewayTimeout),
            },
        };
        using var app = await CreateAsync(sendGrid, members: 1);
        var messages = await app.PlanAsync(await app.StartAsync());

        await app.SendAsync(messages);
        await app.SendAsync(messages);
        await app.DispatchAsync();
        Assert.Equal(1, sendGrid.Requests);
        Assert.Equal("planned 1 sent 0 skipped 0 refused 0 ambiguous 1", await app.CountsAsync());

        app.Clock.Advance(TimeSpan.FromSeconds(90_000));
        await app.DispatchAsync();
        Assert.Equal(2, sendGrid.Requests);
        Assert.Single(sendGrid.Intents.Distinct());
        Assert.Equal("planned 1 sent 1 skipped 0 refused 0 ambiguous 0", await app.CountsAsync());
    }

    [Fact]
    public async Task A_mail_that_is_never_answered_is_sent_twice_at_most_and_stays_listed()
    {
        var sendGrid = new FakeSendGrid { Answer = _ => throw new HttpRequestException(HttpRequestError.ResponseEnded) };
        using var app = await CreateAsync(sendGrid, members: 1);
        await app.SendAsync(await app.PlanAsync(await app.StartAsync()));

        for (var day = 0; day < 6; day++)
        {
            app.Clock.Advance(TimeSpan.FromDays(2));
            await app.DispatchAsync();
        }

        Assert.Equal(2, sendGrid.Requests);
        Assert.Equal("planned 1 sent 0 skipped 0 refused 0 ambiguous 1", await app.CountsAsync());
    }

    [Fact]
    public async Task A_crash_between_sending_and_recording_sends_nothing_again_before_the_wait_and_misses_nobody()
    {
        var sendGrid = new FakeSendGrid();
        BreakingChannel? channel = null;
        using var app = new CampaignBase(azurite, sendGrid, real => channel = new BreakingChannel(real));
        await app.CreateAsync();
        await app.MembersAsync(20);
        await app.DefineAsync();
        var messages = await app.PlanAsync(await app.StartAsync());
        await app.SendDespiteCrashesAsync(messages.Take(messages.Count / 2));

        channel!.IsBroken = false;
        await app.SendAsync(messages);
        await app.DispatchAsync();
        Assert.Equal(20, sendGrid.Intents.Distinct().Count());
        Assert.Equal(20, sendGrid.Requests);
        var ambiguous = (await app.ReportAsync()).GetProperty("ambiguous").GetInt32();
        Assert.InRange(ambiguous, 1, 19);

        app.Clock.Advance(TimeSpan.FromSeconds(90_000));
        await app.DispatchAsync();
        Assert.Equal(20 + ambiguous, sendGrid.Requests);
        Assert.Equal("planned 20 sent 20 skipped 0 refused 0 ambiguous 0", await app.CountsAsync());
    }

    [Fact]
    public async Task Delayed_messages_that_are_lost_are_made_again_by_the_timer()
    {
        var sendGrid = new FakeSendGrid { Answer = number => number < 3 ? Answer(HttpStatusCode.TooManyRequests) : null };
        using var app = await CreateAsync(sendGrid, members: 3);
        await app.SendAsync(await app.PlanAsync(await app.StartAsync()));

        await app.DispatchAsync();
        Assert.Equal("planned 3 sent 0 skipped 0 refused 0 ambiguous 0", await app.CountsAsync());

        await app.DropDelayedAsync();
        await app.DispatchAsync();
        Assert.Equal("planned 3 sent 3 skipped 0 refused 0 ambiguous 0", await app.CountsAsync());
    }

    [Fact]
    public async Task Mails_leave_no_faster_than_the_rate_allows()
    {
        var sendGrid = new FakeSendGrid();
        using var app = await CreateAsync(sendGrid, members: 4, new() { ["Campaigns:RatePerSecond"] = "2" });
        var sending = app.SendAsync(await app.PlanAsync(await app.StartAsync()));

        // The clock stands still: what was let go at once is all there is.
        await Eventually.TrueAsync(() => sendGrid.Requests >= 1, () => "the first mails");
        Assert.InRange(sendGrid.Requests, 1, 2);

        await Eventually.TrueAsync(
            () =>
            {
                app.Clock.Advance(TimeSpan.FromMilliseconds(250));
                return sending.IsCompleted;
            },
            () => "the rest");
        await sending;
        Assert.Equal(4, sendGrid.Requests);
    }

    private async Task<CampaignBase> CreateAsync(FakeSendGrid sendGrid, int members, Dictionary<string, string?>? settings = null)
    {
        var app = new CampaignBase(azurite, sendGrid, settings: settings);
        await app.CreateAsync();
        await app.MembersAsync(members);
        await app.DefineAsync();
        return app;
    }

    private static HttpResponseMessage Answer(HttpStatusCode status, string body = "")
    {
        var answer = new HttpResponseMessage(status) { Content = new StringContent(body) };
        answer.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(7));
        return answer;
    }
}
