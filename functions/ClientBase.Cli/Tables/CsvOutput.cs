using ClientBase.Domain.Tables;
using CsvHelper;

namespace ClientBase.Cli.Tables;

/// <summary>
/// Writes a CSV file that gets its name only when it is complete, so that a failed or cancelled run leaves the old file in place.
/// </summary>
internal sealed class CsvOutput : IDisposable
{
    private readonly string _path;
    private readonly string _unfinished;

    private CsvOutput(string path)
    {
        (_path, _unfinished) = (path, path + ".tmp");
        Rows = CsvWriter.Create(File.Create(_unfinished), new CsvWriterOptions { NewLine = "\n" });
    }

    /// <summary>The rows. Cells are written unchanged, because ids are keys and must come out as they went in.</summary>
    public CsvWriter Rows { get; }

    /// <summary>Opens a file to write and writes the names of its columns.</summary>
    /// <exception cref="InputRefusedException">It cannot be written there.</exception>
    public static CsvOutput Create(string path, params IEnumerable<string> columns)
    {
        try
        {
            var output = new CsvOutput(path);
            foreach (var column in columns)
            {
                output.Rows.WriteField(column);
            }

            output.Rows.EndRecord();
            return output;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InputRefusedException($"{path} cannot be written: {failure.Message}");
        }
    }

    /// <summary>Puts the file, whole now, under its name.</summary>
    public void Finish()
    {
        Rows.Dispose();
        File.Move(_unfinished, _path, overwrite: true);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Rows.Dispose();
        File.Delete(_unfinished);
    }
}
