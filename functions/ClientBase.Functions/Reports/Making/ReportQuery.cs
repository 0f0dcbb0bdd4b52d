using System.Globalization;
using ClientBase.Domain.Analytics;
using ClientBase.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Reports.Making;

/// <summary>What is asked of a report.</summary>
/// <param name="From">The first instant; null: as far back as anything is known.</param>
/// <param name="To">The instant it ends before; null: now.</param>
/// <param name="By">What time is divided by.</param>
/// <param name="Segment">Only of people in it; null: of all.</param>
public sealed record ReportQuery(DateTimeOffset? From, DateTimeOffset? To, Granularity By, string? Segment)
{
    /// <summary>Everything, by month.</summary>
    public static ReportQuery All { get; } = new(null, null, Granularity.Month, null);

    /// <summary>Reads <c>?from=&amp;to=&amp;by=&amp;segment=</c>; a bare day or month is meant whole.</summary>
    /// <returns>The query, or the refusal.</returns>
    public static (ReportQuery? Query, IResult? Problem) Read(IQueryCollection asked)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var from = Time(asked, "from", errors)?.From;
        var to = Time(asked, "to", errors)?.To;
        Granularity? by = asked["by"].ToString() switch
        {
            "" or "month" => Granularity.Month,
            "day" => Granularity.Day,
            "week" => Granularity.Week,
            _ => null,
        };
        if (by is null)
        {
            errors["by"] = ["day, week or month"];
        }

        if (errors.Count == 0 && from > to)
        {
            errors["from"] = ["is after 'to'"];
        }

        if (errors.Count > 0)
        {
            return (null, Problems.BadRequest($"The query cannot be followed: see '{errors.Keys.First()}'.", errors));
        }

        var query = new ReportQuery(from, to, by!.Value, asked["segment"] is [{ Length: > 0 } segment] ? segment : null);
        return from is { } first && to is { } last && query.IsTooLong(new Period(first, last)) is { } tooLong
            ? (null, tooLong)
            : (query, null);
    }

    /// <summary>The refusal of a period that has too many parts; null for one that has not.</summary>
    public IResult? IsTooLong(Period period)
    {
        try
        {
            new PeriodCalendar(By).Split(period);
            return null;
        }
        catch (ArgumentException tooLong)
        {
            return Problems.BadRequest(
                tooLong.Message.Split(" (Parameter", 2)[0],
                new Dictionary<string, string[]> { ["by"] = ["take longer parts, or a shorter period"] });
        }
    }

    private static (DateTimeOffset From, DateTimeOffset To)? Time(IQueryCollection asked, string name, Dictionary<string, string[]> errors)
    {
        var text = asked[name].ToString();
        if (text.Length == 0)
        {
            return null;
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, Utc, out var day) && day.Year < 9999)
        {
            return (day, day.AddDays(1));
        }

        if (DateTimeOffset.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, Utc, out var month) && month.Year < 9999)
        {
            return (month, month.AddMonths(1));
        }

        if (text.Contains('T', StringComparison.Ordinal)
            && DateTimeOffset.TryParse(text.Replace(' ', '+'), CultureInfo.InvariantCulture, Utc, out var at))
        {
            return (at, at);
        }

        errors[name] = ["a day such as 2026-03-01, a month such as 2026-03, or an instant such as 2026-03-01T12:00:00Z"];
        return null;
    }
}
