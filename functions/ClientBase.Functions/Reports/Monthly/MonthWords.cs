using System.Globalization;

namespace ClientBase.Functions.Reports.Monthly;

/// <summary>Months, numbers and sums as they are written in a language.</summary>
internal sealed class MonthWords(string language)
{
    private static readonly CultureInfo[] Cultures = [CultureInfo.GetCultureInfo("en-US"), CultureInfo.GetCultureInfo("ru-RU")];

    private const string Unknown = "—";
    private const string NarrowSpace = "\u00a0"; // Not broken at the end of a line.

    private readonly CultureInfo _culture = Cultures[language == "ru" ? 1 : 0];

    public bool IsRussian => language == "ru";

    /// <summary>One of two texts.</summary>
    public string Of(string en, string ru) => IsRussian ? ru : en;

    /// <summary>March 2026.</summary>
    public string Month(DateTimeOffset month)
    {
        var name = month.UtcDateTime.ToString("MMMM yyyy", _culture);
        return char.ToUpper(name[0], _culture) + name[1..];
    }

    /// <summary>Mar, from a label such as <c>2026-03</c>.</summary>
    public string ShortMonth(string label) =>
        DateTime.TryParseExact(label, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
            ? month.ToString("MMM", _culture).TrimEnd('.')
            : label;

    public string Day(DateTimeOffset at) => at.UtcDateTime.ToString(IsRussian ? "d MMMM yyyy" : "MMMM d, yyyy", _culture);

    /// <summary>A whole number.</summary>
    public string Number(decimal? value) => value is { } number ? Spaced(number.ToString("N0", _culture)) : Unknown;

    /// <summary>A sum, short where it is large.</summary>
    public string Money(decimal? value, string? currency)
    {
        if (value is not { } sum)
        {
            return Unknown;
        }

        var (shown, unit) = Math.Abs(sum) switch
        {
            >= 10_000_000m => (sum / 1_000_000m, Of("M", " млн")),
            >= 100_000m => (sum / 1_000m, Of("K", " тыс.")),
            _ => (sum, ""),
        };
        var text = Spaced(shown.ToString(unit.Length > 0 || Math.Abs(shown) >= 100m ? "N0" : "0.##", _culture)) + unit;
        return currency switch
        {
            null => text,
            "RUB" => $"{text}{NarrowSpace}₽",
            "USD" => $"${text}",
            "EUR" => IsRussian ? $"{text}{NarrowSpace}€" : $"€{text}",
            _ => $"{text}{NarrowSpace}{currency}",
        };
    }

    /// <summary>A share of one.</summary>
    public string Percent(decimal? share, int digits = 0) =>
        share is { } value ? (value * 100m).ToString($"F{digits}", _culture) + (IsRussian ? NarrowSpace + "%" : "%") : Unknown;

    /// <summary>How much more or less than before: +12 %.</summary>
    public string Change(decimal? now, decimal? before) => now is { } new_ && before is { } old && old != 0
        ? (new_ >= old ? "+" : "−") + Percent(Math.Abs((new_ - old) / Math.Abs(old)))
        : "";

    private static string Spaced(string number) => number.Replace(" ", NarrowSpace, StringComparison.Ordinal);
}
