using System.Buffers;
using System.Text;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables.Limits;

/// <summary>What a partition or row key may hold: at most 1 KiB of UTF-16, no control characters and none of <c>/ \ # ?</c>.</summary>
internal static class KeyRules
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create(
        [.. @"/\#?", .. Enumerable.Range(0, 0x20).Select(c => (char)c), .. Enumerable.Range(0x7f, 0x21).Select(c => (char)c)]);

    public static void Check(ITableEntity entity)
    {
        Check(entity.PartitionKey, nameof(entity.PartitionKey));
        Check(entity.RowKey, nameof(entity.RowKey));
    }

    private static void Check(string? key, string name)
    {
        ArgumentNullException.ThrowIfNull(key, name);
        if (key.Length > TableLimits.KeyChars)
        {
            throw TableLimits.Broken(
                TableErrorCode.KeyValueTooLarge,
                $"{name} has {key.Length} characters; shorten it to {TableLimits.KeyChars} or fewer.");
        }

        var at = key.AsSpan().IndexOfAny(Forbidden);
        if (at >= 0)
        {
            throw TableLimits.Broken(
                TableErrorCode.OutOfRangeInput,
                $"{name} holds U+{(int)key[at]:X4} at position {at}; keys may not hold / \\ # ? or control characters, so escape it.");
        }

        if (key.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') && HasLoneSurrogate(key))
        {
            throw TableLimits.Broken(TableErrorCode.InvalidInput, $"{name} holds half of a surrogate pair; pass whole characters.");
        }
    }

    private static bool HasLoneSurrogate(ReadOnlySpan<char> key)
    {
        while (!key.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(key, out _, out var length) != OperationStatus.Done)
            {
                return true;
            }

            key = key[length..];
        }

        return false;
    }
}
