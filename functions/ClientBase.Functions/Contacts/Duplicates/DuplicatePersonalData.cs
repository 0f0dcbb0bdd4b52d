using ClientBase.Functions.Contacts.Duplicates.Proposing;
using ClientBase.Functions.Contacts.Privacy;

namespace ClientBase.Functions.Contacts.Duplicates;

/// <summary>Suggestions that a person is in, and the blocks they are found by.</summary>
public sealed class DuplicatePersonalData(PairStore pairs, PairSearch search, ChangedContacts contacts) : IPersonalData
{
    public string Name => "suggestions";

    public async Task<IReadOnlyList<object>> ExportAsync(PersonInBase person, CancellationToken cancellationToken)
    {
        var kept = new List<object>();
        foreach (var id in person.ContactIds)
        {
            // Whom they are like is nobody's business but the other's.
            kept.AddRange((await pairs.OfAsync(id, cancellationToken)).Select(pair => new { contact = id, score = pair.Score / 10_000d }));
        }

        return kept;
    }

    public async Task EraseAsync(PersonInBase person, CancellationToken cancellationToken)
    {
        foreach (var id in person.ContactIds)
        {
            // A search under way may write something of them yet: by the mark it sees that they have changed, and takes it back.
            await contacts.MarkAsync(id, cancellationToken);
            await search.LeaveAsync(id, cancellationToken);
        }
    }
}
