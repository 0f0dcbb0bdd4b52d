using ClientBase.Domain.Tables;

namespace ClientBase.Domain.Tests.Tables;

public sealed class CellTimesTests
{
    [Theory]
    [InlineData("01/02/2026|01/31/2026", "2026-01-02 2026-01-31")]
    [InlineData("01/02/2026|31/01/2026", "2026-02-01 2026-01-31")]
    [InlineData("1/2/26|13/2/26", "2026-02-01 2026-02-13")]
    [InlineData("01-02-2026|31-01-2026", "2026-02-01 2026-01-31")]
    public void Whether_the_month_comes_first_is_told_by_the_rest_of_the_column(string cells, string expected) =>
        Assert.Equal(expected, string.Join(' ', Read(cells).Select(at => $"{at:yyyy-MM-dd}")));

    [Theory]
    [InlineData("01/02/2026|03/04/2026", "row 2, column 'at': of '01/02/2026' the dates of the column do not tell")]
    [InlineData("31/01/2026|01/31/2026", "row 2, column 'at': of '31/01/2026' the dates of the column do not tell")]
    [InlineData("2026-01-31|soon", "row 3, column 'at': 'soon' is not a date")]
    public void What_nothing_tells_is_refused(string cells, string message) =>
        Assert.Contains(message, Assert.Throws<InputRefusedException>(() => Read(cells)).Message, StringComparison.Ordinal);

    private static List<DateTime> Read(string cells)
    {
        using var input = Table.Open($"id,at\n{string.Join('\n', cells.Split('|').Select((cell, i) => $"{i},{cell}"))}\n");
        var column = new CellTimes(input, 1);
        var times = new List<DateTime>();
        while (input.Read())
        {
            times.Add(column.Read());
        }

        return times;
    }
}
