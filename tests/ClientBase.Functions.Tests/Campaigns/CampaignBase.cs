using System.Text.Json;
using System.Text.Json.Nodes;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Orders;
using ClientBase.Domain.Sending.Events;
using ClientBase.Functions.Campaigns;
using ClientBase.Functions.Campaigns.Defining;
using ClientBase.Functions.Campaigns.Reporting;
using ClientBase.Functions.Campaigns.Running;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Timeline;
using ClientBase.Functions.Segments.Defining;
using ClientBase.Functions.Segments.Recompute;
using ClientBase.Functions.Sending.Channels;
using ClientBase.Functions.Sending.Channels.Outbox;
using ClientBase.Functions.Sending.Events;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace ClientBase.Functions.Tests.Campaigns;

/// <summary>A base with the functions of campaigns over it; the test delivers their messages.</summary>
/// <param name="azurite">The emulator.</param>
/// <param name="sendGrid">Answers in SendGrid's place; null: mails go to the outbox.</param>
/// <param name="channel">Wraps the channel, to break it.</param>
/// <param name="settings">Further settings, as <c>Section:Name</c>.</param>
internal sealed class CampaignBase(
    AzuriteFixture azurite,
    FakeSendGrid? sendGrid = null,
    Func<IMailChannel, IMailChannel>? channel = null,
    Dictionary<string, string?>? settings = null)
    : TestApp(azurite, SettingsFor(sendGrid, settings), services => Replace(services, sendGrid, channel))
{
    public const string Segment = "regular";

    /// <summary>Files people who agreed to marketing mail under the segment.</summary>
    public async Task<List<string>> MembersAsync(int count)
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, count).Select(i => MemberAsync($"reader{i}@example.com")));
        return [.. ids.Order(StringComparer.Ordinal)];
    }

    /// <summary>Files a person under the segment, and others; the contact's id.</summary>
    public async Task<string> MemberAsync(string email, bool agrees = true, params string[] otherSegments)
    {
        var id = await SaysAsync(email, agrees);
        string[] segments = [Segment, .. otherSegments];
        var table = Table(Tables.Contacts);
        foreach (var segment in segments)
        {
            await table.UpsertEntityAsync(MemberRow.Of(segment, id, Clock.GetUtcNow()));
        }

        await table.UpsertEntityAsync(ScoreRow.Of(id, new Scores([.. segments.Order(StringComparer.Ordinal)], null)));
        return id;
    }

    /// <summary>Has a person say yes or no to marketing mail.</summary>
    public Task<string> SaysAsync(string email, bool agrees)
    {
        Assert.True(EmailAddress.TryParse(email, out var address));
        return FileAsync(new CaptureBuilder(CaptureId.New(), "form:news", "form", Clock.GetUtcNow())
            .Email(address)
            .Field(ContactFields.FirstName, "Ana")
            .Consent(ConsentPurpose.Marketing, "email", email, agrees)
            .Build());
    }

    /// <summary>Has a person say something of themselves.</summary>
    public Task<string> SaysAsync(string email, string field, string value)
    {
        Assert.True(EmailAddress.TryParse(email, out var address));
        return FileAsync(
            new CaptureBuilder(CaptureId.New(), "form:news", "form", Clock.GetUtcNow()).Email(address).Field(field, value).Build());
    }

    /// <summary>Files the captures that wait on the queue.</summary>
    public async Task FileCapturesAsync()
    {
        foreach (var message in await TakeAsync<CaptureReceived>(Queues.Captured))
        {
            await FileAsync(await Get<CaptureStore>().OpenAsync(message, default));
        }
    }

    /// <summary>Defines a campaign to the segment.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="template">Its mail.</param>
    /// <param name="exclude">Who does not get it.</param>
    /// <param name="sendAt">When.</param>
    /// <param name="more">Further members of the definition.</param>
    public async Task<JsonElement> DefineAsync(
        string id = "spring", object? template = null, string[]? exclude = null, DateTimeOffset? sendAt = null, object? more = null)
    {
        var body = new JsonObject
        {
            ["segment"] = Segment,
            ["exclude"] = JsonSerializer.SerializeToNode(exclude ?? []),
            ["channel"] = "email",
            ["template"] = JsonSerializer.SerializeToNode(template ?? new
            {
                subject = "Hello {{name.first}}",
                html = "<p>{{name.first}}</p><a href=\"{{unsubscribeUrl}}\">no more</a>",
                text = "Hi {{unsubscribeUrl}}",
            }),
            ["sendAt"] = JsonSerializer.SerializeToNode(sendAt),
        };
        foreach (var (name, value) in JsonSerializer.SerializeToNode(more ?? new { })!.AsObject().ToList())
        {
            body[name] = value?.DeepClone();
        }

        var (status, defined) = await CallAsync(request => Get<DefineCampaigns>().PutAsync(request, id, default), body);
        Assert.True(status == 200, defined.ToString());
        return defined;
    }

    /// <summary>Defines a campaign, and sends what is due of it at once.</summary>
    public async Task SendAllAsync(string id = "spring") => await SendAsync(await PlanAsync(await StartAsync(id)));

    /// <summary>Asks for the campaign to be sent; what the timer then wants planned.</summary>
    public async Task<PlanShard[]> StartAsync(string id = "spring")
    {
        var (status, _) = await ControlAsync((control, request) => control.SendAsync(request, id, default));
        Assert.Equal(202, status);
        return await NudgedAsync();
    }

    /// <summary>What the control functions asked to be planned at once.</summary>
    public async Task<PlanShard[]> NudgedAsync() => [.. await TakeAsync<PlanShard>(Queues.CampaignPlan)];

    public Task<(int Status, JsonElement Body)> ControlAsync(Func<ControlCampaigns, HttpRequest, Task<IResult>> wish) =>
        CallAsync(request => wish(Get<ControlCampaigns>(), request));

    public async Task<List<SendGroups>> PlanAsync(IEnumerable<PlanShard> shards)
    {
        var messages = await Task.WhenAll(shards.Select(shard => Get<PlanCampaign>().RunAsync(shard, default)));
        return [.. messages.SelectMany(some => some)];
    }

    public Task SendAsync(IEnumerable<SendGroups> groups) =>
        Task.WhenAll(groups.Select(group => Get<SendCampaign>().RunAsync(group, default)));

    /// <summary>Sends, and takes a crash for what it is: the message would be delivered again.</summary>
    public async Task SendDespiteCrashesAsync(IEnumerable<SendGroups> groups)
    {
        foreach (var group in groups)
        {
            try
            {
                await Get<SendCampaign>().RunAsync(group, default);
            }
            catch (CrashException)
            {
            }
        }
    }

    /// <summary>Runs the timer, and all that follows from it.</summary>
    public async Task DispatchAsync() => await SendAsync(await PlanAsync(await DueAsync()));

    /// <summary>Runs the timer; what it wants planned.</summary>
    public async Task<PlanShard[]> DueAsync()
    {
        await Get<DispatchCampaigns>().RunAsync(new TimerInfo(), default);
        return await NudgedAsync();
    }

    /// <summary>Messages that wait to be sent later.</summary>
    public async Task<int> DelayedAsync() => (await Queue(Queues.CampaignSend).GetPropertiesAsync()).Value.ApproximateMessagesCount;

    /// <summary>Drops the messages that wait to be sent later, as if the queue had lost them or poisoned them.</summary>
    public Task DropDelayedAsync() => Queue(Queues.CampaignSend).ClearMessagesAsync();

    public async Task<IReadOnlyList<OutboxMail>> OutboxAsync() =>
        (await Get<OutboxStore>().ListAsync(new Functions.Http.Paging(1000, null), default)).Items;

    public async Task<JsonElement> ReportAsync(string id = "spring")
    {
        var (status, body) = await CallAsync(request => Get<ReportCampaigns>().ReportAsync(request, id, default));
        Assert.Equal(200, status);
        return body;
    }

    /// <summary>The named numbers of a report, in one line.</summary>
    public async Task<string> CountsAsync(string id = "spring")
    {
        var report = await ReportAsync(id);
        int Number(string name) => report.GetProperty(name).GetInt32();
        return $"planned {Number("planned")} sent {Number("sent")} skipped {Number("skipped")} "
            + $"refused {Number("refused")} ambiguous {Number("ambiguous")}";
    }

    /// <summary>The reader of a mail follows a link in it.</summary>
    public Task ClickAsync(string mailId, string id = "spring") => Get<MailEventStore>().KeepAsync(
        [new MailEvent($"click-{mailId}", MailEventKind.Click, mailId, id, Clock.GetUtcNow())], new HashSet<string>(), default);

    /// <summary>Has somebody order now.</summary>
    public Task<string> OrderAsync(EmailAddress email, decimal total, string currency)
    {
        var (id, at) = (Guid.NewGuid().ToString("N"), Clock.GetUtcNow());
        return FileAsync(new CaptureBuilder(id, "shop:acme", "order", at)
            .Email(email)
            .Order("acme", id, new OrderVersion(at, total, currency, true, new Stamp(at, id)))
            .Build());
    }

    public async Task RecomputeAsync()
    {
        await Get<RecomputeSegments>().RunAsync(new TimerInfo(), default);
        await RunRecomputesAsync();
    }

    public async Task RebuildAsync()
    {
        await Get<RecomputeRequests>().AskAsync(isRebuild: true, default);
        await RunRecomputesAsync();
    }

    /// <summary>How many people a rule holds for.</summary>
    public async Task<int> MatchesAsync(string rule)
    {
        var (status, answer) = await CallAsync(request => Get<PreviewSegment>().RunAsync(request, default), new { rule });
        Assert.True(status == 200, answer.ToString());
        return answer.GetProperty("count").GetInt32();
    }

    private async Task RunRecomputesAsync()
    {
        foreach (var message in await TakeAsync<RecomputeAsked>(Queues.Recompute))
        {
            await Get<RunRecompute>().RunAsync(message, default);
        }
    }

    public async Task<string> WhyAsync(string contactId, string id = "spring")
    {
        var body = await ExplainAsync(contactId, id);
        var reasons = body.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString());
        return string.Join(' ', [body.GetProperty("outcome").GetString(), .. reasons]);
    }

    public async Task<JsonElement> ExplainAsync(string contactId, string id = "spring")
    {
        var (status, body) = await CallAsync(request => Get<ExplainCampaign>().RunAsync(request, contactId, id, default));
        Assert.Equal(200, status);
        return body;
    }

    /// <summary>The proof, in one line; it has to add up.</summary>
    public async Task<string> ProofAsync(string id = "spring")
    {
        var (status, proof) = await CallAsync(request => Get<ProveCampaign>().RunAsync(request, id, default));
        Assert.Equal(200, status);
        Assert.True(proof.GetProperty("adds").GetBoolean(), proof.ToString());
        var skipped = proof.GetProperty("skipped").EnumerateObject().Select(reason => $"{reason.Name}={reason.Value.GetInt32()}");
        int Number(string name) => proof.GetProperty(name).GetInt32();
        return $"members {Number("members")} planned {Number("planned")} sent {Number("sent")} refused {Number("refused")} "
            + $"ambiguous {Number("ambiguous")} skipped {string.Join(',', skipped)}".TrimEnd();
    }

    public async Task<IReadOnlyList<TimelineEntry>> TimelineAsync(string contactId)
    {
        var card = await CardAsync(contactId);
        return (await Get<TimelineStore>().ReadAsync(card.Contact, new Functions.Http.Paging(1000, null), default)).Items;
    }

    private static Dictionary<string, string?> SettingsFor(FakeSendGrid? sendGrid, Dictionary<string, string?>? settings)
    {
        var all = new Dictionary<string, string?>(settings ?? []);
        if (sendGrid is not null)
        {
            all["SendGrid:ApiKey"] = "SG.key";
            all["SendGrid:BaseUrl"] = "http://sendgrid.test";
            all["Mail:From"] = "Shop <news@shop.example>";
        }

        return all;
    }

    private static void Replace(IServiceCollection services, FakeSendGrid? sendGrid, Func<IMailChannel, IMailChannel>? channel)
    {
        services.AddHttpClient(SendGridChannel.ClientName).ConfigurePrimaryHttpMessageHandler(() => sendGrid ?? new FakeSendGrid());
        if (channel is not null)
        {
            services.AddSingleton(provider => channel(provider.GetRequiredService<ChannelSet>().Of("email")));
        }
    }
}
