namespace ClientBase.Domain.Segments.Facts;

/// <summary>Something that segments are decided by has changed.</summary>
/// <param name="ContactId">Whose.</param>
/// <param name="Cause">What did it, such as <c>order shop:4711</c>: the reason for entering or leaving a segment.</param>
public abstract record DirtyPart(string ContactId, string Cause);

/// <summary>What is known apart from the orders, as it is now.</summary>
public sealed record DirtyPerson(
    string ContactId, string Cause, DateTimeOffset? FirstSeenAt, ProfileFacts Profile) : DirtyPart(ContactId, Cause);

/// <summary>An order as it is now; without a fact it no longer counts.</summary>
public sealed record DirtyOrder(string ContactId, string Cause, ulong Key, OrderFact? Fact) : DirtyPart(ContactId, Cause);

/// <summary>The contact has to be read anew: after a merge, an undo, an erasure.</summary>
public sealed record DirtyContact(string ContactId, string Cause) : DirtyPart(ContactId, Cause);
