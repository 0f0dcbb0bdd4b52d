namespace ClientBase.Domain.Segments;

/// <summary>A segment: who is in it, and how to describe that.</summary>
/// <param name="Id">As in the API, such as <c>rfm-champions</c>.</param>
/// <param name="Title">Its name.</param>
/// <param name="Rule">The rule in the rule language.</param>
/// <param name="Words">The rule in words.</param>
/// <param name="Has">The rule as code.</param>
/// <param name="Advice">What to do with those in it, where that is known.</param>
public sealed record Segment(string Id, LocalText Title, string Rule, LocalText Words, SegmentRule Has, LocalText? Advice = null);

/// <summary>Whether a customer is in a segment.</summary>
public delegate bool SegmentRule(in Customer customer);
