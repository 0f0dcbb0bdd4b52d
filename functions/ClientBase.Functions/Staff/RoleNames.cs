using ClientBase.Functions.Http;

namespace ClientBase.Functions.Staff;

/// <summary>Roles as settings and the audit write them.</summary>
internal static class RoleNames
{
    public static string Of(StaffRole role) => role switch
    {
        StaffRole.Owner => "owner",
        StaffRole.Marketer => "marketer",
        StaffRole.Manager => "manager",
        StaffRole.ReadOnly => "readonly",
        _ => "none",
    };
}
