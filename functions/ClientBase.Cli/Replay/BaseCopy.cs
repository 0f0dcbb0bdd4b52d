using System.Net;
using ClientBase.Cli.Api;
using Refit;

namespace ClientBase.Cli.Replay;

/// <summary>Fills an empty base from another. Begun again after a stop, it goes through all again, which changes nothing.</summary>
internal sealed class BaseCopy(IClientBaseApi from, IClientBaseApi into)
{
    private const int AtOnce = 100;

    /// <summary>Copies all captures in the order they were filed in, then the merges by hand, and compares the contacts of both.</summary>
    public async Task<ReplaySummary> RunAsync(CancellationToken cancellationToken)
    {
        using var captures = new CaptureSpool();
        await foreach (var capture in ClientBaseApi.EachAsync((take, after) => from.CapturesAsync(take, after, cancellationToken)))
        {
            captures.Add(capture);
        }

        await CopyAsync(captures, cancellationToken);
        var here = await ContactsAsync(from, cancellationToken);
        foreach (var contact in here)
        {
            await MergeAsync(contact, cancellationToken);
        }

        var different = Different(here, await ContactsAsync(into, cancellationToken));
        return new ReplaySummary(different.Count == 0, here.Count, captures.Count, different);
    }

    private async Task CopyAsync(CaptureSpool captures, CancellationToken cancellationToken)
    {
        var copied = 0;
        foreach (var some in captures.InOrder().Chunk(AtOnce))
        {
            await into.TakeCapturesAsync(new CaptureCopies(some), cancellationToken);
            copied += some.Length;
            await Console.Error.WriteLineAsync($"{copied} of {captures.Count} captures copied");
        }
    }

    // Captures in the same order found the same contacts with the same ids. Those that only a person knew to be one are still apart.
    private async Task MergeAsync(Contact contact, CancellationToken cancellationToken)
    {
        foreach (var part in contact.MergedFrom ?? [])
        {
            if (await IsApartAsync(part, cancellationToken) && await IsApartAsync(contact.Id, cancellationToken))
            {
                await into.MergeAsync(contact.Id, new Merge(part, Force: true), cancellationToken);
            }
        }
    }

    private async Task<bool> IsApartAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return (await into.ContactAsync(id, cancellationToken)).Id == id;
        }
        catch (ApiException refused) when (refused.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    // Also what only the other base has: it was not empty.
    private static List<string> Different(IReadOnlyList<Contact> here, IReadOnlyList<Contact> there)
    {
        var rest = there.ToLookup(contact => contact.Hash).ToDictionary(same => same.Key, same => new Queue<Contact>(same));
        var missing = here.Where(contact => !(rest.GetValueOrDefault(contact.Hash)?.TryDequeue(out _) ?? false)).ToList();
        return [.. missing.Concat(rest.Values.SelectMany(same => same)).Select(contact => contact.Id).Distinct()];
    }

    private static Task<IReadOnlyList<Contact>> ContactsAsync(IClientBaseApi api, CancellationToken cancellationToken) =>
        ClientBaseApi.AllAsync((take, after) => api.ContactsAsync(take, after, cancellationToken));
}
