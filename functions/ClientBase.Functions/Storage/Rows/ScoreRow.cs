using Azure.Data.Tables;
using ClientBase.Domain.Identity;

namespace ClientBase.Functions.Storage.Rows;

/// <summary>What recompute found of somebody.</summary>
/// <param name="Segments">Ids of the segments they are in, sorted.</param>
/// <param name="Rfm">R, F and M digit, such as <c>545</c>; null for who never bought.</param>
public sealed record Scores(IReadOnlyList<string> Segments, string? Rfm)
{
    public static Scores None { get; } = new([], null);

    /// <summary>
    /// What follows the beginning that a family of segments shares: of <c>rating-</c> the class; null when in none of them.
    /// </summary>
    public string? After(string beginning) =>
        Segments.FirstOrDefault(segment => segment.StartsWith(beginning, StringComparison.Ordinal))?[beginning.Length..];
}

/// <summary>
/// <c>p|{contact}|s</c>: segments and scores. Written by recompute only, so that it and filing never wait for each other.
/// </summary>
internal static class ScoreRow
{
    private const string Segments = "Segments";
    private const string Rfm = "Rfm";

    public static string Key(string contactId) => $"p|{contactId}|s";

    /// <summary>Whether a row of a contact's parts is its scores.</summary>
    public static bool Is(TableEntity row) => row.RowKey.Split('|') is ["p", _, "s"];

    public static TableEntity Of(string contactId, Scores scores)
    {
        var row = RowVersions.New(ContactId.ShardOf(contactId), Key(contactId));
        row[Segments] = string.Join(' ', scores.Segments);
        row[Rfm] = scores.Rfm;
        return row;
    }

    public static Scores Read(TableEntity row) => new(
        RowVersions.Known(row).GetString(Segments)!.Split(' ', StringSplitOptions.RemoveEmptyEntries), row.GetString(Rfm));
}
