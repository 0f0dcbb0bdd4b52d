using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Campaigns;
using ClientBase.Functions.Campaigns.Sending;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Channels;
using ClientBase.Functions.Contacts;
using ClientBase.Functions.Privacy;
using ClientBase.Functions.Segments;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace ClientBase.Functions.Tests.Campaigns;

/// <summary>A base of its own on the shared emulator, with the functions of campaigns over it; the test delivers their messages.</summary>
internal sealed class CampaignBase : IDisposable
{
    public const string Segment = "regular";

    private readonly ServiceProvider _services;
    private readonly PrefixedTables _tables;
    private readonly PrefixedQueues _queues;

    /// <summary>Sets the app up.</summary>
    /// <param name="azurite">The emulator.</param>
    /// <param name="sendGrid">Answers in SendGrid's place; null: mails go to the outbox.</param>
    /// <param name="channel">Wraps the channel, to break it.</param>
    /// <param name="settings">Further settings, as <c>Section:Name</c>.</param>
    public CampaignBase(
        AzuriteFixture azurite,
        FakeSendGrid? sendGrid = null,
        Func<IMailChannel, IMailChannel>? channel = null,
        Dictionary<string, string?>? settings = null)
    {
        var prefix = $"c{Guid.NewGuid():N}";
        _tables = new PrefixedTables(azurite.ConnectionString, prefix);
        _queues = new PrefixedQueues(azurite.ConnectionString, prefix);

        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        if (sendGrid is not null)
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["SendGrid:ApiKey"] = "SG.key",
                ["SendGrid:BaseUrl"] = "http://sendgrid.test",
                ["Mail:From"] = "Shop <news@shop.example>",
            });
        }

        builder.AddContacts().AddCapture().AddSegments().AddCampaigns().AddChannels().AddPrivacy();
        var services = builder.Services;
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<TableServiceClient>(_tables);
        services.AddSingleton<QueueServiceClient>(_queues);
        services.AddSingleton(new Azure.Storage.Blobs.BlobServiceClient(azurite.ConnectionString));
        services.AddHttpClient(SendGridChannel.ClientName).ConfigurePrimaryHttpMessageHandler(() => sendGrid ?? new FakeSendGrid());
        if (channel is not null)
        {
            var real = services.Last(service => service.ServiceType == typeof(IMailChannel)).ImplementationType!;
            services.AddSingleton(provider => channel((IMailChannel)ActivatorUtilities.CreateInstance(provider, real)));
        }

        _services = services.BuildServiceProvider();
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public async Task CreateAsync()
    {
        await Task.WhenAll(Tables.All.Select(table => _tables.GetTableClient(table).CreateAsync()));
        await Task.WhenAll(Queues.All.Select(queue => _queues.GetQueueClient(queue).CreateAsync()));
    }

    public T Get<T>()
        where T : class => ActivatorUtilities.GetServiceOrCreateInstance<T>(_services);

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
        var table = _tables.GetTableClient(Tables.Contacts);
        foreach (var segment in segments)
        {
            await table.UpsertEntityAsync(new TableEntity(ContactId.ShardOf(id), TableKeys.Member(segment, id)));
        }

        await table.UpsertEntityAsync(new TableEntity(ContactId.ShardOf(id), TableKeys.Contact(id)) { ["Segments"] = string.Join(' ', segments.Order()) });
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

    public async Task<string> FileAsync(CapturedEvent capture)
    {
        var contacts = Get<ContactStore>();
        while (true)
        {
            var look = await contacts.FindAsync(capture, default);
            var resolution = IdentityResolver.Resolve(capture, look.People);
            if (await contacts.ApplyAsync(capture, resolution, look, default))
            {
                return resolution.Contact.Id;
            }
        }
    }

    /// <summary>Files the captures that wait on the queue.</summary>
    public async Task FileCapturesAsync()
    {
        foreach (var message in (await _queues.GetQueueClient(Queues.Captured).ReceiveMessagesAsync(32)).Value)
        {
            await FileAsync(await Get<CaptureStore>().OpenAsync(message.Body.ToObjectFromJson<CaptureReceived>(JsonSerializerOptions.Web)!, default));
        }
    }

    /// <summary>Defines a campaign to the segment.</summary>
    public async Task DefineAsync(string id = "spring", object? template = null, string[]? exclude = null, DateTimeOffset? sendAt = null)
    {
        var body = new
        {
            segment = Segment,
            exclude = exclude ?? [],
            channel = "email",
            template = template ?? new { subject = "Hello {{name.first}}", html = "<p>{{name.first}}</p><a href=\"{{unsubscribeUrl}}\">no more</a>", text = "Hi" },
            sendAt,
        };
        var (status, _) = await CallAsync(request => Get<DefineCampaigns>().PutAsync(request, id, default), body);
        Assert.Equal(200, status);
    }

    /// <summary>Asks for the campaign to be sent; what the timer then wants planned.</summary>
    public async Task<PlanShard[]> StartAsync(string id = "spring")
    {
        var (status, _) = await ControlAsync((control, request) => control.SendAsync(request, id, default));
        Assert.Equal(202, status);
        return await NudgedAsync();
    }

    /// <summary>What the control functions asked to be planned at once.</summary>
    public async Task<PlanShard[]> NudgedAsync()
    {
        var queue = _queues.GetQueueClient(Queues.CampaignPlan);
        var messages = (await queue.ReceiveMessagesAsync(32)).Value;
        await queue.ClearMessagesAsync();
        return [.. messages.Select(message => message.Body.ToObjectFromJson<PlanShard>()!)];
    }

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
    public async Task DispatchAsync() => await SendAsync(await PlanAsync(await Get<DispatchCampaigns>().RunAsync(new TimerInfo(), default)));

    /// <summary>Messages that wait to be sent later.</summary>
    public async Task<int> DelayedAsync() => (await _queues.GetQueueClient(Queues.CampaignSend).GetPropertiesAsync()).Value.ApproximateMessagesCount;

    /// <summary>Drops the messages that wait to be sent later, as if the queue had lost them or poisoned them.</summary>
    public Task DropDelayedAsync() => _queues.GetQueueClient(Queues.CampaignSend).ClearMessagesAsync();

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
        return $"planned {Number("planned")} sent {Number("sent")} skipped {Number("skipped")} refused {Number("refused")} ambiguous {Number("ambiguous")}";
    }

    public async Task<string> WhyAsync(string contactId, string id = "spring")
    {
        var (_, body) = await CallAsync(request => Get<ReportCampaigns>().WhyAsync(request, contactId, id, default));
        return string.Join(' ', [body.GetProperty("outcome").GetString(), .. body.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString())]);
    }

    public async Task<IReadOnlyList<TimelineEntry>> TimelineAsync(string contactId)
    {
        var stored = await Get<ContactStore>().GetAsync(contactId, default);
        return (await Get<TimelineStore>().ReadAsync(stored!.Contact, new Functions.Http.Paging(1000, null), default)).Items;
    }

    /// <summary>Calls an HTTP function; its status, and its JSON (an empty object for a page).</summary>
    public async Task<(int Status, JsonElement Body)> CallAsync(Func<HttpRequest, Task<IResult>> function, object? body = null, string query = "")
    {
        var (status, text) = await CallForTextAsync(function, body is null ? null : JsonSerializer.Serialize(body), query: query);
        return (status, JsonSerializer.Deserialize<JsonElement>(text.StartsWith('{') ? text : "{}"));
    }

    public async Task<(int Status, string Text)> CallForTextAsync(
        Func<HttpRequest, Task<IResult>> function, string? body = null, string? language = null, string query = "")
    {
        var context = new DefaultHttpContext { RequestServices = _services };
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body ?? ""));
        context.Request.QueryString = new QueryString(query);
        context.Request.Headers.AcceptLanguage = language;
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        await (await function(context.Request)).ExecuteAsync(context);
        return (context.Response.StatusCode, Encoding.UTF8.GetString(answer.ToArray()));
    }

    public void Dispose() => _services.Dispose();

    private sealed class PrefixedTables(string connectionString, string prefix) : TableServiceClient(connectionString)
    {
        public override TableClient GetTableClient(string tableName) => base.GetTableClient(prefix + tableName);
    }

    private sealed class PrefixedQueues(string connectionString, string prefix)
        : QueueServiceClient(connectionString, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 })
    {
        public override QueueClient GetQueueClient(string queueName) => base.GetQueueClient($"{prefix}-{queueName}");
    }
}
