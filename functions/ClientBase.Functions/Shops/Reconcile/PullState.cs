using System.Numerics;
using ClientBase.Functions.Shops.Apis;

namespace ClientBase.Functions.Shops.Reconcile;

/// <summary>One reading of a shop's lists, page by page.</summary>
/// <param name="Id">Tells it from others.</param>
/// <param name="StartedAt">When it began: the next one begins there.</param>
/// <param name="Since">Only what changed since then is read; null: everything.</param>
/// <param name="Resource">The list that is read now.</param>
public sealed record PullRun(string Id, DateTimeOffset StartedAt, DateTimeOffset? Since, string Resource)
{
    /// <summary>What to ask for the next page of the list with; null for its first.</summary>
    public string? Cursor { get; init; }

    /// <summary>A page of this list that was met before; null at its beginning. Met again, the pages lead round in a circle.</summary>
    public string? Met { get; init; }

    /// <summary>Pages read, of all lists.</summary>
    public int Pages { get; init; }

    /// <summary>Things read, by list.</summary>
    public IReadOnlyDictionary<string, int> Items { get; init; } = new Dictionary<string, int>();

    /// <summary>How many the list has that is read now; null when the shop does not say.</summary>
    public int? Total { get; init; }

    /// <summary>When the last page was read.</summary>
    public DateTimeOffset MovedAt { get; init; } = StartedAt;

    /// <summary>Whether the next page could not be read so far.</summary>
    public bool HasFailed { get; init; }

    /// <summary>When the last list ended; null while it has not.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Where the run stands after a page: at the next page, the next list, or the end.</summary>
    /// <param name="page">The page.</param>
    /// <param name="lists">All that is read in this run, in order.</param>
    /// <param name="now">The time.</param>
    public PullRun After(ShopPage page, IReadOnlyList<ShopResource> lists, DateTimeOffset now)
    {
        var items = new Dictionary<string, int>(Items) { [Resource] = Items.GetValueOrDefault(Resource) + page.Items.Count };
        var moved = this with
        {
            Pages = Pages + 1,
            Items = items,
            MovedAt = now,
            HasFailed = false,
            Cursor = page.Next,
            Met = BitOperations.IsPow2(Pages + 1) ? page.Next : Met, // Ever rarer, so that it ends up inside a circle of any length.
            Total = page.Total ?? Total,
        };
        if (page.Next is not null)
        {
            return moved;
        }

        var next = lists.SkipWhile(list => list.Name != Resource).Skip(1).FirstOrDefault();
        return next is null ? moved with { FinishedAt = now } : moved with { Resource = next.Name, Met = null, Total = null };
    }

    /// <summary>Whether a page leads back to one that was read already.</summary>
    public bool IsRound(ShopPage page) => page.Next is { } next && (next == Cursor || next == Met);
}

/// <summary>What went wrong last.</summary>
/// <param name="At">When.</param>
/// <param name="Message">What, without personal data.</param>
public sealed record PullError(DateTimeOffset At, string Message);

/// <summary>How far a shop's API was read, in one of the two ways.</summary>
/// <param name="Run">The run under way, or the last one; null before the first.</param>
/// <param name="Until">What changed before then has been read; null before the first run has ended.</param>
/// <param name="LastError">What went wrong last, in whichever run.</param>
public sealed record PullState(PullRun? Run, DateTimeOffset? Until, PullError? LastError)
{
    // A page takes seconds. Of whom nothing was heard for so long has lost their message.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <summary>Before the first run.</summary>
    public static PullState Nothing { get; } = new(null, null, null);

    /// <summary>Whether a run is under way, or was left in the middle.</summary>
    public bool IsOpen => Run is { FinishedAt: null };

    /// <summary>Whether an open run waits for the timer, since its next page could not be read.</summary>
    public bool HasFailed => Run is { FinishedAt: null, HasFailed: true };

    /// <summary>Whether an open run needs somebody to go on with it.</summary>
    public bool IsStuck(DateTimeOffset now) => IsOpen && (HasFailed || now - Run!.MovedAt > Patience);
}
