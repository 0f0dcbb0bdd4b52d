using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Contacts.Duplicates;

[Trait("Category", "Slow")]
public sealed class MergeAboveTests(AzuriteFixture azurite)
    : DuplicatesOnBase(azurite, new Dictionary<string, string?> { ["Identity:MergeAbove"] = "0.9" })
{
    [Fact]
    public async Task Above_the_threshold_duplicates_are_merged_with_the_reason_and_an_undo_is_for_ever()
    {
        await StrangersAsync(40);
        var one = await FormAsync("m.one@example.com", null, "Эльвира", "Тихонова", "1991-10-11", "Омск", "ул. Новая, 7");
        var other = await FormAsync("m.two@example.org", null, "Эльвира", "Тихонова", "1991-10-11", "Омск", "ул. Новая, 7");

        await SearchAsync();

        Assert.Equal(one, (await App.CardAsync(other)).Contact.Id);
        Assert.Empty(await ListAsync());
        var entry = Assert.Single(await TimelineAsync(one), entry => entry.Kind == "merge");
        Assert.Equal("duplicate", entry.Data.GetProperty("because").GetString());
        Assert.InRange(entry.Data.GetProperty("score").GetDouble(), 0.9, 1);
        Assert.Contains("birthDate: equal", entry.Data.GetProperty("agreement").EnumerateArray().Select(one => one.GetString()));

        Assert.Equal(200, (await UndoAsync($"{one}-{other}")).Status);
        await FormAsync("m.two@example.org", "+79167778899", "Эльвира", "Тихонова", "1991-10-11", "Омск");
        await SearchAsync();
        Assert.Equal(other, (await App.CardAsync(other)).Contact.Id);
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task Never_against_a_rule()
    {
        await StrangersAsync(40);
        var one = await FormAsync("n.one@example.com", null, "Прохор", "Лукин", "1988-01-21", "Омск", "ул. Новая, 7", shopId: "1");
        var other = await FormAsync("n.two@example.org", null, "Прохор", "Лукин", "1988-01-21", "Омск", "ул. Новая, 7", shopId: "2");

        await SearchAsync();

        Assert.Equal([one, other], [(await App.CardAsync(one)).Contact.Id, (await App.CardAsync(other)).Contact.Id]);
        Assert.Single(await ListAsync()); // Left to somebody who knows.
    }

    [Fact]
    public async Task Three_of_one_person_become_one()
    {
        await StrangersAsync(40);
        var ids = new List<string>();
        foreach (var email in new[] { "q.one@example.com", "q.two@example.org", "q.three@example.net" })
        {
            ids.Add(await FormAsync(email, null, "Фаина", "Ладыгина", "1993-12-01", "Омск", "ул. Новая, 7"));
        }

        await SearchAsync();

        Assert.All(ids, id => Assert.Equal(ids[0], App.CardAsync(id).Result.Contact.Id));
    }
}
