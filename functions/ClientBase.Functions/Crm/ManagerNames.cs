using ClientBase.Functions.Http;

namespace ClientBase.Functions.Crm;

/// <summary>Names of managers, as they stand in settings and requests.</summary>
internal static class ManagerNames
{
    public const int MaxLength = 64;

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
