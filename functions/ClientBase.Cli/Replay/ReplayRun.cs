using ClientBase.Cli.Api;
using ClientBase.Cli.Demo;

namespace ClientBase.Cli.Replay;

/// <summary>Replays what a running base was told.</summary>
internal sealed class ReplayRun(IClientBaseApi api)
{
    private const int AtOnce = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromHours(6);

    /// <summary>Has the base file everything of a span of time again, and waits for it.</summary>
    public async Task<ReplaySummary> FileAgainAsync(DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancellationToken)
    {
        await api.StartReplayAsync(new ReplaySpan(from, to), cancellationToken);
        var last = await Polling.UntilAsync(() => api.QueuesAsync(cancellationToken), queues => queues.Idle, Patience, cancellationToken);
        return new ReplaySummary(last.Idle, 0, null, []);
    }

    /// <summary>Compares every contact with what was said of it.</summary>
    public async Task<ReplaySummary> VerifyAllAsync(CancellationToken cancellationToken)
    {
        var contacts = await ClientBaseApi.AllAsync((take, continuation) => api.ContactsAsync(take, continuation, cancellationToken));
        return await VerifyAsync([.. contacts.Select(contact => contact.Id)], cancellationToken);
    }

    /// <summary>Compares contacts with what was said of them.</summary>
    public async Task<ReplaySummary> VerifyAsync(IReadOnlyList<string> contactIds, CancellationToken cancellationToken)
    {
        var replayed = new List<ReplayedContact>();
        foreach (var some in contactIds.Chunk(AtOnce))
        {
            replayed.AddRange(await Task.WhenAll(some.Select(id => api.ReplayContactAsync(new ReplayContact(id), cancellationToken))));
        }

        string[] different = [.. replayed.Where(one => !one.Same).Select(one => one.Contact)];
        return new ReplaySummary(different.Length == 0, replayed.Count, replayed.Sum(one => one.Captures), different);
    }
}
