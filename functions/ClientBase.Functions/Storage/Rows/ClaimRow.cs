using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using ClientBase.Domain.Identity;

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

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 20));
}
