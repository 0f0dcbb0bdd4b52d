using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Orders;
using ClientBase.Functions.Contacts.Merging;
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
    public async Task Both_are_what_was_said_of_them()
    {
        var anna = await FileAsync(Order("c1", "anna", hour: 0));
        var boris = await FileAsync(Order("c2", "boris", hour: 1));

        foreach (var id in new[] { anna, boris })
        {
            Assert.True((await _app.Get<ContactReplay>().ReplayAsync(id, default))!.Same);
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

    private static CapturedEvent Order(string id, string who, int hour, string order = "1", string? address = null)
    {
        Assert.True(EmailAddress.TryParse($"{address ?? who}@example.com", out var email));
        return new CaptureBuilder(id, "shop:acme", "order", Noon.AddHours(hour))
            .Email(email).ShopCustomer("acme", who).Order("acme", order, Noon, 100m, "RUB", counts: true).Build();
    }

    private static CapturedEvent Refund(string id, int hour) =>
        new CaptureBuilder(id, "shop:acme", "refund", Noon.AddHours(hour)).Refund("acme", "1", id, 30m).Build();

    private static IEnumerable<IReadOnlyList<T>> Permutations<T>(IReadOnlyList<T> all) => all.Count == 0
        ? [[]]
        : all.SelectMany((one, at) => Permutations([.. all.Take(at), .. all.Skip(at + 1)])
            .Select(rest => (IReadOnlyList<T>)[one, .. rest]));
}
