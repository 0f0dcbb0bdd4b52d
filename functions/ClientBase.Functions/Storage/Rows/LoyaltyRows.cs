using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure.Data.Tables;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Loyalty;
using ClientBase.Functions.Storage.Documents;

namespace ClientBase.Functions.Storage.Rows;

/// <summary>
/// <c>p|{contact}|l|{kind}|{id}</c>: what a person's points follow from. Like orders these rows stay where they were written when contacts
/// are merged. A balance is not stored: it follows from these and the orders, which lie side by side.
/// </summary>
/// <remarks>
/// Kinds: <c>o</c> what an order gives, <c>e</c> given or taken by hand, <c>i</c> a friend who came by the code, <c>j</c> by whose code the
/// person came, <c>c</c> a promo code of their own.
/// </remarks>
internal static class LoyaltyRows
{
    private const string Value = "Value";
    private const string Id = "Id";

    /// <summary>
    /// <c>p|{contact}|l</c>: holds nothing. Its version lets those who take points through one at a time, so that nobody takes what
    /// somebody else is taking.
    /// </summary>
    public static string TurnKey(string contactId) => $"p|{contactId}|l";

    public static TableEntity Turn(string contactId) => RowVersions.New(ContactId.ShardOf(contactId), TurnKey(contactId));

    public static string GrantKey(string contactId, string orderKey) => Key(contactId, 'o', orderKey);

    public static TableEntity Grant(string contactId, string orderKey, OrderGrant grant) =>
        Of(contactId, 'o', orderKey, grant, LoyaltyJson.Compact.OrderGrant);

    public static TableEntity Entry(string contactId, string entryId, PointsEntry entry) =>
        Of(contactId, 'e', entryId, entry, LoyaltyJson.Compact.PointsEntry);

    public static string FriendKey(string contactId, string friendId) => Key(contactId, 'i', friendId);

    public static TableEntity Friend(string contactId, string friendId, InvitedFriend friend) =>
        Of(contactId, 'i', friendId, friend, LoyaltyJson.Compact.InvitedFriend);

    public static InvitedFriend ReadFriend(TableEntity row) => Read(row, LoyaltyJson.Compact.InvitedFriend);

    public static string InvitationKey(string contactId) => Key(contactId, 'j', "");

    public static TableEntity Invitation(Invitation invitation) =>
        Of(invitation.Friend, 'j', "", invitation, LoyaltyJson.Compact.Invitation);

    /// <summary>By whose code each contact came, of those that are one person now.</summary>
    public static IEnumerable<Invitation> Invitations(IEnumerable<TableEntity> loyaltyRows) =>
        loyaltyRows.Where(row => KindOf(row) == 'j').Select(row => Read(row, LoyaltyJson.Compact.Invitation));

    /// <summary>What the rows of a contact begin with that are read into its account.</summary>
    public static string PrefixOf(string contactId) => $"p|{contactId}|l|";

    /// <summary>That a promo code is somebody's alone: how it is found when the person is handed out or erased.</summary>
    public static TableEntity Code(string contactId, string code)
    {
        var row = RowVersions.New(ContactId.ShardOf(contactId), Key(contactId, 'c', code));
        row[Id] = code;
        return row;
    }

    /// <summary>Whether a row of a contact's parts is one of these.</summary>
    public static bool Is(TableEntity row) => KindOf(row) is not null;

    /// <summary>What the rows of a contact say, those of contacts included who became part of it.</summary>
    public static LoyaltyAccount ReadAll(IEnumerable<TableEntity> loyaltyRows)
    {
        var rows = loyaltyRows.ToLookup(row => KindOf(row)!.Value);
        return rows.Count == 0 ? LoyaltyAccount.Empty : new LoyaltyAccount
        {
            Grants = All(rows['o'], LoyaltyJson.Compact.OrderGrant),
            Entries = All(rows['e'], LoyaltyJson.Compact.PointsEntry),
            Invited = All(rows['i'], LoyaltyJson.Compact.InvitedFriend),
            Codes = rows['c'].Select(IdOf).ToImmutableSortedSet(StringComparer.Ordinal),
            By = Invitations(rows['j'])
                .OrderBy(one => one.At).ThenBy(one => one.Friend, StringComparer.Ordinal).FirstOrDefault(),
        };
    }

    private static string Key(string contactId, char kind, string id) => $"p|{contactId}|l|{kind}|{TableKeys.Escape(id)}";

    private static char? KindOf(TableEntity row) => row.RowKey.Split('|', 5) is ["p", _, "l", [var kind], _] ? kind : null;

    private static string IdOf(TableEntity row) => row.GetString(Id)!;

    private static TableEntity Of<T>(string contactId, char kind, string id, T value, JsonTypeInfo<T> json)
    {
        var row = RowVersions.New(ContactId.ShardOf(contactId), Key(contactId, kind, id));
        row[Id] = id;
        row[Value] = JsonSerializer.Serialize(value, json);
        return row;
    }

    private static T Read<T>(TableEntity row, JsonTypeInfo<T> json) =>
        JsonSerializer.Deserialize(RowVersions.Known(row).GetString(Value)!, json)!;

    // An order of two places has given once.
    private static ImmutableSortedDictionary<string, T> All<T>(IEnumerable<TableEntity> rows, JsonTypeInfo<T> json) => rows
        .OrderBy(row => row.RowKey, StringComparer.Ordinal).DistinctBy(IdOf)
        .ToImmutableSortedDictionary(IdOf, row => Read(row, json), StringComparer.Ordinal);
}
