using ClientBase.Functions.Storage.Documents;

namespace ClientBase.Functions.Reports.Logs;

/// <summary>What is to change in a shard of people, who lie in the order of their ids.</summary>
internal sealed class PeopleEdits : ILogEdits<KeptPerson>
{
    private readonly SortedDictionary<string, List<Func<KeptPerson?, KeptPerson?>>> _changes = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public bool IsChanged { get; private set; }

    /// <summary>Changes a person, who is there then.</summary>
    public void Change(string contactId, Func<KeptPerson, KeptPerson> change) =>
        Of(contactId).Add(one => change(one ?? new KeptPerson(contactId)));

    /// <summary>Takes a person out.</summary>
    public void Remove(string contactId) => Of(contactId).Add(_ => null);

    /// <summary>How somebody is to be; null: not there.</summary>
    public KeptPerson? Now(string contactId, KeptPerson? stored) =>
        _changes.TryGetValue(contactId, out var changes) ? changes.Aggregate(stored, (one, change) => change(one)) : stored;

    /// <inheritdoc/>
    public async IAsyncEnumerable<KeptPerson> ApplyAsync(IAsyncEnumerable<KeptPerson> stored)
    {
        using var changes = _changes.Keys.GetEnumerator();
        var isLeft = changes.MoveNext();
        await foreach (var one in stored)
        {
            for (; isLeft && string.CompareOrdinal(changes.Current, one.Id) < 0; isLeft = changes.MoveNext())
            {
                if (Changed(changes.Current, null) is { } added)
                {
                    yield return added;
                }
            }

            if (!isLeft || changes.Current != one.Id)
            {
                yield return one;
                continue;
            }

            if (Changed(one.Id, one) is { } changed)
            {
                yield return changed;
            }

            isLeft = changes.MoveNext();
        }

        for (; isLeft; isLeft = changes.MoveNext())
        {
            if (Changed(changes.Current, null) is { } added)
            {
                yield return added;
            }
        }
    }

    private KeptPerson? Changed(string contactId, KeptPerson? stored)
    {
        var now = Now(contactId, stored);
        IsChanged |= !ReferenceEquals(now, stored);
        return now;
    }

    private List<Func<KeptPerson?, KeptPerson?>> Of(string contactId) =>
        _changes.TryGetValue(contactId, out var changes) ? changes : _changes[contactId] = [];
}
