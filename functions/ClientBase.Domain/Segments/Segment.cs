namespace ClientBase.Domain.Segments;

/// <summary>A segment: who is in it, and how that reads.</summary>
/// <param name="Id">As in the API, such as <c>rfm-champions</c>.</param>
/// <param name="Name">In English; other languages are looked up by the id.</param>
/// <param name="Rule">The rule in the words of the rule language.</param>
/// <param name="Has">The rule itself.</param>
public sealed record Segment(string Id, string Name, string Rule, Func<Customer, bool> Has);

/// <summary>A contact as segments see it.</summary>
/// <param name="Facts">Its own facts.</param>
/// <param name="Rfm">Its digits among the base; null for who never bought.</param>
/// <param name="IsTop">Whether it is in the top share of the base by total.</param>
/// <param name="AsOf">The instant of the facts.</param>
public sealed record Customer(CustomerFacts Facts, RfmScore? Rfm, bool IsTop, DateTimeOffset AsOf)
{
    /// <summary>How long ago something was; null when it never was.</summary>
    public TimeSpan? Since(DateTimeOffset? instant) => AsOf - instant;
}
