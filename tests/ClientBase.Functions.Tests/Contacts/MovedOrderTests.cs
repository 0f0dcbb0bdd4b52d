using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Orders;
using ClientBase.Functions.Contacts.Merging;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Contacts.Retracting;
using ClientBase.Functions.Operations.Replay;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Contacts;

/// <summary>A shop gives an order to another customer: it counts for whom its latest version names, and for nobody else.</summary>
public sealed class MovedOrderTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TestApp _app = new(azurite);

    public async ValueTask InitializeAsync() => await _app.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("anna boris", "boris")]
    [InlineData("anna boris anna", "anna")]
    [InlineData("anna boris anna boris", "boris")]
    [InlineData("anna boris vera", "vera")]
    [Trait("Category", "Slow")]
    public async Task An_order_counts_for_the_customer_it_was_given_last_in_whatever_order_its_versions_come(string given, string last)
    {
        var all = Permutations([.. given.Split(' ').Select((who, hour) => (Who: who, Hour: hour))]).ToList();
        for (var number = 0; number < all.Count; number++)
        {
            var ids = new Dictionary<string, string>();
            foreach (var (who, hour) in all[number])
            {
                ids[who] = await FileAsync(Order($"{number}-{hour}", $"{who}{number}", hour, order: $"{number}"));
            }

            foreach (var (who, id) in ids)
            {
                var theirs = (await _app.CardAsync(id)).Contact.Orders[$"acme:{number}"];
                Assert.Equal((who == last, who == last ? 100m : 0m), (theirs.Counts, theirs.Net));
                Assert.Equal(who == last ? null : "moved", theirs.Version!.Status);
            }
        }
    }

    [Fact]
    public async Task What_comes_of_the_order_later_and_names_nobody_is_the_new_customers()
    {
        var anna = await FileAsync(Order("c1", "anna", hour: 0));
        await FileAsync(Refund("r1", hour: 1));
        var boris = await FileAsync(Order("c2", "boris", hour: 2));

        Assert.Equal(boris, await FileAsync(Refund("r2", hour: 3)));

        Assert.Equal(40m, (await OfAsync(boris)).Net); // Both refunds of thirty.
        Assert.False((await OfAsync(anna)).Counts);
    }

    [Fact]
    public async Task An_instance_that_remembers_whose_it_was_finds_out()
    {
        var (one, other) = (_app.ColdFiling(), _app.ColdFiling());
        await one.FileAsync(Order("c1", "anna", hour: 0), default);
        var boris = await other.FileAsync(Order("c2", "boris", hour: 1), default);

        Assert.Equal(boris, await one.FileAsync(Refund("r1", hour: 2), default));

        Assert.Equal(70m, (await OfAsync(boris!)).Net);
    }

    [Fact]
    public async Task Of_two_customers_with_one_address_it_goes_to_and_fro_though_the_other_is_remembered()
    {
        var filing = _app.ColdFiling();
        var anna = await filing.FileAsync(Order("c1", "anna", hour: 0, address: "both"), default);
        var boris = await filing.FileAsync(Order("c2", "boris", hour: 1, address: "both"), default);
        Assert.Equal((false, true), ((await OfAsync(anna!)).Counts, (await OfAsync(boris!)).Counts));

        await filing.FileAsync(Order("c3", "anna", hour: 2, address: "both"), default);

        Assert.Equal((true, false), ((await OfAsync(anna!)).Counts, (await OfAsync(boris!)).Counts));
    }

    [Fact]
    public async Task When_both_turn_out_to_be_one_person_the_order_is_theirs()
    {
        var anna = await FileAsync(Order("c1", "anna", hour: 0));
        var boris = await FileAsync(Order("c2", "boris", hour: 1));

        await _app.Get<ContactMerging>().MergeAsync(anna, boris, isForced: true, new MergeCause("by hand"), default);

        var order = await OfAsync(anna);
        Assert.Equal((100m, null), (order.Net, order.Version!.Status));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task All_are_what_was_said_of_them_in_whatever_order_it_comes()
    {
        var all = Permutations(["anna", "refund", "boris", "anna"]).ToList();
        for (var number = 0; number < all.Count; number++)
        {
            var ids = new HashSet<string>();
            foreach (var (what, hour) in all[number].Select((what, hour) => (what, hour)))
            {
                var (id, order) = ($"{number}-{hour}", $"{number}");
                ids.Add(await FileAsync(what == "refund" ? Refund(id, hour, order) : Order(id, $"{what}{number}", hour, order)));
            }

            foreach (var id in ids)
            {
                Assert.True((await _app.Get<ContactReplay>().ReplayAsync(id, default))!.Same, string.Join(' ', all[number]));
            }
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public async Task All_are_what_was_said_of_them_when_the_earlier_version_comes_later(int first, int second)
    {
        var versions = new[] { Order("c1", "anna", hour: 0), Order("c2", "boris", hour: 1) };
        var ids = new[] { await FileAsync(versions[first]), await FileAsync(versions[second]) };

        foreach (var id in ids)
        {
            Assert.True((await _app.Get<ContactReplay>().ReplayAsync(id, default))!.Same);
        }
    }

    [Fact]
    public async Task The_timeline_tells_that_it_is_another_customers_now()
    {
        var anna = await FileAsync(Order("c1", "anna", hour: 0));
        await FileAsync(Order("c2", "boris", hour: 1));

        var row = Assert.Single(
            await _app.RowsAsync(Tables.Contacts, $"t|{anna}|"), row => TimelineRow.Read(row).Kind == "order.moved");
        Assert.Equal(
            ("1", Noon.AddHours(1)), (TimelineRow.Read(row).Data.GetProperty("orderId").GetString(), TimelineRow.Read(row).At));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_had_it_does_not_have_it_back_when_a_merge_is_undone(bool isOrderedBefore)
    {
        var (vera, anna) = (await FileAsync(Person("c0", "vera")), await FileAsync(Person("c1", "anna")));
        await FileAsync(Order(isOrderedBefore ? "c2" : "c0-2", isOrderedBefore ? "anna" : "vera", hour: 0));
        var merge = (await _app.Get<ContactMerging>().MergeAsync(vera, anna, isForced: true, new MergeCause("by hand"), default))!.Merge!;
        await FileAsync(Order("c3", "anna", hour: 1));
        var boris = await FileAsync(Order("c4", "boris", hour: 2));

        Assert.NotNull((await _app.Get<MergeUndoing>().UndoAsync(merge, by: null, default)).Decisions);

        Assert.True((await OfAsync(boris)).Counts);
        foreach (var id in new[] { vera, anna })
        {
            Assert.DoesNotContain((await _app.CardAsync(id)).Contact.Orders.Values, order => order.Counts);
            Assert.True((await _app.Get<ContactReplay>().ReplayAsync(id, default))!.Same);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_is_left_of_it_when_the_word_of_it_is_taken_back(bool isKnownOtherwise)
    {
        var anna = await FileAsync(Order("c1", "anna", hour: 0));
        if (isKnownOtherwise)
        {
            await FileAsync(Person("c2", "anna"));
        }

        await FileAsync(Order("c3", "boris", hour: 1));

        await _app.Get<CaptureRetraction>().RetractAsync(anna, new HashSet<string> { "c1" }, default);

        var card = await _app.Get<ContactReader>().GetAsync(anna, default);
        Assert.Equal(isKnownOtherwise, card is not null);
        Assert.Empty(card?.Contact.Orders.Keys ?? []);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task What_was_told_of_it_goes_along_though_its_new_owner_was_cut_short()
    {
        for (var (writes, wasCut) = (0, true); wasCut; writes++)
        {
            var number = $"{writes}";
            await FileAsync(Order($"a{number}", $"anna{number}", hour: 0, order: number));
            await FileAsync(Refund($"r{number}", hour: 1, order: number));
            var capture = Order($"b{number}", $"boris{number}", hour: 2, order: number);
            _app.Requests.CutAfter(writes);
            wasCut = await Record.ExceptionAsync(() => FileAsync(capture)) is not null;
            _app.Requests.CutAfter(null);
            var boris = await FileAsync(capture);

            Assert.Equal(70m, (await _app.CardAsync(boris)).Contact.Orders[$"acme:{number}"].Net);
            Assert.True((await _app.Get<ContactReplay>().ReplayAsync(boris, default))!.Same, $"after {writes} writes");
        }
    }

    [Fact]
    public async Task Who_has_it_no_more_is_marked_for_segments_and_reports()
    {
        var anna = await FileAsync(Order("c1", "anna", hour: 0));
        foreach (var mark in (await _app.RowsAsync(Tables.Contacts, $"n|0|{anna}|")).Concat(
            await _app.RowsAsync(Tables.Contacts, ReportRow.PrefixOf(anna))))
        {
            await _app.Get<TableServiceClient>().GetTableClient(Tables.Contacts).DeleteEntityAsync(mark.PartitionKey, mark.RowKey);
        }

        await FileAsync(Order("c2", "boris", hour: 1));

        Assert.Single(await _app.RowsAsync(Tables.Contacts, $"n|0|{anna}|"));
        Assert.Null(ReportRow.Read(Assert.Single(await _app.RowsAsync(Tables.Contacts, ReportRow.PrefixOf(anna)))).Json);
    }

    private async Task<string> FileAsync(CapturedEvent capture) => (await _app.ColdFiling().FileAsync(capture, default))!;

    private async Task<OrderState> OfAsync(string contactId) => (await _app.CardAsync(contactId)).Contact.Orders["acme:1"];

    internal static CapturedEvent Order(string id, string who, int hour, string order = "1", string? address = null)
    {
        Assert.True(EmailAddress.TryParse($"{address ?? who}@example.com", out var email));
        return new CaptureBuilder(id, "shop:acme", "order", Noon.AddHours(hour))
            .Email(email).ShopCustomer("acme", who).Order("acme", order, Noon, 100m, "RUB", counts: true).Build();
    }

    internal static CapturedEvent Person(string id, string who) =>
        new CaptureBuilder(id, "shop:acme", "customer", Noon).ShopCustomer("acme", who).Build();

    internal static CapturedEvent Refund(string id, int hour, string order = "1") =>
        new CaptureBuilder(id, "shop:acme", "refund", Noon.AddHours(hour)).Refund("acme", order, id, 30m).Build();

    private static IEnumerable<IReadOnlyList<T>> Permutations<T>(IReadOnlyList<T> all) => all.Count == 0
        ? [[]]
        : all.SelectMany((one, at) => Permutations([.. all.Take(at), .. all.Skip(at + 1)])
            .Select(rest => (IReadOnlyList<T>)[one, .. rest]));
}
