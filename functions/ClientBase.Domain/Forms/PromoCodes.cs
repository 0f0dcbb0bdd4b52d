namespace ClientBase.Domain.Forms;

/// <summary>Promo codes that people read, say and type.</summary>
public static class PromoCodes
{
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
}
