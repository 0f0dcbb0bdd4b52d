using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Http;

/// <summary>What somebody of the staff may do.</summary>
public enum StaffRole
{
    /// <summary>Not said.</summary>
    None = 0,

    /// <summary>Everything.</summary>
    Owner = 1,

    /// <summary>Everything but erasing people and reading the audit.</summary>
    Marketer = 2,

    /// <summary>Work with the clients that are theirs or nobody's.</summary>
    Manager = 3,

    /// <summary>Look at everything, take nothing out.</summary>
    ReadOnly = 4,
}

/// <summary>Who of the staff calls.</summary>
/// <param name="Name">The name in the settings.</param>
/// <param name="Role">Their role.</param>
public sealed record Caller(string Name, StaffRole Role)
{
    /// <summary>Whether somebody is this caller.</summary>
    public bool IsCalled(string? name) => string.Equals(name, Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether they may see a client: managers their own and nobody's, all others everybody's.</summary>
    /// <param name="manager">Who looks after the client; null: nobody.</param>
    public bool MaySeeClientOf(string? manager) => Role != StaffRole.Manager || manager is null || IsCalled(manager);

    /// <summary>Who calls; null when no staff is configured: then whoever has the function key is nobody in particular.</summary>
    public static Caller? Of(HttpRequest request) => request.HttpContext.Items[typeof(Caller)] as Caller;

    /// <summary>Tells functions who calls.</summary>
    public void Enter(HttpContext http) => http.Items[typeof(Caller)] = this;
}
