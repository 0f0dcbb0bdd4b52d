using System.Security.Cryptography;
using System.Text;

namespace ClientBase.Functions.Staff;

/// <summary>Something that somebody of the staff did, or tried to do.</summary>
/// <param name="At">When.</param>
/// <param name="Who">Who: the name in the settings; <c>?</c> for a key that is nobody's.</param>
/// <param name="Role">With which role.</param>
/// <param name="Action"><c>card</c>, <c>list</c>, <c>export.segment</c>, <c>erase</c>, ...; <c>refused</c>: what they may not.</param>
/// <param name="What">Ids and names of what it was done to; never a search term or an address.</param>
/// <param name="Count">Contacts that were shown; null where none were.</param>
public sealed record AuditEntry(DateTimeOffset At, string Who, string Role, string Action, string What, int? Count)
{
    /// <summary>The entry's link in the chain: a digest of the link before it and of what it says.</summary>
    internal string Chained(string previous)
    {
        var said = string.Join('\n', previous, At.UtcTicks, Who, Role, Action, What, Count);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said)));
    }
}
