using ClientBase.Domain.Tables.Writing;

namespace ClientBase.Functions.Reports.Making;

/// <summary>Writes reports as files.</summary>
public static class ReportFiles
{
    /// <summary>The formats a report can be had in as a file.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["csv", "xlsx"];

    /// <summary>The media type of a format.</summary>
    public static string TypeOf(string format) =>
        format == "xlsx" ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv; charset=utf-8";

    /// <summary>A report as the bytes of a file.</summary>
    public static async Task<byte[]> ToBytesAsync(ReportTable table, string format, string language, CancellationToken cancellationToken)
    {
        using var file = new MemoryStream();
        await WriteAsync(file, table, format, language, cancellationToken);
        return file.ToArray();
    }

    /// <summary>Writes a report; its columns are headed in a language.</summary>
    public static async Task WriteAsync(
        Stream stream, ReportTable table, string format, string language, CancellationToken cancellationToken)
    {
        var columns = table.Columns.Select(column => column.ToFile(language)).ToList();
        await using ITableWriter writer = format == "xlsx"
            ? await XlsxTableWriter.BeginAsync(stream, columns, cancellationToken)
            : new CsvTableWriter(stream, columns, language);
        foreach (var row in table.Rows)
        {
            await writer.WriteAsync(row, cancellationToken);
        }

        await writer.FinishAsync(cancellationToken);
    }
}
