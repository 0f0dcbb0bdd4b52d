namespace ClientBase.Domain.Segments.Details;

/// <summary>What rules may ask of a contact beyond its facts: one contact of a shard's details.</summary>
/// <param name="id">The contact.</param>
public sealed class ContactDetails(string id)
{
    /// <summary>Of somebody who does very much only the latest events are kept.</summary>
    public const int MaxEvents = 500;

    /// <summary>The contact.</summary>
    public string Id { get; } = id;

    /// <summary>When the person was last heard of; null when never.</summary>
    public DateTimeOffset? LastSeenAt { get; set; }

    /// <summary>What the card says: fields, addresses, tags, consents.</summary>
    public IReadOnlyList<Detail> Person { get; private set; } = [];

    /// <summary>What orders, carts, deals, tasks, requests and lists say, each under the digest of its name.</summary>
    public SortedDictionary<ulong, IReadOnlyList<Detail>> Parts { get; } = [];

    /// <summary>What the person did, the earliest first.</summary>
    public IReadOnlyList<Detail> Events { get; private set; } = [];

    /// <summary>What the person did on the site, the earliest first.</summary>
    public IReadOnlyList<Detail> Visits { get; private set; } = [];

    /// <summary>All of it.</summary>
    public IEnumerable<Detail> All => Person.Concat(Parts.Values.SelectMany(part => part)).Concat(Events).Concat(Visits);

    /// <summary>Takes what the card says now. What it said before keeps its time.</summary>
    public void SetPerson(IReadOnlyList<Detail> person) =>
        Person =
        [
            .. person.Select(now => Person.FirstOrDefault(before => before.SaysAs(now)) is { Name: not null } known && known.At < now.At
                ? known
                : now),
        ];

    /// <summary>Takes what a part says now; one that says nothing is gone.</summary>
    public void SetPart(ulong key, IReadOnlyList<Detail> part)
    {
        if (part.Count > 0)
        {
            Parts[key] = part;
        }
        else
        {
            Parts.Remove(key);
        }
    }

    /// <summary>Adds what the person did; a repeat adds nothing.</summary>
    public void AddEvents(IEnumerable<Detail> events) => Events = InOrder(Events.Concat(events));

    /// <summary>Takes what the person did on the site.</summary>
    public void SetVisits(IEnumerable<Detail> visits) => Visits = InOrder(visits);

    /// <summary>Notes that the person was heard of.</summary>
    public void SeenAt(DateTimeOffset? at) => LastSeenAt = at > LastSeenAt || LastSeenAt is null ? at ?? LastSeenAt : LastSeenAt;

    internal void SetSorted(IReadOnlyList<Detail> person, IReadOnlyList<Detail> events, IReadOnlyList<Detail> visits) =>
        (Person, Events, Visits) = (person, events, visits);

    /// <summary>The traits that the rows beside the card decide.</summary>
    /// <param name="known">The traits as known.</param>
    public ProfileTraits Decide(ProfileTraits known)
    {
        var isAsking = Parts.Values.Any(part => part.Any(detail => detail is
        {
            Kind: DetailKind.Flag, Name: DetailNames.OpenCart
            or DetailNames.OpenDeal or DetailNames.OpenRequest
        }));
        var isRefused = Person.Any(detail => detail is { Kind: DetailKind.Flag, Name: DetailNames.Refused })
            || Events.LastOrDefault(detail => detail.Name is DetailNames.RefusedOffer or DetailNames.AcceptedOffer)
                is { Name: DetailNames.RefusedOffer };
        return (known & ~(ProfileTraits.IsAsking | ProfileTraits.RefusedOffer))
            | (isAsking ? ProfileTraits.IsAsking : 0)
            | (isRefused ? ProfileTraits.RefusedOffer : 0);
    }

    private static List<Detail> InOrder(IEnumerable<Detail> events)
    {
        var all = events.Distinct().OrderBy(one => one.At).ThenBy(one => one.Name, StringComparer.Ordinal)
            .ThenBy(one => one.Text, StringComparer.Ordinal).ToList();
        return all.Count <= MaxEvents ? all : all[^MaxEvents..];
    }
}
