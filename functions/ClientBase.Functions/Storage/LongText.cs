using System.Globalization;
using Azure.Data.Tables;

namespace ClientBase.Functions.Storage;

/// <summary>Texts over the 64 KiB a table property holds, spread over numbered properties.</summary>
public static class LongText
{
    // 32,768 UTF-16 characters is the limit of a string property.
    private const int ChunkLength = 32_000;

    /// <summary>Writes a text as <c>Name</c>, <c>Name_1</c>, <c>Name_2</c>, ...</summary>
    public static void Write(TableEntity row, string name, string text)
    {
        for (int start = 0, chunk = 0; start < text.Length || chunk == 0; start += ChunkLength, chunk++)
        {
            row[NameOf(name, chunk)] = text.Substring(start, Math.Min(ChunkLength, text.Length - start));
        }
    }

    /// <summary>The text, or null when the row has none.</summary>
    public static string? Read(TableEntity row, string name)
    {
        var text = row.GetString(name);
        for (var chunk = 1; row.GetString(NameOf(name, chunk)) is { } next; chunk++)
        {
            text += next;
        }

        return text;
    }

    /// <summary>Whether the first property is full, so that a row read without the others may lack the rest.</summary>
    public static bool MayGoOn(TableEntity row, string name) => row.GetString(name)?.Length == ChunkLength;

    private static string NameOf(string name, int chunk) =>
        chunk == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}_{chunk}");
}
