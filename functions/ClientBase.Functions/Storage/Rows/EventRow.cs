using System.Globalization;
using Azure.Data.Tables;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Segments.Rules.Fields;

namespace ClientBase.Functions.Storage.Rows;

/// <summary>
/// <c>e|{verb}|{day}|{object}|{contact}|{entry}</c>: something somebody did, by what and when, so that a rule such as "filled form news
/// within
/// 30 days" reads one range of days and no contact.
/// </summary>
internal static class EventRow
{
    private const string At = "At";

    /// <summary>What the rows of a verb begin with on a day, UTC.</summary>
    public static string Prefix(EventVerb verb, DateTimeOffset at) =>
        $"e|{TableKeys.Escape(verb.Name)}|{at.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}|";

    /// <summary>One event.</summary>
    /// <param name="verb">What was done.</param>
    /// <param name="at">When.</param>
    /// <param name="what">To what; empty where the verb has no object.</param>
    /// <param name="contactId">By whom.</param>
    /// <param name="entryId">The timeline's entry of it: a repeat is the same row.</param>
    public static TableEntity Of(EventVerb verb, DateTimeOffset at, string what, string contactId, string entryId)
    {
        var row = RowVersions.New(
            ContactId.ShardOf(contactId), $"{Prefix(verb, at)}{TableKeys.Escape(what)}|{contactId}|{TableKeys.Escape(entryId)}");
        row[At] = at.ToUnixTimeMilliseconds();
        return row;
    }

    /// <summary>By whom and when; null for a row of before the time was kept.</summary>
    public static (string ContactId, DateTimeOffset At)? WhoAndWhen(TableEntity row) => row.GetInt64(At) is { } ms
        ? (row.RowKey.Split('|')[4], DateTimeOffset.FromUnixTimeMilliseconds(ms))
        : null;
}
