namespace ClientBase.Domain.Crm;

/// <summary>What people do with a client by hand: the words of the timeline for it.</summary>
public static class Interaction
{
    /// <summary>An offer: the only kind that is answered.</summary>
    public const string Offer = "offer";

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["call", "meeting", "note", Offer, "letter"];

    /// <summary>From whom to whom: from the client, or to them.</summary>
    public static IReadOnlyList<string> Directions { get; } = ["in", "out"];

    /// <summary>What a client may say to an offer.</summary>
    public static IReadOnlyList<string> Answers { get; } = ["accepted", "refused", "thinking"];
}
