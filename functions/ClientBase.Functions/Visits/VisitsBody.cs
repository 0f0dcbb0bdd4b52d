namespace ClientBase.Functions.Visits;

/// <summary>What a browser tells of one visitor, as GET /api/openapi.json tells it; it is read event by event.</summary>
/// <param name="VisitorId">The id the site gave the browser.</param>
/// <param name="Events">What the visitor did, the earliest first.</param>
public sealed record VisitsBody(string VisitorId, IReadOnlyList<VisitEventBody> Events);

/// <summary>Something a visitor did. Fields of other names are kept with it.</summary>
/// <param name="Id">Tells repeats.</param>
/// <param name="Kind">Such as <c>page</c> or <c>product</c>.</param>
/// <param name="At">When; now where left out.</param>
/// <param name="Url">On which page.</param>
/// <param name="ProductId">The product looked at.</param>
public sealed record VisitEventBody(
    string Id, string? Kind = null, DateTimeOffset? At = null, string? Url = null, string? ProductId = null);
