using ClientBase.Domain.Tables.Writing;

namespace ClientBase.Functions.Exports.Files;

/// <summary>Begins files of segments.</summary>
internal static class SegmentFile
{
    // Advertising networks want commas, whatever the reader's language.
    public static async Task<ITableWriter> BeginAsync(
        Stream stream, IExportFormat format, string language, CancellationToken cancellationToken) => format switch
        {
            { IsWorkbook: true } => await XlsxTableWriter.BeginAsync(stream, format.Columns, cancellationToken),
            AudienceFormat => new CsvTableWriter(stream, format.Columns, "en", withMark: false),
            _ => new CsvTableWriter(stream, format.Columns, language),
        };

    /// <summary>The name of the file.</summary>
    public static string NameOf(string segment, IExportFormat format) => format switch
    {
        { IsWorkbook: true } => $"{segment}.xlsx",
        AudienceFormat => $"{segment}-{format.Name}.csv",
        _ => $"{segment}.csv",
    };
}
