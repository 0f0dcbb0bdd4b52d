namespace ClientBase.Domain.Crm;

/// <summary>Who looks after a client.</summary>
/// <param name="Manager">Their name; null: nobody any more.</param>
/// <param name="Since">Since when.</param>
/// <param name="From">Who did before.</param>
/// <param name="Reason">Why it changed, if said.</param>
/// <param name="By">Who changed it, if said.</param>
public sealed record ManagerAssignment(string? Manager, DateTimeOffset Since, string? From = null, string? Reason = null, string? By = null)
{
    /// <summary>The word that counts of several contacts that are one person: the latest.</summary>
    public static ManagerAssignment? Latest(IEnumerable<ManagerAssignment> assignments) => assignments
        .OrderByDescending(assignment => assignment.Since).ThenBy(assignment => assignment.Manager, StringComparer.Ordinal)
        .FirstOrDefault();

    /// <summary>Whether somebody may have a client who is another's: only by a hand-over. Who wants to free a client may.</summary>
    public static bool IsAllowed(ManagerAssignment? current, string? wanted, bool isHandOver) =>
        current?.Manager is null || wanted is null || current.Manager == wanted || isHandOver;
}
