using ClientBase.Functions.Contacts.Merging;
using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Http;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Segments;

public sealed class SegmentMembersTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly SegmentBase _base = new(azurite);

    public async ValueTask InitializeAsync() => await _base.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _base.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Members_read_along_their_shards_are_those_read_one_by_one()
    {
        string[] ids = [.. (await Task.WhenAll(Enumerable.Range(0, 90).Select(number => number % 3 == 0
            ? _base.FileAsync($"member{number}@example.com", 3)
            : _base.FileAsync($"member{number}@example.com", 3, (2, 10m + number))))).Order(StringComparer.Ordinal)];
        var buyers = (await _base.Get<ContactReader>().GetManyAsync(ids, default))
            .Where(card => card.Contact.Orders.Count > 0).Select(card => card.Contact.Id).ToList();
        var merged = await _base.CallAsync(
            request => _base.Get<MergeContacts>().RunAsync(request, buyers[5], default), new { @with = ids.Except(buyers).First() });
        Assert.Equal(200, merged.Status);
        await _base.RecomputeAsync();
        await _base.Get<ContactErasure>().EraseAsync(buyers[^1], default);

        var members = (await _base.Get<SegmentMembers>().PageAsync("working", new Paging(1_000, null), default)).Items;

        var one = await _base.Get<ContactReader>().GetManyAsync(buyers, default);
        Assert.Equal(one.Select(TextOf).Order(), members.Select(TextOf).Order());
        Assert.Contains(members, card => !card.Contact.MergedFrom.IsEmpty);
        Assert.DoesNotContain(members, card => card.Contact.Id == buyers[^1]);
        Assert.Equal(members.Select(card => card.Contact.Id).Order(StringComparer.Ordinal), members.Select(card => card.Contact.Id));
    }

    private static string TextOf(ContactCard card) =>
        $"{card.Contact.Id} {string.Join(',', card.Contact.Orders.Keys)} {string.Join(' ', card.Scores.Segments)} {card.Scores.Rfm}";
}
