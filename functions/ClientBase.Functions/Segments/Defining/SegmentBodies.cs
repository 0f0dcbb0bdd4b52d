namespace ClientBase.Functions.Segments.Defining;

// What the routes of this feature take, as GET /api/openapi.json tells it. They are read field by field, so that all that is wrong is
// told at once.

/// <summary>A segment by a rule, or a list that is kept by hand.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Rule">Who is in it, in the rule language; left out for a static list.</param>
/// <param name="Static">True: a list kept by hand.</param>
public sealed record SegmentBody(string Name, string? Rule = null, bool Static = false);

/// <summary>A rule to be tried.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="At">Who would have been in it then; now where left out.</param>
public sealed record SegmentPreviewBody(string Rule, DateTimeOffset? At = null);

/// <summary>Who goes on a static list, and who off it.</summary>
/// <param name="Add">Ids of contacts.</param>
/// <param name="Remove">Ids of contacts.</param>
public sealed record MembersBody(IReadOnlyList<string>? Add = null, IReadOnlyList<string>? Remove = null);
