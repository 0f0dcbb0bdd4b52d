using System.Globalization;
using Azure.Data.Tables;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Segments.Details;
using ClientBase.Domain.Segments.Rules.Fields;

namespace ClientBase.Functions.Storage.Rows;

/// <summary>
/// <c>e|{verb}|{day}|{object}|{contact}|{entry}</c>: something somebody did, by what and when. What rules ask of it rides to the
/// snapshot in the row of the change; a rebuild reads these rows, which are a tenth of the timelines.
/// </summary>
internal static class EventRow
{
    /// <summary>What all rows begin with.</summary>
    public const string AllPrefix = "e|";

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

    /// <summary>To what it was done.</summary>
    public static string WhatOf(TableEntity row) => TableKeys.Unescape(row.RowKey.Split('|')[3]);

    /// <summary>Who did what; null for a row of an event that no rule knows any more.</summary>
    public static (string ContactId, Detail Done)? Read(TableEntity row) =>
        row.RowKey.Split('|') is [_, var verb, var day, var what, var contactId, _] && EventVerb.Find(TableKeys.Unescape(verb)) is { } known
            ? (contactId, new Detail(DetailKind.Event, known.Name, TimeOf(row, day)) { Text = TableKeys.Unescape(what) })
            : null;

    // Rows of older versions of the app know the day alone.
    private static DateTimeOffset TimeOf(TableEntity row, string day) => row.GetInt64(At) is { } ms
        ? DateTimeOffset.FromUnixTimeMilliseconds(ms)
        : DateTimeOffset.ParseExact(day, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
