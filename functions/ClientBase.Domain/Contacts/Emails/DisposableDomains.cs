using System.Security.Cryptography;
using System.Text;

namespace ClientBase.Domain.Contacts.Emails;

/// <summary>Domains that hand out mailboxes for ten minutes; their sub-domains count too.</summary>
/// <remarks>
/// The known ones (8,335 names, public domain, disposable-email-domains) are kept as the sorted first five bytes of each name's SHA-256:
/// 41 KB, enough to ask "is this one of them?", with a false yes once in 130 million domains. Such domains come and go by the week: a list
/// of names that the user keeps is read by <see cref="Of"/>, and <see cref="ToBytes"/> of it renews the file.
/// </remarks>
public sealed class DisposableDomains
{
    private const string Resource = "disposable-domains.bin";
    private const int HashLength = 5;

    private readonly byte[] _hashes;

    private DisposableDomains(byte[] hashes) => _hashes = hashes;

    /// <summary>The domains known when this was built.</summary>
    public static DisposableDomains Known { get; } = Load();

    /// <summary>The domains of a list, one a line; blank lines and those that begin with # are skipped.</summary>
    public static DisposableDomains Of(IEnumerable<string> lines)
    {
        var hashes = lines.Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => MailHost.TryRead(line, out var host) is null ? host : line.ToLowerInvariant())
            .Select(host => Number(Hash(host))).Distinct().Order();
        return new DisposableDomains([.. hashes.SelectMany(hash => BitConverter.GetBytes(hash).Take(HashLength).Reverse())]);
    }

    /// <summary>Whether the host, in ASCII form, is one of them or below one of them.</summary>
    public bool Contains(string host)
    {
        for (var start = 0; start >= 0 && host.IndexOf('.', start) >= 0; start = host.IndexOf('.', start) + 1)
        {
            if (Find(Number(Hash(host[start..]))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The list as it is kept: sorted hashes of five bytes.</summary>
    public byte[] ToBytes() => [.. _hashes];

    private bool Find(long wanted)
    {
        var (low, high) = (0, (_hashes.Length / HashLength) - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var found = Number(_hashes.AsSpan(middle * HashLength, HashLength));
            if (found == wanted)
            {
                return true;
            }

            (low, high) = found < wanted ? (middle + 1, high) : (low, middle - 1);
        }

        return false;
    }

    private static byte[] Hash(string host) => SHA256.HashData(Encoding.UTF8.GetBytes(host))[..HashLength];

    private static long Number(ReadOnlySpan<byte> hash) =>
        ((long)hash[0] << 32) | ((long)hash[1] << 24) | ((long)hash[2] << 16) | ((long)hash[3] << 8) | hash[4];

    private static DisposableDomains Load()
    {
        using var resource = typeof(DisposableDomains).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not in the assembly.");
        var hashes = new byte[resource.Length];
        resource.ReadExactly(hashes);
        return new DisposableDomains(hashes);
    }
}
