using ClientBase.Cli.Demo.Samples.Shops;

namespace ClientBase.Cli.Demo.Samples;

/// <summary>A deal: how it is begun, and what becomes of it.</summary>
/// <param name="Begun">As it is begun.</param>
/// <param name="Steps">The changes that follow.</param>
internal sealed record SampleDeal(object Begun, IReadOnlyList<object> Steps);

/// <summary>What managers write down: calls, offers and answers, tasks of which some are late, deals, requests, complaints.</summary>
internal static class SampleWork
{
    /// <summary>Who works with clients.</summary>
    public static readonly string[] Managers = ["anna", "boris", "vera"];

    private static readonly (string Subject, string? Answer, bool IsClosed)[] Asked =
    [
        ("Where is my order?", "It left today, here is the number of the parcel.", true),
        ("The lid came cracked: a complaint", null, false),
        ("Can you send an invoice?", "Sent.", false),
        ("Which tea for a gift?", null, false),
        ("Complaint: the courier came without a call", "We are sorry. The next delivery is free.", true),
        ("Do you ship abroad?", null, false),
        ("The tea smells of coffee: a complaint", "Please send a photo, we will replace it.", false),
        ("Thank you for the tasting set", "Glad to hear it!", true),
    ];

    private static readonly (decimal Amount, string[] Stages, string? Reason)[] Begun =
    [
        (420m, [], null), (1_860m, ["qualified"], null), (960m, ["qualified", "offer"], null),
        (3_400m, ["qualified", "offer", "negotiation"], null), (250m, [], null), (5_200m, ["offer"], null),
        (780m, ["offer", "won"], null), (2_150m, ["qualified", "offer", "won"], null), (640m, ["qualified", "won"], null),
        (1_120m, ["offer", "negotiation", "won"], null), (900m, ["offer", "lost"], "too expensive"),
        (1_500m, ["qualified", "lost"], "bought elsewhere"), (330m, ["lost"], "too expensive"), (710m, ["negotiation"], null),
        (480m, ["qualified"], null), (2_700m, ["offer", "lost"], "no answer"),
    ];

    /// <summary>Requests, and what was done about each; null: it still waits.</summary>
    public static IEnumerable<(object Request, object? Change)> Requests => Asked.Select(asked => (
        (object)new { asked.Subject, Text = $"{asked.Subject}. Please help." },
        asked.Answer is null ? null : (object?)new { State = asked.IsClosed ? "closed" : "answered", Text = asked.Answer }));

    /// <summary>Calls, notes and meetings.</summary>
    public static IEnumerable<object> Said(DateTimeOffset now) => Enumerable.Range(0, 10).Select(at => (object)new
    {
        Kind = (at % 3) switch
        {
            0 => "call",
            1 => "note",
            _ => "meeting",
        },
        Text = at % 2 == 0 ? "Asked about gifts for colleagues." : "Likes oolong, dislikes smoky teas.",
        At = now.AddHours(-at - 1),
        Result = at % 3 == 0 ? "offer wanted" : null,
    });

    /// <summary>Offers to people who have not bought, and their answers; the first of them go to somebody else.</summary>
    public static IEnumerable<object> Offers(DateTimeOffset now) => Enumerable.Range(0, 7).Select(at => (object)new
    {
        Kind = "offer",
        Text = "A tasting set at half the price.",
        At = now.AddDays(-at - 1),
        Answer = at < 5 ? "refused" : "thinking",
        LeftTo = at switch
        {
            < 2 => "Tea House",
            2 => "a supermarket",
            _ => null,
        },
    });

    /// <summary>Tasks, and the result of those that are done.</summary>
    public static IEnumerable<(object Task, string? Result)> Tasks(DateTimeOffset now) => Enumerable.Range(0, 12).Select(at => (
        (object)new
        {
            Title = at % 2 == 0 ? $"Call back: {Asked[at % Asked.Length].Subject}" : "Send the catalogue of gifts",
            DueAt = now.AddDays(at - 4),
            Assignee = Managers[at % Managers.Length],
        },
        at is 1 or 5 or 8 ? "done by phone" : null));

    /// <summary>Deals in every stage.</summary>
    public static IEnumerable<SampleDeal> Deals(DateTimeOffset now) => Begun.Select((deal, at) => new SampleDeal(
        new
        {
            Title = $"Gift sets, {at + 2} dozen",
            deal.Amount,
            SampleOrder.Currency,
            Stage = "new",
            ExpectedAt = now.AddDays(5 + (3 * at)),
        },
        [.. deal.Stages.Select(stage => stage == "lost" ? new { Stage = stage, deal.Reason } : (object)new { Stage = stage })]));
}
