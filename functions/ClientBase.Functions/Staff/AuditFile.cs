using System.Globalization;
using CsvHelper;

namespace ClientBase.Functions.Staff;

/// <summary>An entry, and its place in the chain of its month.</summary>
/// <param name="Number">Which one of the month it is, from 1.</param>
/// <param name="Entry">The entry.</param>
/// <param name="Hash">Its link: a digest of the one before and of what the entry says.</param>
public sealed record AuditLink(long Number, AuditEntry Entry, string Hash);

/// <summary>The audit of a month as CSV.</summary>
internal static class AuditFile
{
    private static readonly string[] Columns = ["number", "at", "who", "role", "action", "what", "count", "hash"];

    private static readonly CsvWriterOptions Format = new() { WriteByteOrderMark = true };

    /// <summary>Writes entries as they come.</summary>
    public static async Task WriteAsync(Stream stream, IAsyncEnumerable<AuditLink> links, CancellationToken cancellationToken)
    {
        await using var csv = CsvWriter.Create(stream, Format, leaveOpen: true);
        foreach (var column in Columns)
        {
            csv.WriteField(column);
        }

        await csv.EndRecordAsync(cancellationToken);
        await foreach (var (number, entry, hash) in links.WithCancellation(cancellationToken))
        {
            csv.WriteField(number);
            csv.WriteField(entry.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
            csv.WriteField(entry.Who);
            csv.WriteField(entry.Role);
            csv.WriteField(entry.Action);
            csv.WriteField(entry.What);
            csv.WriteField(entry.Count);
            csv.WriteField(hash);
            await csv.EndRecordAsync(cancellationToken);
        }
    }
}
