using ClientBase.Cli.Api;

namespace ClientBase.Cli.Demo.Samples;

/// <summary>A morning's work with clients of the sample base: calls, tasks of which some are late, deals, requests.</summary>
internal static class SampleWork
{
    private static readonly string[] Subjects =
        ["Where is my order?", "The lid came cracked", "Can you send an invoice?", "Which tea for a gift?"];

    private static readonly (string Stage, decimal Amount)[] Deals =
    [
        ("new", 420m), ("qualified", 1_860m), ("offer", 960m), ("negotiation", 3_400m), ("new", 250m), ("offer", 5_200m),
    ];

    /// <summary>Does it, with the clients that stand first.</summary>
    /// <returns>How much was done.</returns>
    public static async Task<int> DoAsync(
        IClientBaseApi api, IReadOnlyList<Contact> clients, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var (at, subject) in Subjects.Index())
        {
            await api.AddRequestAsync(clients[at].Id, new NewRequest(subject, $"{subject} Thank you."), cancellationToken);
            await api.AddTaskAsync(clients[at + 1].Id, new NewTask($"Call back: {subject}", now.AddDays(at - 1)), cancellationToken);
            var call = new Interaction("call", "Asked about gifts for colleagues.", now.AddHours(-at - 1), "offer wanted");
            await api.AddInteractionAsync(clients[at + 2].Id, call, cancellationToken);
        }

        foreach (var (at, (stage, amount)) in Deals.Index())
        {
            var deal = new NewDeal($"Gift sets, {at + 2} dozen", amount, "USD", stage, now.AddDays(7 * (at + 1)));
            await api.AddDealAsync(clients[at + 3].Id, deal, cancellationToken);
        }

        return (3 * Subjects.Length) + Deals.Length;
    }
}
