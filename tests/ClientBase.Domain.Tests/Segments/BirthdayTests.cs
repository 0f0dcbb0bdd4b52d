using System.Globalization;
using ClientBase.Domain.Segments.Families;

namespace ClientBase.Domain.Tests.Segments;

public sealed class BirthdayTests
{
    [Theory]
    [InlineData("1990-03-05", "2026-03-05", 0)]
    [InlineData("1990-03-05", "2026-03-06", 364)]
    [InlineData("1990-01-02", "2026-12-30", 3)]
    [InlineData("1992-02-29", "2026-02-27", 1)]
    [InlineData("1992-02-29", "2028-02-28", 1)]
    [InlineData("2026-03-05", "2026-03-01", 4)]
    public void Days_until_the_birthday_go_over_the_turn_of_the_year(string born, string today, int days) =>
        Assert.Equal(days, Birthdays.DaysUntil(Date(born), Date(today)));

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
