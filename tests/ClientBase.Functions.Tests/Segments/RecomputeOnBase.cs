using Azure;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Segments;

/// <summary>Recomputes on a base of thirty contacts.</summary>
public abstract class RecomputeOnBase(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly SegmentBase _base = new(azurite);

    private protected AzuriteFixture Azurite => azurite;

    private protected SegmentBase Base => _base;

    public async ValueTask InitializeAsync() => await _base.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _base.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private protected static async Task<bool> IsCutAsync(Func<Task> run)
    {
        try
        {
            await run();
            return false;
        }
        catch (Exception cut) when (cut is RequestFailedException or CutException or AggregateException)
        {
            return true;
        }
    }

    private protected async Task<List<string>> UncutAsync()
    {
        await FileBaseAsync();
        await _base.RecomputeAsync();
        return await NamedMembershipsAsync(_base);
    }

    // Ids differ from base to base: names tell who it is.
    private protected static async Task<List<string>> NamedMembershipsAsync(SegmentBase one)
    {
        var names = new Dictionary<string, string>();
        foreach (var row in await one.RowsAsync(Tables.Contacts, ContactRow.Prefix))
        {
            names[ContactRow.IdOf(row)] = ContactRow.Read(row).PrimaryEmail!;
        }

        var members = (await one.MembershipsAsync()).Select(member => member.Split(' '));
        return [.. members.Select(member => $"{member[0]} {names[member[1]]}").Order(StringComparer.Ordinal)];
    }

    private protected Task<string[]> FileBaseAsync() => FileBaseAsync(_base);

    /// <summary>10 who never ordered, 8 with one order, 12 with four; and two segments that somebody defined.</summary>
    private protected static async Task<string[]> FileBaseAsync(SegmentBase one)
    {
        await one.DefineAsync("often", "orders.count >= 2 and not in segment vip");
        await one.DefineAsync("asked", "filled form \"news\" within 100 days or in segment often");
        return await FilePeopleAsync(one);
    }

    private static Task<string[]> FilePeopleAsync(SegmentBase one) => Task.WhenAll(Enumerable.Range(0, 30).Select(i => i switch
    {
        < 10 => one.FileAsync($"p{i}@example.com", 30 * i),
        < 18 => one.FileAsync($"w{i}@example.com", 50 * i, (50 * i, 10m * i)),
        _ => one.FileAsync($"r{i}@example.com", 500, [.. Enumerable.Range(0, 4).Select(order => (40 * (order + i - 18), 10m * i))]),
    }));

    private protected async Task AssertConsistentAsync()
    {
        var told = (await _base.RowsAsync(Tables.Contacts, "p|")).Where(row => row.RowKey.EndsWith("|s", StringComparison.Ordinal))
            .SelectMany(row => ScoreRow.Read(row).Segments.Select(segment => $"{segment} {row.RowKey.Split('|')[1]}"));
        var members = await _base.MembershipsAsync();
        Assert.Equal(told.Order(StringComparer.Ordinal), members.Order(StringComparer.Ordinal));
        Assert.Equal(
            members.CountBy(membership => membership.Split(' ')[0]).OrderBy(count => count.Key, StringComparer.Ordinal),
            (await _base.Store.CountAsync(default)).OrderBy(count => count.Key, StringComparer.Ordinal));
    }
}
