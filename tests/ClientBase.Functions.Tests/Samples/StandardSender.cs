using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ClientBase.Functions.Tests.Samples;

/// <summary>Signs as Standard Webhooks has it.</summary>
internal static class StandardSender
{
    /// <summary>The header <c>webhook-signature</c>.</summary>
    public static string Sign(string secret, string id, DateTimeOffset at, byte[] body)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"{id}.{at.ToUnixTimeSeconds()}.");
        byte[] signed = [.. Encoding.UTF8.GetBytes(head), .. body];
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), signed));
    }

    /// <summary>All three headers.</summary>
    public static Dictionary<string, string> Headers(string secret, string id, DateTimeOffset at, byte[] body) => new()
    {
        ["webhook-id"] = id,
        ["webhook-timestamp"] = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        ["webhook-signature"] = Sign(secret, id, at, body),
    };
}
