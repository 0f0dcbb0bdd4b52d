using ClientBase.Functions.Http;

namespace ClientBase.Functions.Staff;

/// <summary>What the id in a route is of.</summary>
internal enum RouteSubject
{
    /// <summary>Nothing that belongs to one client.</summary>
    None = 0,

    /// <summary>A contact.</summary>
    Contact = 1,

    /// <summary>A deal or a request: its client's.</summary>
    Item = 2,

    /// <summary>A task: its client's, and its assignee's.</summary>
    Task = 3,
}

/// <summary>Who may use a route, and what is noted of it.</summary>
/// <param name="Roles">The roles that may; the owner always may.</param>
/// <param name="Action">What the audit calls it; null when a use is not noted.</param>
internal sealed record RouteRight(IReadOnlyList<StaffRole> Roles, string? Action = null)
{
    /// <summary>What the id in the route is of: managers may not look at clients of others.</summary>
    public RouteSubject Subject { get; init; }

    /// <summary>Whether it shows one person, though no card: that counts as a contact read.</summary>
    public bool ShowsPerson { get; init; }

    /// <summary>Whether a role may use it.</summary>
    public bool Allows(StaffRole role) => role == StaffRole.Owner || Roles.Contains(role);
}
