using System.Globalization;
using ClientBase.Domain.Texts;

namespace ClientBase.Domain.Automations.Words;

/// <summary>Lengths of time in words: 15 minutes, 1 день. The Russian ones are as in "ждать 1 минуту".</summary>
internal static class SpanWords
{
    private static readonly (TimeSpan Unit, string English, string[] Russian)[] Units =
    [
        (TimeSpan.FromDays(1), "day", ["день", "дня", "дней"]),
        (TimeSpan.FromHours(1), "hour", ["час", "часа", "часов"]),
        (TimeSpan.FromMinutes(1), "minute", ["минуту", "минуты", "минут"]),
        (TimeSpan.FromSeconds(1), "second", ["секунду", "секунды", "секунд"]),
    ];

    /// <summary>A length of time in the largest unit that shows it whole.</summary>
    public static LocalText Of(TimeSpan span)
    {
        var (unit, english, russian) = Array.Find(Units, one => span.Ticks % one.Unit.Ticks == 0);
        var count = span.Ticks / unit.Ticks;
        var number = count.ToString(CultureInfo.InvariantCulture);
        return new LocalText($"{number} {english}{(count == 1 ? "" : "s")}", $"{number} {russian[RussianPlural.FormOf(count)]}");
    }
}
