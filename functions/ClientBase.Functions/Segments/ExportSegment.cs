using System.Globalization;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Http;
using CsvHelper;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Segments;

/// <summary>Gives a segment as a file.</summary>
public sealed class ExportSegment(SegmentMembers members, SegmentDirectory directory)
{
    private const int PageSize = 200;

    private static readonly string[] Columns =
    [
        "id", "firstName", "lastName", "patronymic", "emails", "phones",
        "orders", "total", "currency", "averageCheck", "firstOrderAt", "lastOrderAt", "rfm", "segments",
    ];

    private const string StartsOfFormulas = "=+-@\t\r";
    private const string StartOfAddressFormulas = "="; // An address may begin with the others, and then is what it is.

    // The mark tells Excel that it is UTF-8.
    private static readonly CsvWriterOptions ExcelSafe = new() { WriteByteOrderMark = true, Injection = CsvInjection.None };

    /// <summary>Streams the segment page by page, so that its size does not matter.</summary>
    [Function(nameof(ExportSegment))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "segments/{id}/export")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (await directory.FindAsync(id, cancellationToken) is not { } segment)
        {
            return ShowSegments.Unknown(id);
        }

        var format = request.Query["format"].ToString();
        if (format is not ("" or "csv"))
        {
            return Problems.BadRequest(
                "This format is not supported. Supported: csv.", new Dictionary<string, string[]> { ["format"] = ["csv"] });
        }

        return Results.Stream(
            stream => WriteAsync(stream, segment.Id, cancellationToken), "text/csv; charset=utf-8", $"{segment.Id}.csv");
    }

    private async Task WriteAsync(Stream stream, string segmentId, CancellationToken cancellationToken)
    {
        await using var csv = CsvWriter.Create(stream, ExcelSafe, leaveOpen: true);
        foreach (var column in Columns)
        {
            csv.WriteField(column);
        }

        await csv.EndRecordAsync(cancellationToken);
        string? after = null;
        do
        {
            var page = await members.PageAsync(segmentId, new Paging(PageSize, after), cancellationToken);
            foreach (var member in page.Items)
            {
                Write(csv, member);
                await csv.EndRecordAsync(cancellationToken);
            }

            after = page.Continuation;
        }
        while (after is not null);
    }

    private static void Write(CsvWriter csv, ContactCard member)
    {
        var contact = member.Contact;
        var orders = Domain.Orders.OrderSummary.Of(contact.Orders);
        csv.WriteField(contact.Id);
        WriteTyped(csv, contact.Name.First, StartsOfFormulas);
        WriteTyped(csv, contact.Name.Last, StartsOfFormulas);
        WriteTyped(csv, contact.Name.Patronymic, StartsOfFormulas);
        WriteTyped(csv, string.Join("; ", contact.Emails.Keys), StartOfAddressFormulas);
        csv.WriteField(string.Join("; ", contact.Phones.Keys));
        csv.WriteField(orders.Count);
        csv.WriteField(orders.Total);
        csv.WriteField(orders.Currency);
        csv.WriteField(orders.AverageCheck);
        csv.WriteField(Instant(orders.FirstAt));
        csv.WriteField(Instant(orders.LastAt));
        csv.WriteField(member.Scores.Rfm);
        csv.WriteField(string.Join(' ', member.Scores.Segments));
    }

    // People write their names themselves: what a spreadsheet would run as a formula gets an apostrophe in front. What we brought into
    // normal form (telephones, ids, times, sums) is written as it is, so that whoever reads the file gets the data.
    private static void WriteTyped(CsvWriter csv, string? text, string starts)
    {
        if (text is { Length: > 0 } && starts.Contains(text[0], StringComparison.Ordinal))
        {
            csv.WriteField("'" + text, CsvQuoting.Always);
        }
        else
        {
            csv.WriteField(text);
        }
    }

    private static string? Instant(DateTimeOffset? instant) =>
        instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
