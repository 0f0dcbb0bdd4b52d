using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Crm;
using ClientBase.Functions.Crm.Items;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Crm.Requests;

/// <summary>Requests. Those of one state are one range: the open ones in the order they wait.</summary>
public sealed class RequestStore(
    TableServiceClient service, CommitsByTable commits, ClientMarks marks, IEnumerable<IRequestFollower> followers)
{
    private readonly ItemRepository<ClientRequest> _requests = new(service, commits, ItemRows.Requests, Pointers);

    /// <summary>The word for a state.</summary>
    public static string WordOf(RequestState state) => state switch
    {
        RequestState.Answered => "answered",
        RequestState.Closed => "closed",
        _ => "open",
    };

    /// <summary>A request, or null.</summary>
    public Task<Stored<ClientRequest>?> GetAsync(string id, CancellationToken cancellationToken) =>
        _requests.GetAsync(id, cancellationToken);

    /// <summary>The requests of a contact.</summary>
    public Task<IReadOnlyList<Stored<ClientRequest>>> OfContactAsync(
        IEnumerable<string> contactIds, CancellationToken cancellationToken) => _requests.OfContactAsync(contactIds, cancellationToken);

    /// <summary>Opens a request; a repeat changes nothing.</summary>
    /// <param name="contact">Whose it is now.</param>
    /// <param name="id">Its id.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="isOnTimeline">Whether the timeline tells of it already: a letter was filed.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal async Task AddAsync(
        Contact contact, string id, ClientRequest request, bool isOnTimeline, CancellationToken cancellationToken)
    {
        await _requests.AddAsync(
            id,
            request,
            [
                .. isOnTimeline ? [] : new[] { Entry(id, id, request.OpenedAt, request, request.Text, request.By) },
                .. ClientEntries.Dirty(contact, id, $"request {id}"),
            ],
            cancellationToken);
        await marks.MarkAsync(contact, id, $"request {id}", cancellationToken);
        foreach (var follower in followers)
        {
            await follower.FollowAsync(contact.Id, id, request, cancellationToken);
        }
    }

    /// <summary>Does something about a request; how it is now, or null when there is none.</summary>
    internal async Task<ClientRequest?> TakeAsync(Contact contact, string id, RequestStep step, CancellationToken cancellationToken)
    {
        var changed = await _requests.ChangeAsync(
            id,
            before =>
            {
                var after = before.Take(step);
                var entry = Entry(id, $"{id}:{after.Steps.Count}", step.At, after, step.Text, step.By);
                return new Change<ClientRequest>(after, [entry, .. ClientEntries.Dirty(contact, id, $"request {id}")]);
            },
            cancellationToken);
        await marks.MarkAsync(contact, id, $"request {id}", cancellationToken);
        return changed?.After;
    }

    /// <summary>A page of requests in a state, or of all. Null for a continuation that is not of this list.</summary>
    /// <param name="state">The state; null: all.</param>
    /// <param name="paging">Which page.</param>
    /// <param name="isSeen">Whether whoever asks may see one; null: all.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<Page<Stored<ClientRequest>>?> ListAsync(
        RequestState? state, Paging paging, Func<Stored<ClientRequest>, Task<bool>>? isSeen, CancellationToken cancellationToken)
    {
        var prefix = state is { } one ? WorkRow.RequestsIn(WordOf(one)) : WorkRow.Requests;
        return _requests.PageAsync(WorkRow.Everybody, prefix, TableKeys.After(prefix), paging, cancellationToken, isSeen);
    }

    internal static IEnumerable<(string Partition, string RowKey)> Pointers(string id, ClientRequest request) =>
        [(WorkRow.Everybody, WorkRow.Request(WordOf(request.State), request.IsOpen, request.OpenedAt, id))];

    private static TableTransactionAction Entry(
        string id, string entryId, DateTimeOffset at, ClientRequest request, string? text, string? by) => ClientEntries.Of(
        ItemId.ContactOf(id), entryId, "request", at,
        ("request", id), ("subject", request.Subject), ("state", WordOf(request.State)), ("text", text), ("by", by));
}
