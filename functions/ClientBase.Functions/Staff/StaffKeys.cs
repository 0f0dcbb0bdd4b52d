using System.Security.Cryptography;
using System.Text;
using ClientBase.Functions.Http;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Staff;

/// <summary>Tells by a key who somebody is.</summary>
public sealed class StaffKeys
{
    private const string Hashed = "sha256:";

    private readonly (byte[] Digest, Caller Caller)[] _keys;

    public StaffKeys(IOptions<StaffOptions> options)
    {
        Names = [.. options.Value.Members.Keys];
        _keys =
        [
            .. options.Value.Members.Where(member => Secrets.IsSet(member.Value.Key))
                .Select(member => (DigestOf(member.Value.Key), new Caller(member.Key, member.Value.Role))),
        ];
    }

    /// <summary>Whether anybody is configured: then the function key alone no longer opens anything.</summary>
    public bool AreWanted => Names.Count > 0;

    /// <summary>Everybody's name.</summary>
    public IReadOnlyList<string> Names { get; }

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

    private static byte[] DigestOf(string setting) => setting.StartsWith(Hashed, StringComparison.Ordinal)
        ? Convert.FromHexString(setting[Hashed.Length..])
        : SHA256.HashData(Encoding.UTF8.GetBytes(setting));
}
