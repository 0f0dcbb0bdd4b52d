using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ClientBase.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Segments.Members;

/// <summary>Times in addresses: an instant, or a day.</summary>
internal static class Times
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    /// <summary>The last instant of a day, UTC.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MaxValue), TimeSpan.Zero);

    /// <summary>Reads one.</summary>
    /// <param name="request">The request.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="isEnd">Whether a bare day means its end rather than its beginning.</param>
    /// <param name="at">The time; null when it is not there.</param>
    /// <param name="problem">The refusal of what is none.</param>
    public static bool TryRead(
        HttpRequest request, string name, bool isEnd, out DateTimeOffset? at, [NotNullWhen(false)] out IResult? problem)
    {
        (at, problem) = (null, null);
        var text = request.Query[name].ToString().Trim();
        if (text.Length == 0)
        {
            return true;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            at = isEnd ? EndOf(day) : new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            return true;
        }

        // A plus in an address that was not escaped arrives as a space.
        if (DateTimeOffset.TryParse(text.Replace(' ', '+'), CultureInfo.InvariantCulture, Utc, out var instant)
            || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out instant))
        {
            at = instant;
            return true;
        }

        problem = Problems.BadRequest(
            $"'{name}' is not an instant.",
            new Dictionary<string, string[]> { [name] = ["an instant, such as 2026-03-01T00:00:00Z, or a day"] });
        return false;
    }
}
