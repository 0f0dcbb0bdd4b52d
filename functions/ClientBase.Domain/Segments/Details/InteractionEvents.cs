namespace ClientBase.Domain.Segments.Details;

/// <summary>What interactions by hand mean to rules: a call, and the answer to an offer.</summary>
public static class InteractionEvents
{
    /// <summary>What was done.</summary>
    /// <param name="kind">The kind of the interaction.</param>
    /// <param name="at">When.</param>
    /// <param name="answer">The answer to an offer.</param>
    public static IReadOnlyList<Detail> Of(string kind, DateTimeOffset at, string? answer) => (kind, answer) switch
    {
        ("call", _) => [new Detail(DetailKind.Event, DetailNames.Called, at)],
        ("offer", "refused") => [new Detail(DetailKind.Event, DetailNames.RefusedOffer, at)],
        ("offer", "accepted") => [new Detail(DetailKind.Event, DetailNames.AcceptedOffer, at)],
        _ => [],
    };
}
