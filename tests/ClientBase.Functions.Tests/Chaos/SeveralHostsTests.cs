using Azure.Data.Tables;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;
using ClientBase.Functions.Tests.Storage;

namespace ClientBase.Functions.Tests.Chaos;

[Trait("Category", "Slow")]
public sealed class SeveralHostsTests(AzuriteFixture shared, ITestOutputHelper output) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private RunningAzurite? _azurite;
    private SeveralHosts? _hosts;

    private SeveralHosts Hosts => _hosts!;

    public async ValueTask InitializeAsync()
    {
        _azurite = await NodeAzurite.StartAsync();
        _hosts = await SeveralHosts.StartAsync(_azurite.ConnectionString, LongRun.Hosts);
    }

    public async ValueTask DisposeAsync()
    {
        await (_hosts?.DisposeAsync() ?? ValueTask.CompletedTask);
        _azurite?.Stop();
    }

    [Fact]
    public async Task Fifty_events_of_one_person_at_the_same_instant_on_two_hosts_are_one_contact()
    {
        await Hosts.One.DefineFormAsync("burst");
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => (i % 2 == 0 ? Hosts.One : Hosts.Two).LeadAsync("burst", new
        {
            email = i % 3 == 2 ? null : "one@person.example",
            phone = i % 3 == 1 ? null : "+79165550505",
            answer = $"{i}",
        })));
        await Hosts.One.IdleAsync();

        var contact = Assert.Single(await Hosts.One.ContactsAsync());
        Assert.Equal(50, (await Hosts.One.TimelineAsync(contact)).Count(entry => entry.Kind == "form"));
        Assert.Equal(0, await Hosts.One.PoisonAsync());
    }

    [Fact]
    public async Task What_was_acknowledged_counts_once_whichever_workers_and_hosts_are_killed_meanwhile()
    {
        var random = Seeded();
        var deliveries = Shopping.Deliveries().ToArray();
        random.Shuffle(deliveries);
        await Shopping.DefineAsync(Hosts.One);

        var delivered = 0;
        var killing = KillAsync(random, deliveries.Length, () => Volatile.Read(ref delivered));
        await Parallel.ForAsync(0, deliveries.Length, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, _) =>
        {
            await Hosts.DeliverAsync(i, deliveries[i]);
            Interlocked.Increment(ref delivered);
        });
        await killing;
        await SettleAsync();

        await AssertNothingIsLostOrDoubleAsync();
        await AssertTheBaseIsWhatItsCapturesSayAsync();
    }

    private Random Seeded()
    {
        var seed = LongRun.Seed;
        output.WriteLine($"CLIENTBASE_CHAOS_SEED={seed}");
        return new Random(seed);
    }

    /// <summary>Kills a worker, a host or all hosts, again and again while the deliveries go on.</summary>
    private async Task KillAsync(Random random, int deliveries, Func<int> delivered)
    {
        var kills = LongRun.Kills(4);
        for (var kill = 1; kill <= kills; kill++)
        {
            var after = deliveries * kill / (kills + 1);
            await Eventually.TrueAsync(() => delivered() >= after, () => $"{after} deliveries", TimeSpan.FromMinutes(5));
            var (host, how) = (random.Next(Hosts.Count), random.Next(3));
            output.WriteLine($"After {delivered()} deliveries: {(how == 0 ? "worker" : how == 1 ? "host" : "all hosts")} {host}");
            await (how switch
            {
                0 => Hosts.KillWorkerAsync(host),
                1 => Hosts.KillHostAsync(host),
                _ => Hosts.KillAllAsync(),
            });
        }
    }

    // A message that was under way at each of five kills has gone to poison, without anything being wrong with it.
    private async Task SettleAsync()
    {
        await Hosts.One.IdleAsync();
        foreach (var queue in (await Hosts.One.QueuesAsync()).Items.Where(queue => queue.Poison > 0))
        {
            await Hosts.One.ReplayPoisonAsync(queue.Queue);
        }

        await Hosts.One.IdleAsync();
        Assert.DoesNotContain((await Hosts.One.QueuesAsync()).Items, queue => queue.Poison > 0);
    }

    private async Task AssertNothingIsLostOrDoubleAsync()
    {
        var contacts = await Hosts.One.ContactsAsync();
        Assert.Equal(
            Enumerable.Range(0, Shopping.People).Select(Shopping.EmailOf).Order(StringComparer.Ordinal),
            contacts.SelectMany(contact => contact.Emails).Order(StringComparer.Ordinal));
        Assert.Equal(Shopping.People, contacts.Count);

        var byEmail = contacts.ToDictionary(contact => contact.Emails[0]);
        foreach (var person in Enumerable.Range(0, Shopping.People))
        {
            var contact = byEmail[Shopping.EmailOf(person)];
            Assert.Equal((Shopping.OrdersOf(person), Shopping.TotalOf(person)), (contact.Orders.Count, contact.Orders.Total));
            AssertTimeline(person, await Hosts.One.TimelineAsync(contact));
        }
    }

    // Every row is called for by a capture, and the same captures filed one after the other by one instance give the same contacts.
    private async Task AssertTheBaseIsWhatItsCapturesSayAsync()
    {
        var rows = await new TableClient(_azurite!.ConnectionString, Tables.Contacts).QueryAsync<TableEntity>().ToListAsync();
        var filed = RowModel.FiledIn(rows);
        var model = new RowModel(rows, filed);
        Assert.Equal(Shopping.Deliveries().Count(), filed.Count);
        Assert.Empty(model.NotExplained());
        Assert.Empty(model.Missing());

        using var other = new TestApp(shared);
        await other.CreateAsync();
        foreach (var (capture, _) in filed.OrderBy(one => one.Capture.Id, StringComparer.Ordinal))
        {
            await other.FileAsync(capture);
        }

        Assert.Equal(
            (await Hosts.One.ContactsAsync()).Select(contact => contact.Hash).Order(StringComparer.Ordinal),
            await other.HashesAsync());
    }

    private static void AssertTimeline(int person, List<TimelineItem> timeline)
    {
        Assert.Equal(timeline.Count, timeline.DistinctBy(entry => entry.Id).Count());
        int Of(string kind) => timeline.Count(entry => entry.Kind == kind);
        Assert.Equal(
            (Shopping.Forms / Shopping.People, Shopping.OrderNotesOf(person), Shopping.RefundNotesOf(person)),
            (Of("form"), Of("order"), Of("refund")));
        Assert.Equal(
            Enumerable.Range(0, Shopping.Forms).Where(form => form % Shopping.People == person).Select(form => $"{form}").Order(),
            timeline.Where(entry => entry.Kind == "form").Select(entry => entry.Text("answer")).Order());
    }
}
