using System.Security.Cryptography;
using System.Text;

namespace ClientBase.Functions.Capture;

/// <summary>Ids of captures: the same delivery always gets the same one, so a repeat is known as a repeat.</summary>
public static class CaptureId
{
    /// <summary>The id of a delivery, from what names it at its source.</summary>
    public static string Of(params string[] delivery)
    {
        var named = string.Join('\n', delivery.Select(part => $"{part.Length}:{part}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(named)).AsSpan(0, 16));
    }

    /// <summary>The id of something its source gave no name to.</summary>
    public static string New() => Guid.NewGuid().ToString("n");
}
