namespace ClientBase.Domain.Contacts;

/// <summary>The marks people put on a contact.</summary>
public static class ContactTags
{
    /// <summary>Field that holds them, one after the other.</summary>
    public const string Field = "tags";

    private static readonly char[] Separators = [',', '\n'];

    /// <summary>The tags of a contact.</summary>
    public static IReadOnlyList<string> Of(Contact contact) =>
        contact.Field(Field)?.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
