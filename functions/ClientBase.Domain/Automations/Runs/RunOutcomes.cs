namespace ClientBase.Domain.Automations.Runs;

/// <summary>The words for what happened on the way, and why a run ended or waits.</summary>
public static class RunOutcomes
{
    /// <summary>Somebody entered.</summary>
    public const string Entered = "entered";

    /// <summary>A wait began.</summary>
    public const string Waiting = "waiting";

    /// <summary>The step could not be done yet.</summary>
    public const string Held = "held";

    /// <summary>It began to wait anew: the cart was touched again.</summary>
    public const string Postponed = "postponed";

    /// <summary>A message was taken by its provider.</summary>
    public const string Sent = "sent";

    /// <summary>A provider refused it for good.</summary>
    public const string Refused = "refused";

    /// <summary>Nobody knows whether it was sent.</summary>
    public const string Ambiguous = "ambiguous";

    /// <summary>The step was passed over.</summary>
    public const string Skipped = "skipped";

    /// <summary>The step was done.</summary>
    public const string Done = "done";

    /// <summary>The last step was passed.</summary>
    public const string Completed = "completed";

    /// <summary>The run ended before.</summary>
    public const string Exited = "exited";

    /// <summary>What the automation is for came about.</summary>
    public const string Goal = "goal";

    /// <summary>The automation is switched off.</summary>
    public const string Paused = "paused";

    /// <summary>Left without it, to see what it changes.</summary>
    public const string Holdout = "holdout";

    /// <summary>Two contacts were in it, and turned out to be one person.</summary>
    public const string Merged = "merged";

    /// <summary>The automation, or the person, is not there any more.</summary>
    public const string Gone = "gone";

    /// <summary>The cart was emptied or ordered.</summary>
    public const string CartEnded = "cart-ended";

    /// <summary>Something was done with the cart again.</summary>
    public const string CartTouched = "cart";

    /// <summary>The person's night: the message waits for its end.</summary>
    public const string QuietHours = "quiet-hours";

    /// <summary>As many marketing messages lately as one may get.</summary>
    public const string FrequencyCap = "frequency-cap";

    /// <summary>As many messages a second as may leave.</summary>
    public const string Rate = "rate";

    /// <summary>The provider takes none now.</summary>
    public const string ProviderBusy = "provider-busy";

    /// <summary>A step could not be done; as the reason of an end: in any of its tries.</summary>
    public const string Failed = "failed";

    /// <summary>The next step could not be done and is tried again.</summary>
    public const string Failing = "failing";

    /// <summary>What had ended goes on: somebody has put right what failed, or the merge that ended it is undone.</summary>
    public const string Reopened = "reopened";

    /// <summary>It goes through another version from here.</summary>
    public const string Moved = "moved";

    /// <summary>The cart or order it was about went to another person when a merge was undone.</summary>
    public const string TakenApart = "taken-apart";

    /// <summary>The provider has not answered.</summary>
    public const string NoAnswer = "no-answer";
}
