namespace ClientBase.Domain.Contacts;

/// <summary>The code by which somebody brings friends: it follows from the contact's id, so everybody has one, unwritten.</summary>
/// <remarks>It is the beginning of the id (49 bits), so the contact is found by it in one range of its shard.</remarks>
public static class ReferralCode
{
    private const int Letters = 9;

    /// <summary>The code of a contact, such as <c>B3K7QMX2P9</c>: the digit of the shard, then letters of the id.</summary>
    public static string Of(string contactId) => contactId[1..(2 + Letters)].ToUpperInvariant();
}
