using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Functions.Contacts.Merging;
using ClientBase.Functions.Tests.Fixtures;
using static ClientBase.Functions.Tests.Crm.CrmBase;

namespace ClientBase.Functions.Tests.Crm;

/// <summary>Lists of managers follow merges and undos at once.</summary>
[Trait("Category", "Slow")]
public sealed class MergedWorkTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task After_a_merge_all_deals_are_on_the_managers_list_and_after_an_undo_each_has_its_own()
    {
        using var app = new CrmBase(azurite);
        await app.CreateAsync();
        var (one, two) = await TwoClientsAsync(app);
        var first = IdOf(await app.AddDealAsync(one, new { title = "A" }));
        var second = IdOf(await app.AddDealAsync(two, new { title = "B" }));

        var merge = await MergeAsync(app, one, two);

        Assert.Equal(Sorted(first, second), await DealsAsync(app, "m2"));
        Assert.Empty(await DealsAsync(app, "m1"));
        Assert.Equal(Sorted(first, second), await DealsAsync(app, "m2", "&stage=new"));
        var since = IdOf(await app.AddDealAsync(one, new { title = "C" }));
        await app.PatchDealAsync(first, new { stage = "offer" });
        Assert.Equal(Sorted(first, second, since), await DealsAsync(app, "m2"));

        Assert.Equal(200, (await app.CallAsync(request => app.Get<UndoMerge>().RunAsync(request, merge, default))).Status);

        Assert.Equal(Sorted(first, since), await DealsAsync(app, "m1"));
        Assert.Equal([second], await DealsAsync(app, "m2"));
    }

    [Fact]
    public async Task A_merge_by_a_key_in_common_does_the_same()
    {
        using var app = new CrmBase(azurite);
        await app.CreateAsync();
        var (one, two) = await TwoClientsAsync(app);
        var deal = IdOf(await app.AddDealAsync(one, new { title = "A" }));

        await app.FileAsync(new CaptureBuilder("both", "form:test", "form", app.Clock.GetUtcNow())
            .Email(Email("one")).Email(Email("two")).Build());

        Assert.Equal([deal], await DealsAsync(app, "m2"));
        Assert.Empty(await DealsAsync(app, "m1"));
    }

    [Fact]
    public async Task Cut_short_at_any_write_a_merge_leaves_no_deal_off_its_managers_list()
    {
        for (var writes = 0; ; writes++)
        {
            using var app = new CrmBase(azurite);
            await app.CreateAsync();
            var (one, two) = await TwoClientsAsync(app);
            var deals = Sorted(
                IdOf(await app.AddDealAsync(one, new { title = "A" })), IdOf(await app.AddDealAsync(two, new { title = "B" })));
            var isCut = await app.CutAsync(writes, () => MergeAsync(app, one, two));

            // Before the merge each is its own manager's, after it all are the later one's: never is one nobody's.
            Assert.Equal(deals, Sorted([.. await DealsAsync(app, "m1"), .. await DealsAsync(app, "m2")]));
            await MergeAsync(app, one, two);
            Assert.Equal(deals, await DealsAsync(app, "m2"));
            if (!isCut)
            {
                return;
            }
        }
    }

    private static async Task<string> MergeAsync(CrmBase app, string one, string two)
    {
        var body = new Dictionary<string, object> { ["with"] = two, ["force"] = true };
        var (status, answer) = await app.CallAsync(request => app.Get<MergeContacts>().RunAsync(request, one, default), body);
        Assert.Equal(200, status);
        return answer.GetProperty("mergeId").GetString()!;
    }

    private static async Task<(string One, string Two)> TwoClientsAsync(CrmBase app)
    {
        var one = await app.PersonAsync("one");
        await app.ManageAsync(one, new { manager = "m1" });
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var two = await app.PersonAsync("two");
        await app.ManageAsync(two, new { manager = "m2" });
        return (one, two);
    }

    private static async Task<List<string>> DealsAsync(CrmBase app, string manager, string more = "") =>
        Sorted([.. Texts(await app.DealsAsync($"?manager={manager}{more}"), "id")]);

    private static List<string> Sorted(params string[] ids) => [.. ids.Order(StringComparer.Ordinal)];

    private static EmailAddress Email(string name)
    {
        Assert.True(EmailAddress.TryParse($"{name}@clients.example", out var email));
        return email;
    }
}
