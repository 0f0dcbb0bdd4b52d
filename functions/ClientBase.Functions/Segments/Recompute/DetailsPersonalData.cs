using ClientBase.Domain.Identity;
using ClientBase.Domain.Segments.Details;
using ClientBase.Domain.Segments.Facts;
using ClientBase.Functions.Contacts.Privacy;

namespace ClientBase.Functions.Segments.Recompute;

/// <summary>
/// What snapshots hold of a person for rules. It repeats what the contact's own rows say, so there is nothing to hand out. A recompute that
/// runs at the same time may put it back: the next one, which an erasure asks for, takes it out again with the contact.
/// </summary>
public sealed class DetailsPersonalData(Snapshots snapshots) : IPersonalData
{
    public string Name => "rules";

    public Task<IReadOnlyList<object>> ExportAsync(PersonInBase person, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<object>>([]);

    public async Task EraseAsync(PersonInBase person, CancellationToken cancellationToken)
    {
        foreach (var ids in person.ContactIds.GroupBy(ContactId.ShardOf))
        {
            var header = SnapshotCodec.HeaderOf((await snapshots.ReadAsync(ids.Key, withKeys: false, cancellationToken)).Facts);
            if (header.Details.Length > 0 && await snapshots.ReadDetailsAsync(ids.Key, header, cancellationToken) is { } details)
            {
                var others = DetailsCodec.Unpack(details).Where(one => !ids.Contains(one.Id));
                await snapshots.WriteDetailsAsync(ids.Key, header.Details, DetailsCodec.Pack(others), cancellationToken);
            }
        }
    }
}
