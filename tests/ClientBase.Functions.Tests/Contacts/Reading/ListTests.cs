using ClientBase.Domain.Contacts;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Contacts.Changing;
using ClientBase.Functions.Tests.Fixtures;
using static ClientBase.Functions.Tests.Contacts.Changing.CardApp;

namespace ClientBase.Functions.Tests.Contacts.Reading;

/// <summary>Lists by whatever stands on the card, and of whom nothing was heard.</summary>
public sealed class ListTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly CardApp _app = new(azurite);

    public async ValueTask InitializeAsync() => await _app.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Contacts_are_listed_by_city_tag_and_any_field_page_by_page()
    {
        var all = new List<string>();
        for (var i = 0; i < 12; i++)
        {
            var id = await _app.PersonAsync(
                $"p{i}@list.example", more: says => says.Field(ContactFields.City, "Орёл").Field("jobTitle", "Cook"));
            await _app.PatchedAsync(id, new { tags = new[] { i % 2 == 0 ? "Even" : "odd" }, occupation = i < 3 ? "chef" : "baker" });
            all.Add(id);
        }

        all.Sort(StringComparer.Ordinal);
        Assert.Equal(all, await AllIdsAsync(_app.ListAsync, "?city=орел&take=5"));
        Assert.Equal(6, (await AllIdsAsync(_app.ListAsync, "?tag=even&take=2")).Count);
        Assert.Equal(all, await AllIdsAsync(_app.ListAsync, "?jobTitle=cook&take=5"));
        Assert.Equal(3, (await AllIdsAsync(_app.ListAsync, "?occupation=Chef")).Count);
        Assert.Equal(2, (await AllIdsAsync(_app.ListAsync, "?occupation=Chef&tag=even&city=Орел")).Count);
        Assert.Empty(await AllIdsAsync(_app.ListAsync, "?city=Тверь&tag=even"));
        Assert.Equal([all[0]], await AllIdsAsync(_app.ListAsync, $"?q={(await _app.CardAsync(all[0])).Contact.PrimaryEmail}&city=Орел"));

        await _app.PatchedAsync(all[0], new { city = "Тверь" });
        Assert.Equal(all[1..], await AllIdsAsync(_app.ListAsync, "?city=Орел&take=4"));
        Assert.Equal(400, (await _app.ListAsync("?city=Орел&continuation=QQ")).Status);
    }

    [Theory]
    [InlineData("мария пет")]
    [InlineData("ПЕТРОВА-ВОДКИНА")]
    [InlineData("водк")]
    [InlineData("елк")]
    [InlineData("375 29")]
    [InlineData("29 612")]
    [InlineData("мария +375 (29) 612")]
    public async Task A_search_finds_by_any_name_hyphened_or_not_and_by_national_digits(string text)
    {
        var id = await _app.PersonAsync(
            "maria@search.example", "+375296123456", "Мария Петрова-Водкина", says => says.Field(ContactFields.Company, "Ёлки и палки"));
        Assert.Equal([id], await AllIdsAsync(_app.ListAsync, $"?q={Uri.EscapeDataString(text)}"));
    }

    [Fact]
    public async Task Who_was_not_heard_of_for_a_year_is_listed_until_something_is_heard()
    {
        var start = _app.Clock.GetUtcNow();
        var stale = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            stale.Add(await _app.PersonAsync($"s{i}@stale.example", at: start.AddDays(-400 - (40 * i))));
        }

        var fresh = await _app.PersonAsync("fresh@stale.example", at: start.AddDays(-364));
        var back = await _app.PersonAsync("back@stale.example", at: start.AddDays(-500));
        await _app.PersonAsync("back@stale.example");
        stale.Sort(StringComparer.Ordinal);

        Assert.Equal(stale, (await AllIdsAsync(_app.StaleAsync, "?take=2")).Order(StringComparer.Ordinal));
        Assert.Contains("stale", (await _app.ShowAsync(stale[0])).GetProperty("quality").GetProperty("issues").ToString());

        // What is outdated was taken away in passing.
        Assert.Single(await _app.RowsAsync(Tables.Contacts, "q|seen="), row => row.RowKey.EndsWith(back, StringComparison.Ordinal));

        await _app.PatchedAsync(stale[0], new { city = "Омск" });
        Assert.Equal(stale[1..], (await AllIdsAsync(_app.StaleAsync, "?take=1")).Order(StringComparer.Ordinal));
        _app.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Contains(fresh, await AllIdsAsync(_app.StaleAsync, "?take=50"));
        Assert.Equal(400, (await _app.StaleAsync("?continuation=zz")).Status);
    }
}
