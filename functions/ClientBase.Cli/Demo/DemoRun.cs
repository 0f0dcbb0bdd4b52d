using ClientBase.Cli.Api;
using ClientBase.Cli.Demo.Parts;
using ClientBase.Cli.Demo.Samples;
using ClientBase.Cli.Demo.Samples.People;

namespace ClientBase.Cli.Demo;

/// <summary>What the run found in the base at its end.</summary>
/// <param name="Contacts">Contacts.</param>
/// <param name="Orders">Orders that count.</param>
/// <param name="Segments">Segments with their sizes.</param>
/// <param name="Mails">Mails in the outbox.</param>
/// <param name="Forms">Forms that were posted.</param>
/// <param name="Webhooks">Webhooks that were delivered.</param>
internal sealed record DemoFindings(
    int Contacts, int Orders, IReadOnlyList<Segment> Segments, int Mails, int Forms, int Webhooks);

/// <summary>
/// The main job on the sample base: every stage does its part over HTTP and holds the result against what is known to be right.
/// </summary>
internal sealed class DemoRun(DemoBase demo, DemoStages stages)
{
    /// <summary>The segment that gets the campaign.</summary>
    public const string Audience = "regular";

    private readonly SettingUp _settingUp = new(demo);
    private readonly Gathering _gathering = new(demo);
    private readonly Serving _serving = new(demo);
    private readonly Accounting _accounting = new(demo);
    private readonly Mailing _mailing = new(demo);
    private readonly Ordering _ordering = new(demo);

    /// <summary>Runs all stages.</summary>
    /// <exception cref="DemoFailure">A stage did not do its work.</exception>
    public async Task<DemoFindings> RunAsync(CancellationToken cancellationToken)
    {
        await stages.RunAsync("Define forms", _ => _settingUp.DefineFormsAsync(cancellationToken));
        await stages.RunAsync("Set up loyalty, segments, automations", _ => _settingUp.SetUpAsync(cancellationToken));
        var contacts = await GatherAsync(cancellationToken);
        await stages.RunAsync("Work with clients", _ => _serving.WorkAsync(contacts, cancellationToken));
        await stages.RunAsync("Bring in what advertising cost", _ => _accounting.CostAsync(cancellationToken));
        IReadOnlyList<SamplePerson> friends = [];
        await stages.RunAsync(
            "Invite friends", async _ => (friends = await _ordering.InviteAsync(contacts, cancellationToken)).Count);
        await stages.RunAsync(
            "Recompute segments",
            async _ => (await _accounting.SegmentAsync([], cancellationToken)).Count(segment => segment.Count > 0));
        await SendAsync(friends, cancellationToken);
        return await CloseAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<Contact>> GatherAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<Contact> contacts = [];
        await stages.RunAsync("Import the old base", _ => _gathering.ImportAsync(cancellationToken));
        await stages.RunAsync("Post visits", bar => _gathering.PostVisitsAsync(bar, cancellationToken));
        // Automations go by when they hear of something: whoever subscribes now has bought before.
        await stages.RunAsync("Deliver shop webhooks", async bar =>
        {
            var goods = await demo.DeliverAsync(demo.Sample.Goods, bar, cancellationToken);
            var delivered = await demo.DeliverAsync(demo.Sample.Deliveries, bar, cancellationToken);
            await demo.SettleAsync(bar: null, cancellationToken);
            return goods + delivered;
        });
        await stages.RunAsync("Post forms", bar => _gathering.PostFormsAsync(bar, cancellationToken));
        await stages.RunAsync(
            "Resolve contacts", async bar => (contacts = await _gathering.ResolveAsync(bar, cancellationToken)).Count);
        await stages.RunAsync(
            "Deliver carts and parcels", bar => demo.DeliverAsync(demo.Sample.Later, bar, cancellationToken));
        return contacts;
    }

    private async Task SendAsync(IReadOnlyList<SamplePerson> friends, CancellationToken cancellationToken)
    {
        await stages.RunAsync("Send a campaign", bar => _mailing.ThankAsync(bar, cancellationToken));
        await stages.RunAsync(
            "Send a test of two subjects", bar => _mailing.TestAsync(_settingUp.Codes[^1], bar, cancellationToken));
        await stages.RunAsync("Export the segment and the month", _ => _accounting.ExportAsync(cancellationToken));
        await stages.RunAsync("Open mails and follow links", bar => _mailing.ReadAsync(bar, cancellationToken));
        await stages.RunAsync(
            "Order by mail and by friends",
            bar => _ordering.OrderAsync(_mailing.Followers, _settingUp.Codes, friends, bar, cancellationToken));
        await stages.RunAsync("Run automations", async _ =>
        {
            await demo.RunTimerAsync("RunAutomations", cancellationToken);
            return SampleProgram.Presets.Length + 1;
        });
    }

    private async Task<DemoFindings> CloseAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<Segment> segments = [];
        await stages.RunAsync("Find records of one person", _ => _accounting.CompareAsync(cancellationToken));
        await stages.RunAsync(
            "Recompute what has changed",
            async _ => (segments = await _accounting.SegmentAsync(_ordering.Placed, cancellationToken)).Count(one => one.Count > 0));
        await stages.RunAsync("Report the campaigns", bar => _mailing.ReportAsync(Ordering.ByMail, bar, cancellationToken));
        await stages.RunAsync("Look at every page", bar => new LookingRound(demo).LookAsync(bar, cancellationToken));

        var contacts = await ClientBaseApi.AllAsync((take, continuation) => demo.Api.ContactsAsync(take, continuation, cancellationToken));
        var orders = contacts.Sum(contact => contact.Orders.Count);
        DemoBase.Expect("contacts at the end", demo.Sample.People.Count, contacts.Count);
        DemoBase.Expect("orders at the end", demo.Sample.OrderCount + _ordering.Placed.Count, orders);
        var outbox = await ClientBaseApi.AllAsync((take, continuation) => demo.Api.OutboxAsync(take, continuation, cancellationToken));
        var sample = demo.Sample;
        return new DemoFindings(
            contacts.Count,
            orders,
            segments,
            outbox.Count,
            sample.Posts.Count + Ordering.Friends,
            sample.Goods.Count + sample.Deliveries.Count + sample.Later.Count + _ordering.Placed.Count);
    }
}
