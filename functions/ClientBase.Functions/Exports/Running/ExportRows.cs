using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ClientBase.Domain.Tables.Writing;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Exports.Files;

namespace ClientBase.Functions.Exports.Running;

/// <summary>Rows of an export on their way to its file: an array of JSON a line, whose row it is first.</summary>
internal static class ExportRows
{
    /// <summary>The rows of some members.</summary>
    public static (byte[] Bytes, int Count) Of(IEnumerable<ContactCard> members, IExportFormat format)
    {
        using var bytes = new MemoryStream();
        var count = 0;
        foreach (var member in members)
        {
            foreach (var row in format.RowsOf(member))
            {
                JsonSerializer.Serialize(bytes, row.Prepend(member.Contact.Id).Select(TextOf).ToArray());
                bytes.WriteByte((byte)'\n');
                count++;
            }
        }

        return (bytes.ToArray(), count);
    }

    /// <summary>The rows, one by one, as they were.</summary>
    public static async IAsyncEnumerable<(string Contact, object?[] Cells)> ReadAsync(
        Stream stream, IExportFormat format, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var lines = new StreamReader(stream);
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            var texts = JsonSerializer.Deserialize<string?[]>(line)!;
            yield return (texts[0]!, [.. texts.Skip(1).Zip(format.Columns, (text, column) => CellOf(text, column.Kind))]);
        }
    }

    private static string? TextOf(object? cell) => cell switch
    {
        null => null,
        DateTimeOffset at => at.ToString("O", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString(),
    };

    private static object? CellOf(string? text, CellKind kind) => (text, kind) switch
    {
        (null, _) => null,
        (_, CellKind.Number or CellKind.Money or CellKind.Percent) => decimal.Parse(text, CultureInfo.InvariantCulture),
        (_, CellKind.Time) => DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture),
        _ => text,
    };
}
