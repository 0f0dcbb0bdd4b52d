using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Exports.Files;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Reports.Making;
using ClientBase.Functions.Segments;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Exports;

/// <summary>Gives a segment as a file at once; of a large one <see cref="StartExport"/> makes a file to be fetched.</summary>
public sealed class ExportSegment(SegmentMembers members, SegmentStore counts)
{
    private const int PageSize = 1_000;

    /// <summary>Written page by page, so that its size does not matter.</summary>
    [Function(nameof(ExportSegment))]
    [Asks("format", "The format.", Words = ["csv", "xlsx", "google", "meta", "vk", "yandex"])]
    [Answers(200, "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "text/plain")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "segments/{id}/export")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (!await members.IsKnownAsync(id, cancellationToken))
        {
            return Problems.NotFound($"There is no segment '{id}'.");
        }

        if (ExportFormats.Find(request.Query["format"] is [{ Length: > 0 } asked] ? asked : "csv") is not { } format)
        {
            return Problems.BadRequest(
                $"This format is not supported. Supported: {string.Join(", ", ExportFormats.Names)}.",
                new Dictionary<string, string[]> { ["format"] = [.. ExportFormats.Names] });
        }

        var count = (await counts.CountAsync(cancellationToken)).GetValueOrDefault(id);
        var language = Client.LanguageOf(request);
        var name = SegmentFile.NameOf(id, format);
        var type = ReportFiles.TypeOf(format.IsWorkbook ? format.Name : "csv");
        var answer = format.IsWorkbook
            ? Results.File(await WorkbookAsync(id, format, language, cancellationToken), type, name)
            : Results.Stream(stream => WriteAsync(stream, id, format, language, cancellationToken), type, name);
        return new AuditedResult(answer, $"{id} {format.Name}", count);
    }

    // A workbook's end is written by calls that wait, which answers do not allow: it goes by a file that is gone once it is closed.
    private async Task<Stream> WorkbookAsync(string segment, IExportFormat format, string language, CancellationToken cancellationToken)
    {
        var file = new FileStream(
            Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose);
        try
        {
            await WriteAsync(file, segment, format, language, cancellationToken);
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private async Task WriteAsync(
        Stream stream, string segment, IExportFormat format, string language, CancellationToken cancellationToken)
    {
        await using var writer = await SegmentFile.BeginAsync(stream, format, language, cancellationToken);
        string? after = null;
        do
        {
            var ids = await members.IdsAsync(segment, PageSize, after, cancellationToken);
            foreach (var member in await members.WholeAsync(ids.Items, cancellationToken))
            {
                foreach (var row in format.RowsOf(member))
                {
                    await writer.WriteAsync(row, cancellationToken);
                }
            }

            after = ids.Continuation;
        }
        while (after is not null);
        await writer.FinishAsync(cancellationToken);
    }
}
