namespace ClientBase.Domain.Contacts;

/// <summary>Numbers of loyalty cards, kept beside customer ids: each finds its person.</summary>
public static class LoyaltyCards
{
    /// <summary>What stands where a customer id names its shop. No shop has such a name: theirs are letters and digits.</summary>
    public const string Issuer = "loyalty-card";
}
