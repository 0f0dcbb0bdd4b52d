using ClientBase.Domain.Contacts;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Crm.Managers;

/// <summary>What to call a contact.</summary>
/// <param name="Id">The id that was asked for.</param>
/// <param name="Name">Its name; where it has none, its first e-mail address or telephone.</param>
public sealed record ClientName(string Id, string Name);

/// <summary>What to call some contacts.</summary>
/// <param name="Items">The names.</param>
public sealed record ClientNames(IReadOnlyList<ClientName> Items) : IShowsContacts
{
    int IShowsContacts.ShownContacts => Items.Count;
}

/// <summary>Names the contacts that lists tell of by id: tasks, deals, runs, reports.</summary>
public sealed class NameClients(ContactReader contacts, ClientsInSight sight)
{
    private const int Most = 100;

    /// <summary>The names of some contacts; those that are unknown, or not the caller's to see, are left out.</summary>
    [Function(nameof(NameClients))]
    [Asks("ids", "The ids, by commas: at most 100.")]
    [Answers<ClientNames>]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "contacts/names")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var ids = request.Query["ids"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Distinct(StringComparer.Ordinal).ToList();
        if (ids.Count > Most)
        {
            const string Why = "at most 100 ids of contacts, by commas";
            return Problems.BadRequest($"'ids' is {Why}.", new Dictionary<string, string[]> { ["ids"] = [Why] });
        }

        var isSeen = sight.Clients(Caller.Of(request), cancellationToken);
        var names = await Task.WhenAll(ids.Select(async id =>
            await contacts.FindAsync(id, cancellationToken) is { } contact && (isSeen is null || await isSeen(contact))
                ? new ClientName(id, NameOf(contact))
                : null));
        return Results.Json(new ClientNames([.. names.OfType<ClientName>()]));
    }

    private static string NameOf(Contact contact) =>
        new[] { contact.Name.Full, contact.EmailsInOrder.FirstOrDefault(), contact.PhonesInOrder.FirstOrDefault() }
            .FirstOrDefault(name => !string.IsNullOrWhiteSpace(name)) ?? contact.Id;
}
