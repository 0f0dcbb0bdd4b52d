using ClientBase.Cli.Api;
using ClientBase.Cli.Demo;
using ClientBase.Cli.Screens;

namespace ClientBase.Cli.Replay;

/// <summary>Replays what a running base was told.</summary>
internal sealed class ReplayRun(IClientBaseApi api)
{
    private const int AtOnce = 8;
    private const int Shards = 16; // A replay is a message a shard.
    private static readonly TimeSpan Patience = TimeSpan.FromHours(6);

    /// <summary>Has the base file everything of a span of time again, and waits for it.</summary>
    public async Task<ReplaySummary> FileAgainAsync(DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancellationToken)
    {
        await api.StartReplayAsync(new ReplaySpan(from, to), cancellationToken);
        var last = await Terminal.FollowAsync("Replaying", progress => Polling.UntilAsync(
            async () =>
            {
                var queues = await api.QueuesAsync(cancellationToken);
                var waiting = queues.Items.Where(queue => queue.Queue == "replay").Sum(queue => queue.Waiting);
                progress.Report(Math.Max(0, 1 - ((double)waiting / Shards)));
                return queues;
            },
            queues => queues.Idle,
            Patience,
            cancellationToken));
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
        var replayed = await Terminal.FollowAsync("Comparing", async progress =>
        {
            var done = new List<ReplayedContact>();
            foreach (var some in contactIds.Chunk(AtOnce))
            {
                done.AddRange(await Task.WhenAll(some.Select(id => api.ReplayContactAsync(new ReplayContact(id), cancellationToken))));
                progress.Report((double)done.Count / contactIds.Count);
            }

            return done;
        });
        string[] different = [.. replayed.Where(one => !one.Same).Select(one => one.Contact)];
        return new ReplaySummary(different.Length == 0, replayed.Count, replayed.Sum(one => one.Captures), different);
    }
}
