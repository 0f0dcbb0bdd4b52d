using ClientBase.Functions.Http;

namespace ClientBase.Functions.Staff;

/// <summary>Who may use a route, and what is noted of it.</summary>
/// <param name="Roles">The roles that may; the owner always may.</param>
/// <param name="Action">What the audit calls it; null when a use is not noted.</param>
internal sealed record RouteRight(IReadOnlyList<StaffRole> Roles, string? Action = null)
{
    /// <summary>Whether it is about the contact that the route names: managers may not look at those of others.</summary>
    public bool IsOfContact { get; init; }

    /// <summary>Whether a role may use it.</summary>
    public bool Allows(StaffRole role) => role == StaffRole.Owner || Roles.Contains(role);
}
