using ClientBase.Cli.Api;
using ClientBase.Cli.Demo;

namespace ClientBase.Cli.Replay;

/// <summary>Replays what a running base was told.</summary>
internal sealed class ReplayRun(IClientBaseApi api)
{
    private const int AtOnce = 8;
    private const int CopiedAtOnce = 100;
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
        var contacts = await ContactsAsync(api, cancellationToken);
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

    /// <summary>Copies all captures to another base, in the order they were filed in, and compares the contacts of both.</summary>
    public async Task<ReplaySummary> FillAsync(IClientBaseApi other, CancellationToken cancellationToken)
    {
        var captures = await ClientBaseApi.AllAsync((take, continuation) => api.CapturesAsync(take, continuation, cancellationToken));
        foreach (var some in captures.OrderBy(capture => capture.FiledAt).Chunk(CopiedAtOnce))
        {
            await other.TakeCapturesAsync(new CaptureCopies(some), cancellationToken);
        }

        var here = await ContactsAsync(api, cancellationToken);
        var there = (await ContactsAsync(other, cancellationToken)).CountBy(contact => contact.Hash).ToDictionary();
        var missing = new List<string>();
        foreach (var contact in here)
        {
            if (there.GetValueOrDefault(contact.Hash) == 0)
            {
                missing.Add(contact.Id);
                continue;
            }

            there[contact.Hash]--;
        }

        return new ReplaySummary(missing.Count == 0 && there.Values.All(count => count == 0), here.Count, captures.Count, missing);
    }

    private static Task<IReadOnlyList<Contact>> ContactsAsync(IClientBaseApi api, CancellationToken cancellationToken) =>
        ClientBaseApi.AllAsync((take, continuation) => api.ContactsAsync(take, continuation, cancellationToken));
}
