using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Http;

/// <summary>Times in the address of a request.</summary>
public static class QueryTimes
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    /// <summary>Reads a time; without an offset it is UTC, a bare date its midnight.</summary>
    /// <param name="request">The request.</param>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="time">The time; null when none was given.</param>
    /// <returns>False when something was given that is no time.</returns>
    public static bool TryRead(HttpRequest request, string name, out DateTimeOffset? time)
    {
        time = null;
        if (request.Query[name] is not [{ Length: > 0 } text])
        {
            return true;
        }

        var isTime = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var read);
        time = read;
        return isTime;
    }
}
