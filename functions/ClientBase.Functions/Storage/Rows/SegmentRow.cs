using System.Globalization;
using Azure.Data.Tables;

namespace ClientBase.Functions.Storage.Rows;

/// <summary>A segment as somebody defined it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Rule">Its rule as it was written; null for a static list.</param>
/// <param name="Version">How often it was defined, from 1.</param>
/// <param name="ChangedAt">When it was defined last.</param>
/// <param name="RuleAt">When its rule became another one.</param>
/// <param name="By">Who defined it, if said.</param>
public sealed record SegmentDefinition(
    string Id, string Name, string? Rule, int Version, DateTimeOffset ChangedAt, DateTimeOffset RuleAt, string? By)
{
    /// <summary>Whether it is a list that people are put on.</summary>
    public bool IsStatic => Rule is null;
}

/// <summary>
/// Table Segments, partition <c>own</c>: <c>d|{segment}</c> a segment that somebody defined, <c>v|{segment}|{version}</c> each of its
/// versions.
/// </summary>
internal static class SegmentRow
{
    public const string Partition = "own";

    /// <summary>What the definitions begin with.</summary>
    public const string Definitions = "d|";

    private const string Rule = "Rule";

    public static string Key(string id) => Definitions + TableKeys.Escape(id);

    /// <summary>What the versions of a segment begin with.</summary>
    public static string VersionsOf(string id) => $"v|{TableKeys.Escape(id)}|";

    public static TableEntity Of(SegmentDefinition segment) => Write(segment, Key(segment.Id));

    // The latest first.
    public static TableEntity VersionOf(SegmentDefinition segment) => Write(
        segment, VersionsOf(segment.Id) + (int.MaxValue - segment.Version).ToString("d10", CultureInfo.InvariantCulture));

    public static SegmentDefinition Read(TableEntity row) => new(
        RowVersions.Known(row).GetString("Id")!,
        row.GetString("Name")!,
        LongText.Read(row, Rule),
        row.GetInt32("Version")!.Value,
        new DateTimeOffset(row.GetInt64("ChangedAt")!.Value, TimeSpan.Zero),
        new DateTimeOffset(row.GetInt64("RuleAt")!.Value, TimeSpan.Zero),
        row.GetString("By"));

    private static TableEntity Write(SegmentDefinition segment, string rowKey)
    {
        var row = RowVersions.New(Partition, rowKey);
        row["Id"] = segment.Id;
        row["Name"] = segment.Name;
        row["Version"] = segment.Version;
        row["ChangedAt"] = segment.ChangedAt.UtcTicks;
        row["RuleAt"] = segment.RuleAt.UtcTicks;
        row["By"] = segment.By;
        if (segment.Rule is { } rule)
        {
            LongText.Write(row, Rule, rule);
        }

        return row;
    }
}
