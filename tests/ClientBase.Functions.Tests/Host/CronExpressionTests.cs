using System.Globalization;
using System.Text.Json;
using ClientBase.LocalHost.Timers;

namespace ClientBase.Functions.Tests.Host;

public sealed class CronExpressionTests
{
    private const string NCrontabVectors = "cron/ncrontab_vectors.json";

    private static readonly string[] TimeFormats = ["dd/MM/yyyy HH:mm:ss", "yyyy-MM-dd"];

    [Theory]
    [InlineData("0 */5 * * * *", "2026-03-01 10:02:30", "2026-03-01 10:05:00")]
    [InlineData("0 */5 * * * *", "2026-03-01 10:05:00", "2026-03-01 10:10:00")]
    [InlineData("30 0 3 * * *", "2026-12-31 03:00:30", "2027-01-01 03:00:30")]
    [InlineData("0 30 9 * * Mon-Fri", "2026-03-06 09:30:00", "2026-03-09 09:30:00")]
    [InlineData("0 0 0 1 Jan,Jul *", "2026-01-01 00:00:00", "2026-07-01 00:00:00")]
    [InlineData("0 0 0 29 2 *", "2026-01-01 00:00:00", "2028-02-29 00:00:00")]
    [InlineData("15 10 * * *", "2026-03-01 10:15:00", "2026-03-02 10:15:00")]
    [InlineData("0 0 22-20 * * *", "2026-03-01 20:30:00", "2026-03-01 21:00:00")]
    public void The_next_occurrence_is_strictly_after(string expression, string after, string expected) =>
        Assert.Equal(Time(expected), CronExpression.Parse(expression).Next(Time(after)));

    [Theory]
    [InlineData("")]
    [InlineData("* * * *")]
    [InlineData("* * * * * * *")]
    [InlineData("60 * * * * *")]
    [InlineData("* * 24 * * *")]
    [InlineData("* * * 0 * *")]
    [InlineData("* * * * 13 *")]
    [InlineData("* * * * * 7")]
    [InlineData("*/0 * * * * *")]
    [InlineData("1,, * * * * *")]
    [InlineData("-1 * * * * *")]
    public void What_is_no_expression_is_refused(string expression) =>
        Assert.Throws<FormatException>(() => CronExpression.Parse(expression));

    [Fact]
    public void A_day_that_never_comes_is_no_occurrence() =>
        Assert.Null(CronExpression.Parse("0 0 0 31 Feb *").Next(Time("2026-01-01 00:00:00")));

    [PublicDataFact(NCrontabVectors)]
    public void Recorded_occurrences_come_out()
    {
        foreach (var vector in Vectors("evaluations"))
        {
            var next = CronExpression.Parse(Text(vector, "expr")).Next(Time(Text(vector, "start")));
            Assert.True(Time(Text(vector, "next")) == next, $"{vector}: {next}");
        }
    }

    [PublicDataFact(NCrontabVectors)]
    public void Recorded_spellings_become_canonical()
    {
        foreach (var vector in Vectors("formatting"))
        {
            Assert.Equal(Text(vector, "canonical"), CronExpression.Parse(Text(vector, "expr")).ToString());
        }
    }

    [PublicDataFact(NCrontabVectors)]
    public void Recorded_empty_periods_stay_empty()
    {
        foreach (var vector in Vectors("finite_no_occurrence_between"))
        {
            var next = CronExpression.Parse(Text(vector, "expr")).Next(Time(Text(vector, "start")), Time(Text(vector, "end")));
            Assert.True(next is null, $"{vector}: {next}");
        }
    }

    [PublicDataFact(NCrontabVectors)]
    public void Recorded_ends_without_an_occurrence_are_kept()
    {
        foreach (var vector in Vectors("next_with_end"))
        {
            var end = Time(Text(vector, "end"));
            var next = CronExpression.Parse(Text(vector, "expr")).Next(Time(Text(vector, "start")), end) ?? end;
            Assert.Equal(Time(Text(vector, "expected")), next);
        }
    }

    [PublicDataFact(NCrontabVectors)]
    public void Recorded_mistakes_are_refused()
    {
        foreach (var vector in Vectors("bad"))
        {
            Assert.Throws<FormatException>(() => CronExpression.Parse(Text(vector, "expr")));
        }
    }

    private static JsonElement[] Vectors(string name) =>
        [.. JsonDocument.Parse(File.ReadAllText(Repository.Data(NCrontabVectors))).RootElement.GetProperty(name).EnumerateArray()];

    private static string Text(JsonElement vector, string name) => vector.GetProperty(name).GetString()!;

    private static DateTime Time(string text) =>
        DateTime.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : DateTime.Parse(text, CultureInfo.InvariantCulture);
}
