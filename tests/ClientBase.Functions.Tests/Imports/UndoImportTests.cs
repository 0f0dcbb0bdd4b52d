using ClientBase.Functions.Contacts.Merging;
using ClientBase.Functions.Crm.Tasks;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;
using static ClientBase.Functions.Tests.Contacts.Merging.People;

namespace ClientBase.Functions.Tests.Imports;

[Trait("Category", "Slow")]
public sealed class UndoImportTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const string File =
        "email,phone,name,city,consent_marketing\n"
        + "known@example.com,+79160000021,Анна Иванова,Казань,yes\n"
        + "new@example.com,,Пётр,Омск,no\n"
        + "both@example.com,+79161234502,Вера,,\n"
        + ",+79160000023,Глеб,,\n";

    private readonly ImportBase _base = new(azurite);

    public async ValueTask InitializeAsync()
    {
        await _base.CreateAsync();
        await _base.FileAsync(Form("k1", email: "known", name: "Анна", city: "Москва"));
        await _base.FileAsync(Order("k2", "77", 10m, customer: "c", email: "known", minute: 1));
        await _base.FileAsync(Form("b1", email: "both", name: "Вера"));
        await _base.FileAsync(Form("b2", phone: "2", name: "Вера", minute: 1));
    }

    public ValueTask DisposeAsync()
    {
        _base.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Afterwards_the_base_is_as_it_was_before()
    {
        var before = await _base.DumpAsync();
        var view = await _base.ImportAsync(File);
        Assert.Equal(4, view.Accepted);
        var fields = (await _base.ContactAsync("known@example.com"))!.Value.GetProperty("fields");
        Assert.Contains("Казань", fields.GetProperty("city").ToString(), StringComparison.Ordinal);

        Assert.Equal(202, await _base.UndoAsync(view.Id));

        Assert.Equal("undone", (await _base.ViewAsync(view.Id)).State);
        Assert.Equal(WithoutTrace(before), WithoutTrace(await _base.DumpAsync()));
        Assert.Equal(409, await _base.UndoAsync(view.Id));
    }

    [Fact]
    public async Task An_order_that_a_file_gave_to_another_customer_is_given_back()
    {
        var view = await _base.ImportAsync(
            "id,customerId,email,at,total\n77,d,both@example.com,2026-01-01,10\n", "?kind=orders&shop=acme");
        Assert.Equal((0, 1), (await CountAsync("known"), await CountAsync("both")));

        await _base.UndoAsync(view.Id);

        Assert.Equal((1, 0), (await CountAsync("known"), await CountAsync("both")));

        async Task<int> CountAsync(string who) =>
            (await _base.ContactAsync($"{who}@example.com"))!.Value.GetProperty("orders").GetProperty("count").GetInt32();
    }

    [Fact]
    public async Task Work_with_who_is_gone_is_on_no_list_any_more()
    {
        var view = await _base.ImportAsync(File);
        var id = (await _base.ContactAsync("new@example.com"))!.Value.GetProperty("id").GetString()!;
        var task = new { title = "Позвонить Петру", dueAt = "2026-03-05" };
        var (status, _) = await _base.CallAsync(request => _base.Get<WorkOnTasks>().AddAsync(request, id, default), task);
        Assert.Equal(201, status);

        await _base.UndoAsync(view.Id);

        var (_, tasks) = await _base.CallAsync(request => _base.Get<WorkOnTasks>().ListAsync(request, default));
        Assert.Empty(tasks.GetProperty("items").EnumerateArray());
        Assert.Empty(await _base.RowsAsync(Tables.Work, "t|"));
    }

    [Fact]
    public async Task What_came_later_stays_and_who_came_by_it_alone_is_gone()
    {
        var view = await _base.ImportAsync(File);
        await _base.FileAsync(Form("late", email: "new", city: "Тверь", minute: 60));

        await _base.UndoAsync(view.Id);

        var left = (await _base.ContactAsync("new@example.com"))!.Value;
        Assert.Equal("Тверь", (await _base.CardAsync(left.GetProperty("id").GetString()!)).Contact.Field("city"));
        Assert.Null((await _base.CardAsync(left.GetProperty("id").GetString()!)).Contact.Name.First);
        Assert.DoesNotContain(
            await _base.RowsAsync(Tables.Contacts, "c|"), row => row.GetString("Profile").Contains("Глеб", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_another_import_said_as_well_stays()
    {
        var first = await _base.ImportAsync("email,name\nshared@example.com,Анна\nalone@example.com,Борис\n");
        var second = await _base.ImportAsync("email,name\nshared@example.com,Анна\n");
        Assert.Equal(1, second.Unchanged);

        await _base.UndoAsync(first.Id);
        Assert.NotNull(await _base.ContactAsync("shared@example.com"));
        Assert.Null(await _base.ContactAsync("alone@example.com"));

        await _base.UndoAsync(second.Id);
        Assert.Null(await _base.ContactAsync("shared@example.com"));
    }

    [Fact]
    public async Task What_went_with_somebody_when_a_merge_was_undone_is_found_there()
    {
        await _base.FileAsync(Form("one", email: "one", name: "Анна"));
        await _base.FileAsync(Form("two", email: "two", name: "Анна", city: "Тверь", minute: 1));
        var mergeId = await MergeAsync("one@example.com", "two@example.com");
        var view = await _base.ImportAsync("email,city,own\ntwo@example.com,Казань,yes\n");
        await _base.CallAsync(request => _base.Get<UndoMerge>().RunAsync(request, mergeId, default));
        var moved = (await _base.ContactAsync("two@example.com"))!.Value.GetProperty("id").GetString()!;
        Assert.Equal("Казань", (await _base.CardAsync(moved)).Contact.Field("city"));

        await _base.UndoAsync(view.Id);

        Assert.Equal("Тверь", (await _base.CardAsync(moved)).Contact.Field("city"));
        Assert.DoesNotContain("own", (await _base.CardAsync(moved)).Contact.Fields.Keys);
    }

    [Fact]
    public async Task After_an_undo_the_same_file_is_new_again()
    {
        var view = await _base.ImportAsync(File);
        var imported = await _base.DumpAsync();
        await _base.UndoAsync(view.Id);

        var again = await _base.ImportAsync(File);

        Assert.Equal(4, again.Accepted);
        Assert.Equal(
            WithoutTrace(imported.Replace(view.Id, "", StringComparison.Ordinal)),
            WithoutTrace((await _base.DumpAsync()).Replace(again.Id, "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Cut_short_at_any_write_it_is_finished_by_the_next_try()
    {
        for (var writes = 0; ; writes++)
        {
            using var app = new ImportBase(azurite);
            await app.CreateAsync();
            await app.FileAsync(Form("k1", email: "known", name: "Анна", city: "Москва"));
            var before = await app.DumpAsync();
            var view = await app.ImportAsync("email,phone,name\nknown@example.com,+79160000031,Анна\ngone@example.com,,Пётр\n");
            app.Requests.CutAfter(writes);
            var wasCut = false;
            try
            {
                await app.UndoAsync(view.Id);
            }
            catch (Exception)
            {
                wasCut = true;
            }

            app.Requests.CutAfter(null);
            await app.UndoAsync(view.Id); // 409 when it was begun, and goes on.
            Assert.Equal("undone", (await app.ViewAsync(view.Id)).State);
            Assert.Equal(before, await app.DumpAsync());
            if (!wasCut)
            {
                return;
            }
        }
    }

    private async Task<string> MergeAsync(string email, string with)
    {
        var (one, two) = ((await _base.ContactAsync(email))!.Value, (await _base.ContactAsync(with))!.Value);
        var (_, body) = await _base.CallAsync(
            request => _base.Get<MergeContacts>().RunAsync(request, one.GetProperty("id").GetString()!, default),
            new { with = two.GetProperty("id").GetString() });
        return body.GetProperty("mergeId").GetString()!;
    }

    // Undone merges leave their history, and receipts are never taken back.
    private static string WithoutTrace(string dump) => string.Join('\n', dump.Split('\n').Where(row =>
        !row.Contains(" r|", StringComparison.Ordinal) && !row.Contains("|h|", StringComparison.Ordinal)
        && !row.Contains("Kind=merge", StringComparison.Ordinal)));
}
