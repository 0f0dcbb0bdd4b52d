namespace ClientBase.Domain.Behaviour;

/// <summary>Somebody became known by a browser: by a form filled in there, or by logging in.</summary>
/// <param name="At">When.</param>
/// <param name="ContactId">Who.</param>
/// <param name="IsClaim">Whether only the site says so, by a customer's id that anybody could send: good for visits alone.</param>
public readonly record struct KnownVisitor(DateTimeOffset At, string ContactId, bool IsClaim = false);

/// <summary>A part of the time: from an instant up to another one, which is not in it.</summary>
/// <param name="From">Its beginning.</param>
/// <param name="Until">Its end.</param>
public readonly record struct TimeSpanOfVisits(DateTimeOffset From, DateTimeOffset Until);

/// <summary>Whose the visits made with one browser are.</summary>
/// <remarks>
/// A browser is a weak key: a family or an office may share it. So it makes nobody and joins no two people. Visits belong to whoever was
/// the last to become known by it, and those before the first to that person.
/// </remarks>
public static class VisitorOwners
{
    /// <summary>The times whose visits belong to a person, the latest first.</summary>
    /// <param name="known">Everybody who became known by the browser, in any order.</param>
    /// <param name="contactIds">The person: a contact and those that are part of it.</param>
    public static IReadOnlyList<TimeSpanOfVisits> SpansOf(IEnumerable<KnownVisitor> known, IReadOnlyCollection<string> contactIds)
    {
        var inOrder = known.OrderBy(one => one.At).ThenBy(one => one.ContactId, StringComparer.Ordinal).ToList();
        var spans = new List<TimeSpanOfVisits>();
        for (var i = inOrder.Count - 1; i >= 0; i--)
        {
            if (contactIds.Contains(inOrder[i].ContactId))
            {
                spans.Add(new TimeSpanOfVisits(
                    i == 0 ? DateTimeOffset.MinValue : inOrder[i].At,
                    i == inOrder.Count - 1 ? DateTimeOffset.MaxValue : inOrder[i + 1].At));
            }
        }

        return spans;
    }
}
