namespace ClientBase.Domain.Campaigns;

/// <summary>How far a campaign got, in numbers of people.</summary>
/// <param name="Planned">People who were to get it, whether it was sent yet or not.</param>
/// <param name="Sent">Mails the provider took.</param>
/// <param name="Skipped">People who do not get it, for a reason of ours.</param>
/// <param name="Refused">Mails the provider refused for good.</param>
/// <param name="Ambiguous">Mails the provider has not answered for.</param>
public sealed record IntentCounts(int Planned, int Sent, int Skipped, int Refused, int Ambiguous)
{
    /// <summary>Nobody.</summary>
    public static IntentCounts Zero { get; } = new(0, 0, 0, 0, 0);

    /// <summary>The counts with some more intents.</summary>
    public IntentCounts Add(IEnumerable<Intent> intents)
    {
        var (planned, sent, skipped, refused, ambiguous) = this;
        foreach (var intent in intents)
        {
            planned += intent.State == IntentState.Skipped ? 0 : 1;
            sent += intent.State == IntentState.Accepted ? 1 : 0;
            skipped += intent.State == IntentState.Skipped ? 1 : 0;
            refused += intent.State == IntentState.Refused ? 1 : 0;
            ambiguous += intent.State == IntentState.InFlight ? 1 : 0;
        }

        return new IntentCounts(planned, sent, skipped, refused, ambiguous);
    }
}
