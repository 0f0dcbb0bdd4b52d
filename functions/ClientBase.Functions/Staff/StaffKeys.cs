using System.Security.Cryptography;
using System.Text;
using ClientBase.Functions.Http;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Staff;

/// <summary>Tells by a key who somebody is.</summary>
public sealed class StaffKeys
{
    private readonly (byte[] Digest, Caller Caller)[] _keys;

    public StaffKeys(IOptions<StaffOptions> options)
    {
        AreWanted = options.Value.Members.Values.Any(member => member.Key.Length > 0);
        _keys =
        [
            .. options.Value.Members.Where(member => Secrets.IsSet(member.Value.Key))
                .Select(member => (DigestOf(member.Value.Key), new Caller(member.Key, member.Value.Role))),
        ];
    }

    /// <summary>
    /// Whether anybody has a key: then the function key alone no longer opens anything. Also where the key lies in a vault that does not
    /// answer.
    /// </summary>
    public bool AreWanted { get; }

    /// <summary>Whose key it is; null when it is nobody's. Takes the same time whoever it is.</summary>
    public Caller? Find(string key)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        Caller? found = null;
        foreach (var (known, caller) in _keys)
        {
            found = CryptographicOperations.FixedTimeEquals(known, digest) ? caller : found;
        }

        return found;
    }

    private static byte[] DigestOf(string setting) => setting.StartsWith(StaffMemberOptions.Hashed, StringComparison.Ordinal)
        ? Convert.FromHexString(setting[StaffMemberOptions.Hashed.Length..])
        : SHA256.HashData(Encoding.UTF8.GetBytes(setting));
}
