using ClientBase.Cli.Api;
using ClientBase.Cli.Demo.Samples;

namespace ClientBase.Cli.Demo;

/// <summary>What the run found in the base at its end.</summary>
/// <param name="Contacts">Contacts.</param>
/// <param name="Orders">Orders that count.</param>
/// <param name="Segments">Segments with their sizes.</param>
/// <param name="Mails">Mails in the outbox.</param>
internal sealed record DemoFindings(int Contacts, int Orders, IReadOnlyList<Segment> Segments, int Mails);

/// <summary>
/// The main job on the sample base: every stage does its part over HTTP and holds the result against what is known to be right.
/// </summary>
internal sealed class DemoRun(IClientBaseApi api, SampleBase sample, IReadOnlyDictionary<SampleShop, string> secrets, DemoStages stages)
{
    /// <summary>How many requests run at a time.</summary>
    public const int Concurrency = 12;

    /// <summary>The segment that gets the campaign.</summary>
    public const string Audience = "regular";

    /// <summary>The campaign.</summary>
    public const string CampaignId = "demo-regulars";

    // Those that any base of this kind has somebody in, whatever day it is.
    private static readonly string[] NeverEmpty = ["potential", "working", "active", "regular", "dead", "vip", "trusted", "key"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs all stages.</summary>
    /// <exception cref="DemoFailure">A stage did not do its work.</exception>
    public async Task<DemoFindings> RunAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<Contact> contacts = [];
        IReadOnlyList<Segment> segments = [];
        var mails = 0;
        await stages.RunAsync("Define forms", _ => DefineFormsAsync(cancellationToken));
        await stages.RunAsync("Post forms", bar => PostFormsAsync(bar, cancellationToken));
        await stages.RunAsync("Deliver shop webhooks", bar => DeliverAsync(bar, cancellationToken));
        await stages.RunAsync("Resolve contacts", async bar => (contacts = await ResolveAsync(bar, cancellationToken)).Count);
        await stages.RunAsync("Work with clients", _ => WorkAsync(contacts, cancellationToken));
        await stages.RunAsync(
            "Recompute segments", async _ => (segments = await SegmentAsync(cancellationToken)).Count(segment => segment.Count > 0));
        await stages.RunAsync("Send a campaign", async bar => mails = await MailAsync(bar, cancellationToken));
        await stages.RunAsync("Export the segment", _ => ExportAsync(cancellationToken));
        return new DemoFindings(contacts.Count, contacts.Sum(contact => contact.Orders.Count), segments, mails);
    }

    private async Task<int> DefineFormsAsync(CancellationToken cancellationToken)
    {
        foreach (var (id, form) in SampleForms.Definitions)
        {
            await api.DefineFormAsync(id, form, cancellationToken);
        }

        return SampleForms.Definitions.Count;
    }

    private Task<int> PostFormsAsync(IProgress<double> bar, CancellationToken cancellationToken) => ForEachAsync(
        sample.Posts,
        (post, index) => api.PostFormAsync(post.FormId, post.Fields, FormattableString.Invariant($"demo-{index}"), cancellationToken),
        bar,
        cancellationToken);

    private Task<int> DeliverAsync(IProgress<double> bar, CancellationToken cancellationToken) => ForEachAsync(
        sample.Deliveries,
        async (delivery, _) =>
        {
            using var body = new ByteArrayContent(delivery.Body);
            body.Headers.ContentType = new("application/json");
            await api.PostWebhookAsync(delivery.Shop.Name, body, delivery.SignedHeaders(secrets[delivery.Shop]), cancellationToken);
        },
        bar,
        cancellationToken);

    private async Task<IReadOnlyList<Contact>> ResolveAsync(IProgress<double> bar, CancellationToken cancellationToken)
    {
        await SettleAsync(bar, cancellationToken);
        var contacts = await ClientBaseApi.AllAsync((take, continuation) => api.ContactsAsync(take, continuation, cancellationToken));
        Expect("contacts", sample.People.Count, contacts.Count);
        Expect("orders", sample.OrderCount, contacts.Sum(contact => contact.Orders.Count));
        Expect("sum of orders", sample.OrderTotal, contacts.Sum(contact => contact.Orders.Total));
        return contacts;
    }

    private Task<int> WorkAsync(IReadOnlyList<Contact> contacts, CancellationToken cancellationToken) =>
        SampleWork.DoAsync(api, [.. contacts.OrderByDescending(contact => contact.Orders.Count)], sample.Now, cancellationToken);

    private async Task<IReadOnlyList<Segment>> SegmentAsync(CancellationToken cancellationToken)
    {
        await api.RunFunctionAsync("RecomputeSegments", new FunctionInput(), cancellationToken);
        var segments = await Polling.UntilAsync(
            async () => (await api.SegmentsAsync(cancellationToken)).Items,
            all => all.All(segment => segment.UpdatedAt is not null),
            Patience,
            cancellationToken);
        await SettleAsync(bar: null, cancellationToken);

        int CountOf(string id) => segments.FirstOrDefault(segment => segment.Id == id)?.Count ?? 0;
        Expect("segment potential", sample.People.Count - sample.OrdersOf.Count, CountOf("potential"));
        Expect("segment working", sample.OrdersOf.Values.Count(count => count == 1), CountOf("working"));
        Expect("segment regular", sample.Regulars.Count(), CountOf(Audience));
        Expect(
            "customers in RFM segments",
            sample.OrdersOf.Count,
            segments.Where(segment => segment.Id.StartsWith("rfm-", StringComparison.Ordinal)).Sum(segment => segment.Count));
        foreach (var id in NeverEmpty.Where(id => CountOf(id) == 0))
        {
            throw new DemoFailure($"segment {id} is empty");
        }

        return segments;
    }

    private async Task<int> MailAsync(IProgress<double> bar, CancellationToken cancellationToken)
    {
        var expected = sample.Regulars.Where(person => person.MayBeMailed).Select(person => person.Email!).Order(StringComparer.Ordinal)
            .ToList();
        await api.DefineCampaignAsync(CampaignId, SampleCampaign.For(Audience), cancellationToken);
        await api.SendCampaignAsync(CampaignId, cancellationToken);
        await api.RunFunctionAsync("DispatchCampaigns", new FunctionInput(), cancellationToken);
        await Polling.UntilAsync(
            async () =>
            {
                var now = await api.CampaignReportAsync(CampaignId, cancellationToken);
                bar.Report((double)now.Sent / expected.Count);
                return now;
            },
            now => now.Sent >= expected.Count,
            Patience,
            cancellationToken);
        await SettleAsync(bar: null, cancellationToken);
        var report = await api.CampaignReportAsync(CampaignId, cancellationToken);
        Expect("mails planned", expected.Count, report.Planned);
        Expect("mails sent", expected.Count, report.Sent);

        var outbox = await ClientBaseApi.AllAsync((take, continuation) => api.OutboxAsync(take, continuation, cancellationToken));
        Expect("mails in the outbox", expected.Count, outbox.Count);
        return outbox.Select(mail => mail.To).Order(StringComparer.Ordinal).SequenceEqual(expected)
            ? outbox.Count
            : throw new DemoFailure("somebody got a mail twice or without consent");
    }

    private async Task<int> ExportAsync(CancellationToken cancellationToken)
    {
        var csv = await api.ExportSegmentAsync(Audience, cancellationToken);
        var rows = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length - 1;
        Expect("exported contacts", sample.Regulars.Count(), rows);
        return rows;
    }

    // Everything posted so far has been worked off, and nothing was given up.
    private async Task SettleAsync(IProgress<double>? bar, CancellationToken cancellationToken)
    {
        var most = 1;
        var queues = await Polling.UntilAsync(
            async () =>
            {
                var now = await api.QueuesAsync(cancellationToken);
                var waiting = now.Items.Sum(queue => queue.Waiting);
                most = Math.Max(most, waiting);
                bar?.Report(1 - ((double)waiting / most));
                return now;
            },
            now => now.Idle,
            Patience,
            cancellationToken);
        if (!queues.Idle)
        {
            throw new DemoFailure(
                $"{queues.Items.Sum(queue => queue.Waiting)} messages still wait after {Patience.TotalMinutes:0} minutes");
        }

        Expect("messages given up", 0, queues.Items.Sum(queue => queue.Poison));
    }

    private static async Task<int> ForEachAsync<T>(
        IReadOnlyList<T> items, Func<T, int, Task> work, IProgress<double> bar, CancellationToken cancellationToken)
    {
        var done = 0;
        await Parallel.ForEachAsync(
            items.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken },
            async (item, _) =>
            {
                await work(item.Item, item.Index);
                bar.Report((double)Interlocked.Increment(ref done) / items.Count);
            });
        return done;
    }

    private static void Expect<T>(string what, T expected, T found)
        where T : IEquatable<T>
    {
        if (!expected.Equals(found))
        {
            throw new DemoFailure(FormattableString.Invariant($"{what}: {expected} expected, {found} found"));
        }
    }
}
