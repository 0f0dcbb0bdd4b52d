using ClientBase.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Crm;

/// <summary>Names of managers, as they stand in settings and requests.</summary>
internal static class ManagerNames
{
    public const int MaxLength = 64;

    /// <summary>Who does what a request asks for: its caller where staff is configured, else whom its body names.</summary>
    public static string? By(HttpRequest request, BodyFields body) => Read(body, "by") is var named && Caller.Of(request) is { } caller
        ? caller.Name
        : named;

    /// <summary>A manager's name from a body; null when it names none.</summary>
    public static string? Read(BodyFields body, string field)
    {
        var name = body.Text(field, MaxLength);
        if (name is not null && name.Any(char.IsControl))
        {
            body.Refuse(field, "a name without line breaks and other control characters");
        }

        return name;
    }
}
