using System.Collections.Immutable;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Orders;

namespace ClientBase.Domain.Identity.Merging;

/// <summary>What an undo has decided of the captures filed since the merge. Who goes on with an undo decides the same.</summary>
/// <param name="Moved">They are the absorbed contact's.</param>
/// <param name="Stayed">They are the survivor's.</param>
/// <param name="Kept">Both could own them: they stay with the survivor.</param>
public sealed record UndoDecisions(ImmutableSortedSet<string> Moved, ImmutableSortedSet<string> Stayed, ImmutableSortedSet<string> Kept)
{
    private static readonly ImmutableSortedSet<string> Nothing = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Nothing is decided.</summary>
    public static UndoDecisions None { get; } = new(Nothing, Nothing, Nothing);

    /// <summary>Whether a capture is decided.</summary>
    public bool Include(string captureId) => Moved.Contains(captureId) || Stayed.Contains(captureId) || Kept.Contains(captureId);
}

/// <summary>Two contacts taken apart.</summary>
/// <param name="Survivor">The contact that stood for both, as the fold of what is its own.</param>
/// <param name="Restored">The one that stands on its own again.</param>
/// <param name="Decisions">Which captures went where.</param>
/// <param name="Moved">The captures that go to the restored contact.</param>
/// <param name="Stays">What was filed under the survivor's own id and stays there.</param>
public sealed record MergeSplit(
    Contact Survivor, Contact Restored, UndoDecisions Decisions, IReadOnlyList<CapturedEvent> Moved, IReadOnlyList<CapturedEvent> Stays);

/// <summary>Takes two merged contacts apart again.</summary>
/// <remarks>
/// A join cannot be subtracted from, but what was said is kept: both are folded anew. What was filed before the merge is whose it was.
/// What was filed since goes to whom its keys name; keys first said since are of whom they were said with. What names both or neither
/// stays with the survivor, but a refusal in it is heard by both: mail after a no is worse than a mail too few.
/// </remarks>
public static class MergeUndo
{
    private const string Source = "undo";

    /// <summary>Decides.</summary>
    /// <param name="survivor">The contact that stands for both, as stored.</param>
    /// <param name="absorbed">The other as it was when it was absorbed, or has become since it was restored.</param>
    /// <param name="captures">All captures filed under the survivor and everyone that is part of it.</param>
    /// <param name="decided">What an undo that was cut short has decided.</param>
    public static MergeSplit Decide(Contact survivor, Contact absorbed, IReadOnlyList<FiledCapture> captures, UndoDecisions decided)
    {
        var merge = new MergeId(survivor.Id, absorbed.Id);
        captures = [.. captures.Where(filed => filed.Capture.Id != StrictestConsent.IdOf(merge))]; // Only the merge itself said that.
        var theirs = captures.Where(filed => absorbed.AllIds.Contains(filed.ContactId)).ToList();
        var rest = captures.Where(filed => !absorbed.AllIds.Contains(filed.ContactId)).ToList();

        // What another merge said names whoever was one then: it is nobody's word, and goes with that merge.
        var decisions = Share(
            merge,
            [.. theirs.Select(filed => filed.Capture).Where(capture => !StrictestConsent.IsOne(capture))],
            [.. rest.Where(filed => !StrictestConsent.IsOne(filed.Capture))],
            decided);

        var moved = rest.Select(filed => filed.Capture).Where(capture => decisions.Moved.Contains(capture.Id)).ToList();
        var stays = rest.Where(filed => !decisions.Moved.Contains(filed.Capture.Id)).ToList();
        var kept = stays.Where(filed => decisions.Kept.Contains(filed.Capture.Id));
        moved.AddRange(MovedOrders(kept, [.. theirs.Select(filed => filed.Capture), .. moved]));
        if (Refusals(merge, absorbed.Join(FiledCapture.Fold(moved)), kept) is { } refusals)
        {
            moved.Add(refusals);
        }

        var parts = survivor.MergedFrom.Except(absorbed.AllIds);
        return new MergeSplit(
            FiledCapture.Fold(stays.Select(filed => filed.Capture)) with
            {
                Id = survivor.Id,
                MergedFrom = parts,
                NotSame = Marks(survivor, parts.Add(survivor.Id), merge),
            },
            absorbed.Join(FiledCapture.Fold(moved)) with { NotSame = Marks(absorbed, absorbed.AllIds, merge) },
            decisions,
            moved,
            [.. stays.Where(filed => filed.ContactId == survivor.Id).Select(filed => filed.Capture)]);
    }

    private static UndoDecisions Share(MergeId merge, List<CapturedEvent> theirs, List<FiledCapture> rest, UndoDecisions decided)
    {
        bool IsSince(FiledCapture filed) => filed.ContactId == merge.Survivor && filed.Parts.Contains(merge.Absorbed);

        // Moved, and cut short before it was taken from the survivor. What is told to both was kept.
        var halfMoved = theirs.Select(capture => capture.Id).Intersect(rest.Where(IsSince).Select(filed => filed.Capture.Id))
            .Except(decided.Kept);
        decided = decided with { Moved = decided.Moved.Union(halfMoved) };
        var open = rest.Where(filed => IsSince(filed) && !decided.Include(filed.Capture.Id)).Select(filed => filed.Capture).ToList();
        var ours = rest.Where(filed => !IsSince(filed) || decided.Stayed.Contains(filed.Capture.Id)).Select(filed => filed.Capture);
        var movedBefore = rest.Where(filed => decided.Moved.Contains(filed.Capture.Id)).Select(filed => filed.Capture);

        var sides = new MergeSides(ours, theirs.Concat(movedBefore));
        sides.Share(open);
        return new UndoDecisions(
            decided.Moved.Union(sides.Theirs), decided.Stayed.Union(sides.Ours), decided.Kept.Union(sides.Nobodys));
    }

    // Marks tell whose they are, so each gets its own back.
    private static ImmutableSortedSet<string> Marks(Contact contact, ImmutableSortedSet<string> ids, MergeId merge) =>
        contact.NotSame.Where(mark => ApartMark.IsAbout(mark, ids)).Append(ApartMark.Of(merge.Survivor, merge.Absorbed))
            .ToImmutableSortedSet(StringComparer.Ordinal);

    // Who had an order that somebody else has by now must not have it back: both are told.
    private static IEnumerable<CapturedEvent> MovedOrders(IEnumerable<FiledCapture> kept, IEnumerable<CapturedEvent> theirs)
    {
        var orders = theirs.SelectMany(capture => capture.Says.Orders.Keys).ToHashSet(StringComparer.Ordinal);
        return kept.Select(filed => filed.Capture).Where(MovedOrder.IsOne).Where(capture => capture.Says.Orders.Keys.All(orders.Contains));
    }

    // A capture of its own that repeats to the restored contact the refusals of what stays with the other.
    private static CapturedEvent? Refusals(MergeId merge, Contact restored, IEnumerable<FiledCapture> kept)
    {
        var refused = FiledCapture.Fold(kept.Select(filed => filed.Capture)).Consents
            .Where(consent => !consent.Value.Granted)
            .Where(consent => consent.Key.Address is var address
                && (address.Length == 0 || restored.Emails.ContainsKey(address) || restored.Phones.ContainsKey(address)))
            .ToImmutableDictionary();
        if (refused.IsEmpty || !restored.IsSomebody)
        {
            return null;
        }

        var at = refused.Values.Max(statement => statement.Said.At);
        var says = new Contact
        {
            LastSeenAt = at,
            ExternalIds = restored.ExternalIds,
            Emails = restored.Emails,
            Phones = restored.Phones,
            Consents = refused,
        };
        var data = new SortedDictionary<string, object?>(StringComparer.Ordinal) { ["undoOf"] = merge.ToString() };
        return new CapturedEvent($"undo-{merge}", Source, "consent", at, says, data);
    }
}
