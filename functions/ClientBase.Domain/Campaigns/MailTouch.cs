namespace ClientBase.Domain.Campaigns;

/// <summary>How near somebody came to a message; the nearer counts more.</summary>
public enum MailTouchKind
{
    /// <summary>Got it.</summary>
    Sent = 0,

    /// <summary>Opened it.</summary>
    Opened = 1,

    /// <summary>Followed a link in it.</summary>
    Clicked = 2,
}

/// <summary>What somebody had of a mailing.</summary>
/// <param name="Campaign">The mailing.</param>
/// <param name="Kind">How near.</param>
/// <param name="At">When.</param>
public readonly record struct MailTouch(string Campaign, MailTouchKind Kind, DateTimeOffset At)
{
    /// <summary>
    /// The mailing an order is put down to: that of the last click in its window, else of the last open, else of the last message. So an
    /// order belongs to one mailing at most, and the mailings' orders never add up to more than there are.
    /// </summary>
    /// <param name="orderedAt">When it was ordered.</param>
    /// <param name="touches">What the customer had of mailings.</param>
    /// <param name="windowOf">How long after a touch orders count as a mailing's own.</param>
    public static string? CauseOf(DateTimeOffset orderedAt, IEnumerable<MailTouch> touches, Func<string, TimeSpan> windowOf)
    {
        MailTouch? best = null;
        foreach (var touch in touches)
        {
            if (touch.At <= orderedAt && orderedAt - touch.At < windowOf(touch.Campaign)
                && (best is not { } known || touch.IsOver(known)))
            {
                best = touch;
            }
        }

        return best?.Campaign;
    }

    // The id decides between equals, so that everybody counts alike.
    private bool IsOver(MailTouch other) =>
        Kind != other.Kind ? Kind > other.Kind
        : At != other.At ? At > other.At
        : string.CompareOrdinal(Campaign, other.Campaign) < 0;
}
