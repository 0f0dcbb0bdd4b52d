using System.Text.Json;
using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Storage.Documents;

namespace ClientBase.Functions.Storage.Rows;

/// <summary><c>c|{contact}</c>: who somebody is. Orders and scores are rows of their own.</summary>
internal static class ContactRow
{
    public const string Prefix = "c|";

    /// <summary>Id of the contact this one was merged into; its own data stays for the record and for an undo.</summary>
    public const string MergedInto = "MergedInto";

    /// <summary>True when nothing tells who it is: an order without a customer.</summary>
    public const string IsNobody = "Nobody";

    /// <summary>True from when an erasure begins until the row is gone: nobody reads or writes the contact any more.</summary>
    public const string IsErasing = "Erasing";

    /// <summary>The profile as JSON.</summary>
    public const string Profile = "Profile";

    public static string Key(string contactId) => Prefix + contactId;

    public static string IdOf(TableEntity row) => row.RowKey[Prefix.Length..];

    public static TableEntity Of(Contact contact, string? mergedInto = null)
    {
        var row = RowVersions.New(ContactId.ShardOf(contact.Id), Key(contact.Id));
        var document = ContactDocument.Of(contact) with { Orders = null, Carts = null };
        LongText.Write(row, Profile, JsonSerializer.Serialize(document, DocumentJson.Compact.ContactDocument));
        row[MergedInto] = mergedInto;
        row[IsNobody] = contact.IsSomebody ? null : true;
        return row;
    }

    /// <summary>The contact, without its orders and carts.</summary>
    public static Contact Read(TableEntity row) =>
        JsonSerializer.Deserialize(LongText.Read(RowVersions.Known(row), Profile)!, DocumentJson.Compact.ContactDocument)!
            .ToContact(IdOf(row));

    /// <summary>
    /// Whether it stands for a person of its own: not merged into another, known by more than an order, and not being erased.
    /// </summary>
    public static bool IsPerson(TableEntity row) =>
        row.GetString(MergedInto) is null && row.GetBoolean(IsNobody) != true && !IsBeingErased(row);

    /// <summary>Whether somebody is erasing it.</summary>
    public static bool IsBeingErased(TableEntity row) => row.GetBoolean(IsErasing) == true;
}
