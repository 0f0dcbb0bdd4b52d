using System.IO.Compression;

namespace ClientBase.Domain.Tables;

/// <summary>Refuses workbooks that unpack to far more than anybody has typed: a small file could take all memory there is.</summary>
internal static class WorkbookParts
{
    private const long MostHeld = 256L * 1024 * 1024; // Texts and styles, which are read at once.
    private const int MostPacked = 100; // Sheets are read row by row, however long; typed ones are packed some twenty times.

    /// <summary>Looks at what the parts of an XLSX say of their sizes; reading one ends there.</summary>
    /// <exception cref="InvalidDataException">One is too large.</exception>
    public static void Check(Stream workbook)
    {
        using var zip = new ZipArchive(workbook, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var part in zip.Entries.Where(part => part.Length > MostHeld))
        {
            var isSheet = part.FullName.Contains("worksheets/", StringComparison.OrdinalIgnoreCase);
            if (!isSheet || part.Length / MostPacked > part.CompressedLength)
            {
                throw new InvalidDataException($"{part.FullName} unpacks to {part.Length / (1024 * 1024)} MB: save it as CSV");
            }
        }

        workbook.Position = 0;
    }
}
