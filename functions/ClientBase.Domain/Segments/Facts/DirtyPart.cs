using ClientBase.Domain.Segments.Details;

namespace ClientBase.Domain.Segments.Facts;

/// <summary>Something that segments are decided by has changed.</summary>
/// <param name="ContactId">Whose.</param>
/// <param name="Cause">What did it, such as <c>order shop:4711</c>: the reason for entering or leaving a segment.</param>
public abstract record DirtyPart(string ContactId, string Cause)
{
    /// <summary>When the person was last heard of; null where that was not said.</summary>
    public DateTimeOffset? SeenAt { get; init; }

    /// <summary>What rules may ask of it.</summary>
    public IReadOnlyList<Detail> Details { get; init; } = [];
}

/// <summary>What is known apart from the orders, as it is now.</summary>
public sealed record DirtyPerson(
    string ContactId, string Cause, DateTimeOffset? FirstSeenAt, ProfileFacts Profile) : DirtyPart(ContactId, Cause);

/// <summary>An order as it is now; without a fact it no longer counts.</summary>
public sealed record DirtyOrder(string ContactId, string Cause, ulong Key, OrderFact? Fact) : DirtyPart(ContactId, Cause);

/// <summary>The contact has to be read anew: after a merge, an undo, an erasure.</summary>
public sealed record DirtyContact(string ContactId, string Cause) : DirtyPart(ContactId, Cause);

/// <summary>Something beside the card, as it is now: a cart, a task, a list.</summary>
public sealed record DirtyBeside(string ContactId, string Cause, ulong Key) : DirtyPart(ContactId, Cause);

/// <summary>The person did something.</summary>
public sealed record DirtyEvents(string ContactId, string Cause) : DirtyPart(ContactId, Cause);

/// <summary>The person did something on the site, which is to be read.</summary>
public sealed record DirtyVisits(string ContactId, string Cause) : DirtyPart(ContactId, Cause);
