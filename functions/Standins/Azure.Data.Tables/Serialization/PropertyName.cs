using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables.Limits;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables.Serialization;

/// <summary>A property's name, checked and encoded once, with the name of its type annotation.</summary>
internal sealed class PropertyName
{
    private const int MostCached = 4096;
    private static readonly ConcurrentDictionary<string, PropertyName> Cache = new(StringComparer.Ordinal);
    private static int _cached;

    private PropertyName(string text)
    {
        Text = text;
        Utf8 = Encoding.UTF8.GetBytes(text);
        Encoded = JsonEncodedText.Encode(text);
        TypeAnnotation = JsonEncodedText.Encode(text + ODataNames.TypeSuffix);
    }

    public string Text { get; }

    public byte[] Utf8 { get; }

    public JsonEncodedText Encoded { get; }

    public JsonEncodedText TypeAnnotation { get; }

    public static PropertyName For(string text)
    {
        if (Cache.TryGetValue(text, out var known))
        {
            return known;
        }

        Check(text);
        var name = new PropertyName(text);

        // Names may come from people (custom fields): a bounded cache cannot be grown without end.
        if (Volatile.Read(ref _cached) < MostCached && Cache.TryAdd(text, name))
        {
            Interlocked.Increment(ref _cached);
        }

        return name;
    }

    private static void Check(string text)
    {
        if (text.Length > TableLimits.PropertyNameChars)
        {
            throw TableLimits.Broken(
                TableErrorCode.PropertyNameTooLong,
                $"property name '{text[..40]}...' has {text.Length} characters; shorten it to {TableLimits.PropertyNameChars} or fewer.");
        }

        if (text.Length == 0 || !IsStart(text[0]) || !text.All(IsPart))
        {
            throw TableLimits.Broken(
                TableErrorCode.PropertyNameInvalid,
                $"property name '{text}' is not a C# identifier; use letters, digits and _ and do not begin with a digit.");
        }
    }

    private static bool IsStart(char c) => c == '_' || char.IsLetter(c);

    private static bool IsPart(char c) => IsStart(c) || char.GetUnicodeCategory(c) is UnicodeCategory.DecimalDigitNumber
        or UnicodeCategory.LetterNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
        or UnicodeCategory.ConnectorPunctuation;
}
