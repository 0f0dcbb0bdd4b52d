using System.Globalization;

namespace ClientBase.Domain.Texts;

/// <summary>Sums as people read them.</summary>
public static class MoneyText
{
    private const char NoBreak = '\u00a0';
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");
    private static readonly NumberFormatInfo Russian = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = NoBreak.ToString() };

    private static readonly Dictionary<string, string> Signs = new(StringComparer.OrdinalIgnoreCase)
    {
        ["RUB"] = "₽",
        ["USD"] = "$",
        ["EUR"] = "€",
        ["GBP"] = "£",
        ["UAH"] = "₴",
        ["KZT"] = "₸",
        ["BYN"] = "Br",
        ["TRY"] = "₺",
        ["JPY"] = "¥",
    };

    /// <summary>A sum: <c>1 234,50 ₽</c> in Russian, where cents of nought are left out, <c>$1,234.50</c> in English.</summary>
    /// <param name="amount">How much.</param>
    /// <param name="currency">ISO 4217; null: the number alone.</param>
    /// <param name="isRussian">Which habit.</param>
    public static string Write(decimal amount, string? currency, bool isRussian)
    {
        var rounded = Math.Round(amount, 2, MidpointRounding.AwayFromZero);
        var sign = currency is null ? null : Signs.GetValueOrDefault(currency, currency.ToUpperInvariant());
        if (isRussian)
        {
            var number = rounded.ToString(rounded == decimal.Truncate(rounded) ? "N0" : "N2", Russian);
            return sign is null ? number : $"{number}{NoBreak}{sign}";
        }

        var text = Math.Abs(rounded).ToString("N2", English);
        var minus = rounded < 0 ? "-" : "";
        return sign switch
        {
            null => minus + text,
            { Length: 1 } => $"{minus}{sign}{text}",
            _ => $"{minus}{text}{NoBreak}{sign}",
        };
    }
}
