using System.Globalization;

namespace ClientBase.Domain.Sending.Events;

/// <summary>Network addresses (IPv4) that begin alike.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Bits">How many bits they have in common.</param>
public readonly record struct NetworkRange(uint First, int Bits)
{
    /// <summary>Reads <c>10.0.0.0/8</c>.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static NetworkRange Parse(string text) =>
        text.Split('/') is [var first, var bits] && TryAddress(first, out var address)
            ? new NetworkRange(address, int.Parse(bits, CultureInfo.InvariantCulture))
            : throw new FormatException($"'{text}' is no range of network addresses.");

    /// <summary>Reads an address of four numbers; false for anything else, also for IPv6.</summary>
    public static bool TryAddress(string? text, out uint address)
    {
        address = 0;
        if (text?.Trim().Split('.') is not { Length: 4 } parts)
        {
            return false;
        }

        foreach (var part in parts)
        {
            if (!byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return false;
            }

            address = (address << 8) | number;
        }

        return true;
    }

    /// <summary>Whether an address is one of them.</summary>
    public bool Holds(uint address) => (address ^ First) >> (32 - Bits) == 0;
}
