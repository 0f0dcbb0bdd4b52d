using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Phones;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Timeline;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Contacts;

public sealed class ContactStoreTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly string _run = Guid.NewGuid().ToString("n");
    private readonly TransactionCounter _counter = new();
    private TableServiceClient _service = null!;

    public async ValueTask InitializeAsync()
    {
        var options = new TableClientOptions();
        options.AddPolicy(_counter, Azure.Core.HttpPipelinePosition.PerRetry);
        _service = new TableServiceClient(azurite.ConnectionString, options);
        await _service.CreateTableIfNotExistsAsync(Tables.Contacts);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_new_contact_with_one_key_is_one_transaction()
    {
        var store = NewStore();
        _counter.Reset();
        await FileAsync(store, Capture("c1", email: "one"));

        Assert.Equal(1, _counter.Count);
    }

    [Fact]
    public async Task The_same_capture_again_costs_one_transaction_and_changes_nothing()
    {
        var capture = Capture("c1", email: "again");
        var id = await FileAsync(NewStore(), capture);
        var before = (await NewStore().GetAsync(id, CancellationToken.None))!.Row.ETag;
        _counter.Reset();
        await FileAsync(NewStore(), capture);

        Assert.Equal(1, _counter.Count);
        Assert.Equal(before, (await NewStore().GetAsync(id, CancellationToken.None))!.Row.ETag);
    }

    [Fact]
    public async Task Another_process_that_knows_nobody_finds_the_contact_by_the_claim_it_runs_into()
    {
        var first = await FileAsync(NewStore(), Capture("c1", email: "known"));
        var second = await FileAsync(NewStore(), Capture("c2", email: "known", phone: "1"));

        Assert.Equal(first, second);
        var contact = (await NewStore().GetAsync(first, CancellationToken.None))!.Contact;
        Assert.Single(contact.Phones);
        Assert.Equal(2, (await TimelineAsync(contact)).Count);
    }

    [Fact]
    public async Task Many_events_of_one_person_at_once_in_several_processes_are_one_contact()
    {
        var stores = Enumerable.Range(0, 4).Select(_ => NewStore()).ToList();
        var ids = await Task.WhenAll(Enumerable.Range(0, 40).Select(i =>
            FileAsync(stores[i % 4], Capture($"c{i}", email: i % 3 == 0 ? null : "crowd", phone: i % 3 == 1 ? null : "2"))));

        var contacts = await Task.WhenAll(ids.Distinct().Select(id => NewStore().GetAsync(id, CancellationToken.None)));
        var survivor = Assert.Single(contacts.DistinctBy(contact => contact!.Contact.Id))!.Contact;
        Assert.Equal(40, (await TimelineAsync(survivor)).Count(entry => entry.Kind == "form"));
    }

    [Fact]
    public async Task A_claim_left_behind_by_a_crash_is_adopted()
    {
        var capture = Capture("c1", email: "crash", phone: "3");
        var claims = IdentityResolver.KeysOf(capture);
        var lost = ContactId.Found(claims[0], capture.Id);
        await _service.GetTableClient(Tables.Contacts).AddEntityAsync(
            new TableEntity(ContactId.ShardOf(claims[1]), TableKeys.Key(claims[1])) { ["Contact"] = lost, ["Kind"] = "Phone" });

        Assert.Equal(lost, await FileAsync(NewStore(), Capture("c2", phone: "3")));
        Assert.Equal(lost, await FileAsync(NewStore(), capture));
    }

    [Fact]
    public async Task A_merge_cut_short_after_the_redirect_is_finished_by_the_next_event()
    {
        var older = await FileAsync(NewStore(), Capture("c1", email: "older"));
        var younger = await FileAsync(NewStore(), Capture("c2", phone: "4", city: "Omsk", at: Noon.AddHours(1)));
        var stored = (await NewStore().GetAsync(younger, CancellationToken.None))!;
        stored.Row["MergedInto"] = older;
        await _service.GetTableClient(Tables.Contacts).UpdateEntityAsync(stored.Row, stored.Row.ETag, TableUpdateMode.Replace);

        Assert.Equal(older, await FileAsync(NewStore(), Capture("c3", phone: "4", at: Noon.AddHours(2))));
        var contact = (await NewStore().GetAsync(younger, CancellationToken.None))!.Contact;
        Assert.Equal((older, "Omsk"), (contact.Id, contact.Field("city")));
        Assert.Contains(younger, contact.MergedFrom);
        Assert.Equal(3, (await TimelineAsync(contact)).Count(entry => entry.Kind == "form"));
    }

    [Fact]
    public async Task A_retry_of_what_was_filed_before_a_merge_counts_once()
    {
        var early = Capture("c1", phone: "5");
        await FileAsync(NewStore(), Capture("c0", email: "late", at: Noon.AddHours(-1)));
        await FileAsync(NewStore(), early);
        var id = await FileAsync(NewStore(), Capture("c2", email: "late", phone: "5", at: Noon.AddHours(1)));
        await FileAsync(NewStore(), early);

        var contact = (await NewStore().GetAsync(id, CancellationToken.None))!.Contact;
        Assert.Equal(3, (await TimelineAsync(contact)).Count(entry => entry.Kind == "form"));
    }

    [Fact]
    public async Task A_contact_of_hundreds_of_orders_is_read_as_it_was_written()
    {
        var capture = new CaptureBuilder($"{_run}-orders", "shop:s", "order", Noon).ShopCustomer("s", _run);
        for (var i = 0; i < 1_500; i++)
        {
            capture.Order("s", $"{_run}-{i}", Noon.AddDays(-i), 10.25m, "RUB", counts: true);
        }

        // One capture claims a key for each order, more than a batch holds: orders come one by one, so only the contact row is of interest.
        var contact = capture.Build().Says with { Id = ContactId.Found(new IdentityKey(IdentityKind.ShopCustomer, $"s:{_run}"), _run) };
        var table = _service.GetTableClient(Tables.Contacts);
        await table.AddEntityAsync(ContactRow.Of(contact, kept: null));

        var read = (await NewStore().GetAsync(contact.Id, CancellationToken.None))!.Contact;
        Assert.Equal(ContactHash.Of(contact), ContactHash.Of(read));
    }

    [Fact]
    public async Task Listing_pages_through_every_shard_once()
    {
        var names = Enumerable.Range(0, 25).Select(i => $"list{i}").ToList();
        foreach (var name in names)
        {
            await FileAsync(NewStore(), Capture(name, email: name));
        }

        var found = new List<string>();
        var store = NewStore();
        bool IsListed(string email) =>
            email.StartsWith("list", StringComparison.Ordinal) && email.EndsWith(_run + ".example", StringComparison.Ordinal);
        string? continuation = null;
        do
        {
            var page = await store.ListAsync(new Paging(4, continuation), contact => contact.Emails.Keys.Any(IsListed), default);
            found.AddRange(page.Items.Select(item => item.Contact.PrimaryEmail!));
            continuation = page.Continuation is null ? null : page.Items[^1].Contact.Id;
        }
        while (continuation is not null);

        Assert.Equal(names.Select(name => $"{name}@{_run}.example").Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    private ContactStore NewStore() => new(_service, new RecentContacts());

    private async Task<IReadOnlyList<TimelineEntry>> TimelineAsync(Contact contact) =>
        (await new TimelineStore(_service).ReadAsync(contact, new Paging(1000, null), CancellationToken.None)).Items;

    // As the function does it.
    private static async Task<string> FileAsync(ContactStore store, CapturedEvent capture)
    {
        var look = store.Recall(IdentityResolver.KeysOf(capture));
        while (true)
        {
            var resolution = IdentityResolver.Resolve(capture, look.People);
            if (await store.ApplyAsync(capture, resolution, look, CancellationToken.None))
            {
                return resolution.Contact.Id;
            }

            look = await store.FindAsync(capture, CancellationToken.None);
        }
    }

    private CapturedEvent Capture(string id, string? email = null, string? phone = null, string? city = null, DateTimeOffset? at = null)
    {
        _ = EmailAddress.TryParse(email is null ? null : $"{email}@{_run}.example", out var address);
        _ = PhoneNumber.TryParse(
            phone is null ? null : $"+79{phone}{Math.Abs(_run.GetHashCode(StringComparison.Ordinal)) % 100_000_000:d8}",
            null,
            out var number);
        return new CaptureBuilder($"{_run}-{id}", "form:test", "form", at ?? Noon).Email(address).Phone(number).Field("city", city).Build();
    }
}
