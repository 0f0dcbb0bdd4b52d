using System.Buffers;
using ClientBase.Domain.Identity;

namespace ClientBase.Functions.Storage.Rows;

/// <summary>Ids of tasks, deals and requests: the contact's id, a hyphen, 32 hex digits. So an id alone says where its row lies.</summary>
public static class ItemId
{
    private const int ContactLength = 26;
    private const int Length = ContactLength + 1 + 32;

    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    /// <summary>The id of an item of a contact.</summary>
    /// <param name="contactId">The contact.</param>
    /// <param name="own">32 hex digits.</param>
    public static string Of(string contactId, string own) => $"{contactId}-{own}";

    /// <summary>Whether the text has the form of an id.</summary>
    public static bool IsValid(string? text) =>
        text is { Length: Length } && text[ContactLength] == '-' && ContactId.IsValid(text[..ContactLength])
        && !text.AsSpan(ContactLength + 1).ContainsAnyExcept(Hex);

    /// <summary>The contact under which the item's row lies.</summary>
    public static string ContactOf(string itemId) => itemId[..ContactLength];
}
