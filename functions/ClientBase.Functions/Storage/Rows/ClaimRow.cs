using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Storage.Documents;

namespace ClientBase.Functions.Storage.Rows;

/// <summary>
/// <c>k|{digest}</c>: an identity key and the contact that has it. Digests, since keys are personal and row keys stand in logs.
/// </summary>
/// <remarks>The people of one telephone lie side by side: their rows begin with the row of the telephone.</remarks>
internal static class ClaimRow
{
    public const string Prefix = "k|";

    /// <summary>The contact.</summary>
    public const string Contact = "Contact";

    /// <summary>True once somebody else than the founding capture has taken over a claim whose contact was never written.</summary>
    public const string IsAdopted = "Adopted";

    private const string Kind = "Kind";

    private const string Person = "Person";

    private const string Before = "Before";

    private const int MostBefore = 20;

    public static string Key(IdentityKey key) => key.Name.Length == 0
        ? Prefix + Digest(key.Shared.ToString())
        : $"{Prefix}{Digest(key.Shared.ToString())}|{Digest(key.Name)}";

    public static TableEntity Of(IdentityKey key, string contactId)
    {
        var row = RowVersions.New(ContactId.ShardOf(key), Key(key));
        row[Contact] = contactId;
        row[Kind] = key.Kind.ToString();
        return row;
    }

    /// <summary>A claim in another shard: it comes before the contact, and so has to say itself who that will be.</summary>
    public static TableEntity Ahead(IdentityKey key, Contact contact)
    {
        var row = Of(key, contact.Id);
        Tell(row, contact);
        return row;
    }

    /// <summary>The same claim, taken over for another contact.</summary>
    public static TableEntity TakenOver(TableEntity claim, Contact contact, bool isAdopted)
    {
        var row = new TableEntity(claim) { [Contact] = contact.Id, [IsAdopted] = isAdopted };
        if (row.GetString(Kind) is nameof(IdentityKind.Order))
        {
            Tell(row, HadBefore(claim).Append(claim.GetString(Contact)!).TakeLast(MostBefore));
        }

        Tell(row, contact);
        return row;
    }

    /// <summary>The same claim of an order, given back to one who had it before.</summary>
    public static TableEntity GivenBack(TableEntity claim, Contact former)
    {
        var row = new TableEntity(claim) { [Contact] = former.Id, [IsAdopted] = false };
        Tell(row, HadBefore(claim).TakeWhile(id => id != former.Id));
        Tell(row, former);
        return row;
    }

    /// <summary>Who had an order before it was given to the contact, the first of them first.</summary>
    public static IReadOnlyList<string> HadBefore(TableEntity claim) =>
        claim.GetString(Before)?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Who a contact is to be that was claimed for and is not written; nothing where the claim does not say.</summary>
    public static Contact PersonOf(TableEntity claim, string contactId) => claim.GetString(Person) is { } person
        ? JsonSerializer.Deserialize(person, DocumentJson.Compact.ContactDocument)!.ToContact(contactId)
        : new Contact { Id = contactId };

    // Only of keys that several people may have; an order may be given to another customer.
    private static void Tell(TableEntity row, Contact contact)
    {
        if (row.GetString(Kind) is nameof(IdentityKind.Email) or nameof(IdentityKind.Phone) or nameof(IdentityKind.NamedPhone)
            or nameof(IdentityKind.Order))
        {
            var person = ContactDocument.Of(IdentityResolver.ToldApartBy(contact));
            row[Person] = JsonSerializer.Serialize(person, DocumentJson.Compact.ContactDocument);
        }
    }

    private static void Tell(TableEntity row, IEnumerable<string> hadBefore) =>
        row[Before] = string.Join(' ', hadBefore) is { Length: > 0 } ids ? ids : null;

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 20));
}
