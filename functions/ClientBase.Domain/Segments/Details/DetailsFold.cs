using ClientBase.Domain.Segments.Facts;

namespace ClientBase.Domain.Segments.Details;

/// <summary>Takes changes into the details of a shard.</summary>
public static class DetailsFold
{
    /// <summary>The contacts' details after the changes, in the ordinal order of their ids.</summary>
    /// <param name="contacts">The details before, in that order.</param>
    /// <param name="changes">What changed.</param>
    /// <param name="readAnew">The contacts that had to be read anew, by id; null for one that is gone.</param>
    /// <param name="visits">What people did on the site whose visits changed, by contact.</param>
    public static IEnumerable<ContactDetails> Apply(
        IEnumerable<ContactDetails> contacts,
        IEnumerable<DirtyPart> changes,
        IReadOnlyDictionary<string, ContactDetails?> readAnew,
        IReadOnlyDictionary<string, IReadOnlyList<Detail>> visits) => ShardFold.Apply(
            contacts,
            one => one.Id,
            changes,
            (known, id, parts) => Changed(known ?? new ContactDetails(id), parts, readAnew, visits));

    private static ContactDetails? Changed(
        ContactDetails known,
        IEnumerable<DirtyPart> changes,
        IReadOnlyDictionary<string, ContactDetails?> readAnew,
        IReadOnlyDictionary<string, IReadOnlyList<Detail>> visits)
    {
        if (readAnew.TryGetValue(known.Id, out var anew))
        {
            if (anew is not null)
            {
                var person = anew.Person;
                anew.SetPerson(known.Person);
                anew.SetPerson(person); // What was known before keeps its time.
            }

            return anew;
        }

        foreach (var change in changes)
        {
            known.SeenAt(change.SeenAt);
            switch (change)
            {
                case DirtyPerson:
                    known.SetPerson(change.Details);
                    break;
                case DirtyOrder order:
                    known.SetPart(order.Key, change.Details);
                    break;
                case DirtyBeside beside:
                    known.SetPart(beside.Key, change.Details);
                    break;
                case DirtyEvents:
                    known.AddEvents(change.Details);
                    break;
                case DirtyVisits:
                    known.SetVisits(visits.GetValueOrDefault(known.Id) ?? []);
                    break;
            }
        }

        return known;
    }
}
