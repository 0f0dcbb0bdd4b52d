using ClientBase.Domain.Orders;

namespace ClientBase.Domain.Loyalty;

/// <summary>Promo codes as people read, say and type them.</summary>
public static class PromoText
{
    /// <summary>Characters at most: it becomes part of a key.</summary>
    public const int MaxLength = 64;

    private const int Length = 8;

    // Without letters and digits that look alike.
    private const string Alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    /// <summary>A code of eight characters: the same for the same bytes.</summary>
    /// <param name="prefix">What it begins with; may be empty.</param>
    /// <param name="random">At least eight bytes nobody can guess.</param>
    public static string Of(string prefix, ReadOnlySpan<byte> random)
    {
        var code = new char[Length];
        for (var at = 0; at < Length; at++)
        {
            code[at] = Alphabet[random[at] % Alphabet.Length];
        }

        return prefix.Length == 0 ? new string(code) : $"{prefix}-{new string(code)}";
    }

    /// <summary>The one spelling of a code: shops tell <c>tea10</c> of what is <c>TEA10</c>. Null: it cannot be one.</summary>
    public static string? Normal(string? typed) =>
        typed?.Trim().ToUpperInvariant() is { Length: > 0 and <= MaxLength } code && !code.Any(char.IsControl) ? code : null;

    /// <summary>The codes an order carries now.</summary>
    public static IReadOnlyCollection<string> In(OrderState order) =>
        [.. (order.Version?.Codes ?? []).Select(Normal).OfType<string>().Distinct(StringComparer.Ordinal)];
}
