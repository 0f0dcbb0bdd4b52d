using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Names;
using ClientBase.Domain.Contacts.Phones;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Orders;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Contacts.Timeline;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Contacts;

[Trait("Category", "Slow")]
public sealed class FilingTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TestApp _app = new(azurite);

    public async ValueTask InitializeAsync() => await _app.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_new_contact_with_one_key_is_one_transaction() =>
        Assert.Equal(1, await CostAsync(Says("c1", email: "one")));

    [Fact]
    public async Task A_new_contact_with_two_keys_is_two_transactions_at_most() =>
        Assert.InRange(await CostAsync(Says("c1", email: "one", phone: "1")), 1, 2);

    [Fact]
    public async Task The_first_order_of_a_new_customer_is_eight_transactions_at_most() =>
        Assert.InRange(await CostAsync(Order("c1", "1", customer: "7", email: "one", phone: "1")), 1, 8);

    [Fact]
    public async Task A_later_order_of_a_known_customer_is_five_transactions_at_most_and_leaves_no_row_that_is_not_wanted()
    {
        for (var order = 1; order <= 10; order++)
        {
            var cost = await CostAsync(Order($"c{order}", $"{order}", customer: "7", email: "one", phone: "1"));
            Assert.InRange(cost, 1, order == 1 ? 8 : 5);
        }

        Assert.Single(await _app.RowsAsync(Tables.Contacts, ContactRow.Prefix));
        Assert.Equal(10, (await _app.RowsAsync(Tables.Contacts, "p|")).Count);
        Assert.Equal(13, (await _app.RowsAsync(Tables.Contacts, ClaimRow.Prefix)).Count); // Id, e-mail, telephone, ten orders.
    }

    [Fact]
    public async Task An_update_of_an_order_is_four_transactions_at_most()
    {
        await CostAsync(Order("c1", "1", customer: "7", email: "one", phone: "1"));

        Assert.InRange(await CostAsync(Order("c2", "1", customer: "7", email: "one", phone: "1", total: 20m, at: Noon.AddHours(1))), 1, 4);
    }

    [Fact]
    public async Task A_refund_that_names_only_its_order_finds_the_customer()
    {
        var id = await FileAsync(Order("c1", "1", customer: "7", email: "one", total: 100m));
        var refund = new CaptureBuilder("c2", "shop:acme", "refund", Noon.AddDays(1)).Refund("acme", "1", "r1", 30m).Build();

        Assert.Equal(id, await FileAsync(refund));

        Assert.Equal(70m, (await _app.CardAsync(id)).Contact.Orders["acme:1"].Net);
    }

    [Fact]
    public async Task A_refund_may_come_before_its_order()
    {
        await FileAsync(new CaptureBuilder("c2", "shop:acme", "refund", Noon.AddDays(1)).Refund("acme", "1", "r1", 30m).Build());

        var id = await FileAsync(Order("c1", "1", customer: "7", email: "one", total: 100m));

        Assert.Equal(70m, (await _app.CardAsync(id)).Contact.Orders["acme:1"].Net);
    }

    [Fact]
    public async Task The_same_capture_again_costs_one_transaction_and_changes_nothing()
    {
        var capture = Says("c1", email: "again");
        await FileAsync(capture);
        var before = await _app.RowsAsync(Tables.Contacts);

        Assert.Equal(1, await CostAsync(capture));

        Assert.Equal(
            before.Select(row => (row.RowKey, row.ETag)), (await _app.RowsAsync(Tables.Contacts)).Select(row => (row.RowKey, row.ETag)));
    }

    [Fact]
    public async Task A_form_of_a_known_person_with_a_new_telephone_leaves_no_row_that_is_not_wanted()
    {
        var id = await FileAsync(Says("c1", email: "known"));
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(id, await FileAsync(Says($"n{i}", email: "known", phone: $"{i}")));
        }

        Assert.Single(await _app.RowsAsync(Tables.Contacts, ContactRow.Prefix));
        Assert.All(await _app.RowsAsync(Tables.Contacts, ClaimRow.Prefix), claim => Assert.Equal(id, claim.GetString(ClaimRow.Contact)));
    }

    [Fact]
    public async Task Two_customers_of_one_shop_who_share_an_address_are_both_filed_by_who_knows_it_as_it_was()
    {
        var (one, other) = (_app.ColdFiling(), _app.ColdFiling());
        await other.FileAsync(Says("c1", email: "shared"), default);
        var first = await one.FileAsync(Order("c2", "1", customer: "7", email: "shared"), default);

        // It takes the second for the same person, and finds out when it has claimed the customer id already.
        var second = await other.FileAsync(Order("c3", "2", customer: "8", email: "shared"), default);

        Assert.NotEqual(first, second);
        Assert.Equal(second, await FileAsync(Order("c4", "3", customer: "8", email: "shared")));
        Assert.Equal(first, await FileAsync(Order("c5", "4", customer: "7", email: "shared")));
    }

    [Fact]
    public async Task Many_events_of_one_person_at_once_in_several_processes_are_one_contact()
    {
        var hosts = Enumerable.Range(0, 4).Select(_ => _app.ColdFiling()).ToList();
        var ids = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => hosts[i % 4].FileAsync(
            Says($"c{i}", email: i % 3 == 0 ? null : "crowd", phone: i % 3 == 1 ? null : "2"), default)));

        var cards = await Task.WhenAll(ids.Distinct().Select(id => _app.CardAsync(id!)));
        var survivor = Assert.Single(cards.DistinctBy(card => card.Contact.Id)).Contact;
        Assert.Equal(40, (await TimelineAsync(survivor)).Count(entry => entry.Kind == "form"));
    }

    [Fact]
    public async Task A_claim_left_behind_by_a_crash_is_adopted()
    {
        var capture = Says("c1", email: "crash", phone: "3");
        var claims = IdentityResolver.KeysOf(capture);
        var lost = ContactId.Found(claims[0], capture.Id);
        await _app.Table(Tables.Contacts).AddEntityAsync(ClaimRow.Of(claims[1], lost));

        Assert.Equal(lost, await FileAsync(Says("c2", phone: "3")));
        Assert.Equal(lost, await FileAsync(capture));
    }

    [Fact]
    public async Task A_merge_cut_short_after_the_redirect_is_finished_by_the_next_event()
    {
        var older = await FileAsync(Says("c1", email: "older"));
        var younger = await FileAsync(Says("c2", phone: "4", city: "Omsk", at: Noon.AddHours(1)));
        var row = Assert.Single(await _app.RowsAsync(Tables.Contacts, ContactRow.Key(younger)));
        row[ContactRow.MergedInto] = older;
        await _app.Table(Tables.Contacts).UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);

        Assert.Equal(older, await FileAsync(Says("c3", phone: "4", at: Noon.AddHours(2))));

        var contact = (await _app.CardAsync(younger)).Contact;
        Assert.Equal((older, "Omsk"), (contact.Id, contact.Field("city")));
        Assert.Contains(younger, contact.MergedFrom);
        Assert.Equal(3, (await TimelineAsync(contact)).Count(entry => entry.Kind == "form"));
    }

    [Fact]
    public async Task A_retry_of_what_was_filed_before_a_merge_counts_once()
    {
        var early = Says("c1", phone: "5");
        await FileAsync(Says("c0", email: "late", at: Noon.AddHours(-1)));
        await FileAsync(early);
        var id = await FileAsync(Says("c2", email: "late", phone: "5", at: Noon.AddHours(1)));
        await FileAsync(early);

        Assert.Equal(3, (await TimelineAsync((await _app.CardAsync(id)).Contact)).Count(entry => entry.Kind == "form"));
    }

    [Fact]
    public async Task What_was_said_is_kept_with_the_timeline()
    {
        var capture = Order("c1", "1", customer: "7", email: "one", phone: "1");
        var id = await FileAsync(capture);

        var kept = TimelineRow.ReadCapture(Assert.Single(await _app.RowsAsync(Tables.Contacts, TimelineRow.Prefix(id))))!;

        Assert.Equal((capture.Id, capture.Kind, capture.At, capture.Source), (kept.Id, kept.Kind, kept.At, kept.Source));
        Assert.Equal(ContactHash.Of(capture.Says), ContactHash.Of(kept.Says));
    }

    [Fact]
    public async Task An_account_of_many_orders_stays_whole()
    {
        var id = "";
        for (var i = 0; i < 300; i++)
        {
            id = await _app.FileAsync(Order($"c{i}", $"{i}", customer: "till", total: 1m, at: Noon.AddMinutes(i)));
        }

        Assert.Equal(300m, OrderSummary.Of((await _app.CardAsync(id)).Contact.Orders).Total);
        Assert.InRange((await _app.RowsAsync(Tables.Contacts, ContactRow.Prefix)).Single().GetString(ContactRow.Profile)!.Length, 1, 1_000);
    }

    [Fact]
    public async Task Listing_pages_through_every_shard_once()
    {
        var names = Enumerable.Range(0, 25).Select(i => $"list{i}").ToList();
        foreach (var name in names)
        {
            await FileAsync(Says(name, email: name));
        }

        var found = new List<string>();
        for (string? after = null; ;)
        {
            var page = await _app.Get<ContactReader>().ListAsync(new Paging(4, after), default);
            found.AddRange(page.Items.Select(card => card.Contact.PrimaryEmail!));
            if (page.Continuation is null)
            {
                break;
            }

            after = page.Items[^1].Contact.Id;
        }

        Assert.Equal(names.Select(name => $"{name}@example.com").Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_repeat_that_looks_like_somebody_elses_since_a_name_changed_is_still_a_repeat()
    {
        CaptureBuilder Form(string id, string? email, string? phone, string name, int day) =>
            Start(id, "form:test", "form", email, phone, Noon.AddDays(day)).Name(new PersonName(name, null, null));
        var id = await FileAsync(Form("c1", "ann", "1", "Ann", 0).Build());
        var second = Form("c2", null, "1", "Ann", 1).Build();
        await FileAsync(second);
        await FileAsync(Form("c3", "ann", null, "Bea", 2).Build());

        Assert.Equal(id, await FileAsync(second));
        Assert.Single(await _app.RowsAsync(Tables.Contacts, ContactRow.Prefix));
        Assert.Equal(3, (await _app.RowsAsync(Tables.Contacts, "t|")).Count);
    }

    [Fact]
    public async Task A_row_of_a_newer_app_is_refused_with_what_to_do()
    {
        var id = await FileAsync(Says("c1", email: "newer"));
        var row = Assert.Single(await _app.RowsAsync(Tables.Contacts, ContactRow.Prefix));
        row["V"] = 99;
        await _app.Table(Tables.Contacts).UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);

        var refused = await Assert.ThrowsAsync<NewerRowException>(() => _app.CardAsync(id));

        Assert.Contains("deploy that version again", refused.Message, StringComparison.Ordinal);
    }

    private static CapturedEvent Says(
        string id, string? email = null, string? phone = null, string? city = null, DateTimeOffset? at = null) =>
        Start(id, "form:test", "form", email, phone, at).Field("city", city).Build();

    private static CapturedEvent Order(
        string id,
        string order,
        string customer,
        string? email = null,
        string? phone = null,
        decimal total = 10m,
        DateTimeOffset? at = null) =>
        Start(id, "shop:acme", "order", email, phone, at).ShopCustomer("acme", customer)
            .Order("acme", order, at ?? Noon, total, "RUB", counts: true).Build();

    private static CaptureBuilder Start(string id, string source, string kind, string? email, string? phone, DateTimeOffset? at)
    {
        _ = EmailAddress.TryParse(email is null ? null : $"{email}@example.com", out var address);
        _ = PhoneNumber.TryParse(phone is null ? null : $"+7916{phone.PadLeft(7, '1')}", null, out var number);
        return new CaptureBuilder(id, source, kind, at ?? Noon).Email(address).Phone(number);
    }

    // On an instance that remembers nobody, as most are in the cloud.
    private async Task<string> FileAsync(CapturedEvent capture) => (await _app.ColdFiling().FileAsync(capture, default))!;

    private async Task<int> CostAsync(CapturedEvent capture)
    {
        _app.Requests.Clear();
        await FileAsync(capture);
        return _app.Requests.Count;
    }

    private async Task<IReadOnlyList<TimelineEntry>> TimelineAsync(Contact contact) =>
        (await _app.Get<TimelineStore>().ReadAsync(contact, new Paging(1000, null), default)).Items;
}
