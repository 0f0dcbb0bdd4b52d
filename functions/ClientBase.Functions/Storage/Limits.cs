using System.Buffers;
using System.Globalization;
using Azure.Data.Tables;

namespace ClientBase.Functions.Storage;

/// <summary>A row or batch that storage would refuse. The message says what is too large and by how much.</summary>
public sealed class LimitException(string message) : InvalidOperationException(message);

/// <summary>Table Storage's own limits, checked before anything is sent.</summary>
/// <remarks>
/// Neither the client nor the emulator knows them, so without this a row that is too large would be found out in the cloud only.
/// </remarks>
public static class Limits
{
    /// <summary>Actions of one batch.</summary>
    public const int BatchActions = 100;

    /// <summary>Bytes of one batch as it travels.</summary>
    public const int BatchBytes = 4 * 1024 * 1024;

    /// <summary>Bytes of a row as the service counts them.</summary>
    public const int RowBytes = 1024 * 1024;

    /// <summary>Properties of a row beside its keys.</summary>
    public const int Properties = 252;

    /// <summary>UTF-16 characters of a text property: 64 KiB.</summary>
    public const int TextLength = 32 * 1024;

    /// <summary>Bytes of a binary property.</summary>
    public const int BinaryLength = 64 * 1024;

    private const int KeyLength = 512;
    private const int NameLength = 255;
    private const int ActionOverhead = 1024; // Headers of one action in a batch: more than they ever are.
    private const int EscapedLength = 6; // "\u0416": how the client writes all but plain ASCII.

    private static readonly string[] NotOwn =
    [
        nameof(ITableEntity.PartitionKey), nameof(ITableEntity.RowKey), nameof(ITableEntity.Timestamp), "odata.etag",
    ];
    private static readonly DateTimeOffset EarliestDate = new(1601, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly SearchValues<char> NotInKeys = SearchValues.Create(
        [.. @"/\#?", .. Enumerable.Range(0, 0x20).Select(c => (char)c), .. Enumerable.Range(0x7f, 0x21).Select(c => (char)c)]);

    private static readonly SearchValues<char> Plain = SearchValues.Create(
        " !#$%()*,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~");

    /// <summary>The row, when storage takes it.</summary>
    /// <exception cref="LimitException">It does not.</exception>
    public static TableEntity Checked(TableEntity row)
    {
        CheckKey(nameof(row.PartitionKey), row.PartitionKey);
        CheckKey(nameof(row.RowKey), row.RowKey);
        var bytes = 4L + ((row.PartitionKey.Length + row.RowKey.Length) * 2);
        var properties = 0;
        foreach (var (name, value) in Own(row))
        {
            CheckProperty(name, value);
            bytes += 8 + (name.Length * 2) + BytesOf(value);
            properties++;
        }

        Require(properties <= Properties, $"row '{KindOf(row)}' has {properties} properties; {Properties} are allowed");
        Require(bytes <= RowBytes, $"row '{KindOf(row)}' takes {bytes} bytes; {RowBytes} are allowed");
        return row;
    }

    /// <summary>Bytes that an action takes in a batch, at most.</summary>
    public static int WireBytes(TableTransactionAction action) =>
        ActionOverhead + (action.Entity is TableEntity row ? Own(row).Sum(property => property.Key.Length + WireBytes(property.Value)) : 0);

    /// <summary>The bytes that actions take as one batch, when storage takes it.</summary>
    /// <exception cref="LimitException">It does not.</exception>
    public static int Checked(IReadOnlyList<TableTransactionAction> batch)
    {
        Require(batch.Count <= BatchActions, $"a batch has {batch.Count} actions; {BatchActions} are allowed");
        var rows = new HashSet<string>(StringComparer.Ordinal);
        var bytes = 0;
        foreach (var action in batch)
        {
            var entity = action.Entity;
            Require(entity.PartitionKey == batch[0].Entity.PartitionKey, "a batch changes one partition");
            Require(rows.Add(entity.RowKey), $"a batch names row '{KindOf(entity)}' twice");
            if (action.ActionType != TableTransactionActionType.Delete && entity is TableEntity row)
            {
                Checked(row);
            }

            bytes += WireBytes(action);
        }

        Require(bytes <= BatchBytes, $"a batch takes {bytes} bytes; {BatchBytes} are allowed");
        return bytes;
    }

    private static IEnumerable<KeyValuePair<string, object>> Own(TableEntity row) =>
        row.Where(property => property.Value is not null && !NotOwn.Contains(property.Key));

    private static void CheckKey(string name, string? key)
    {
        Require(key is not null, $"{name} is missing");
        Require(key!.Length <= KeyLength, $"{name} has {key.Length} characters; {KeyLength} are allowed");
        var at = key.AsSpan().IndexOfAny(NotInKeys);
        Require(at < 0, at < 0 ? "" : $"{name} holds U+{(int)key[at]:X4} at position {at}, which keys may not: escape it");
    }

    private static void CheckProperty(string name, object value)
    {
        Require(name.Length <= NameLength, $"a property's name has {name.Length} characters; {NameLength} are allowed");
        Require(IsIdentifier(name), $"property '{name}' is not named by letters, digits and _ alone");
        switch (value)
        {
            case string text:
                Require(text.Length <= TextLength, $"property '{name}' has {text.Length} characters; {TextLength} are allowed");
                break;
            case byte[] data:
                Require(data.Length <= BinaryLength, $"property '{name}' has {data.Length} bytes; {BinaryLength} are allowed");
                break;
            case DateTimeOffset at:
                Require(at >= EarliestDate, $"property '{name}' is before the year 1601; leave it out");
                break;
        }
    }

    private static bool IsIdentifier(string name) =>
        name.Length > 0 && !char.IsDigit(name[0]) && name.All(c => c == '_' || char.IsLetterOrDigit(c) || IsMark(c));

    private static bool IsMark(char c) => char.GetUnicodeCategory(c) is
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.ConnectorPunctuation;

    private static int BytesOf(object value) => value switch
    {
        string text => (text.Length * 2) + 4,
        byte[] data => data.Length + 4,
        Guid => 16,
        int => 4,
        bool => 1,
        _ => 8,
    };

    private static int WireBytes(object value) => value switch
    {
        string text => WireBytes(text.AsSpan()),
        byte[] data => (data.Length * 4 / 3) + 4,
        _ => 64,
    };

    private static int WireBytes(ReadOnlySpan<char> text)
    {
        var bytes = text.Length;
        while (text.IndexOfAnyExcept(Plain) is >= 0 and var at)
        {
            bytes += EscapedLength - 1;
            text = text[(at + 1)..];
        }

        return bytes;
    }

    // The letter that says what kind of row it is: keys themselves may name people and stay out of messages.
    private static string KindOf(ITableEntity row) => row.RowKey.Split('|', 2)[0];

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new LimitException($"Storage would not take this: {otherwise}.");
        }
    }
}
