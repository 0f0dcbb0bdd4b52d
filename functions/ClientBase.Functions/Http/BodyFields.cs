using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Http;

/// <summary>The fields of a JSON body, read one by one: what cannot be used is collected, so that callers hear of all at once.</summary>
/// <remarks>A field that is absent or null reads as null; <see cref="Has"/> tells whether it was sent at all.</remarks>
public sealed class BodyFields
{
    private const int MaxBytes = 256 * 1024;
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
    private static readonly DateTimeOffset Earliest = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2300, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly JsonElement _body;
    private readonly SortedDictionary<string, string[]> _errors = new(StringComparer.Ordinal);

    private BodyFields(JsonElement body) => _body = body;

    /// <summary>The body as it was sent.</summary>
    public string Raw => _body.GetRawText();

    /// <summary>The names of the fields that were sent.</summary>
    public IEnumerable<string> Names => _body.EnumerateObject().Select(one => one.Name);

    /// <summary>Reads the body of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <param name="mayBeEmpty">Whether no body stands for an object without fields.</param>
    /// <returns>Its fields, or the refusal to answer with.</returns>
    public static async Task<(BodyFields? Fields, IResult? Problem)> ReadAsync(
        HttpRequest request, CancellationToken cancellationToken, bool mayBeEmpty = false)
    {
        var (body, problem) = await JsonBodies.ReadAsync(
            request, MaxBytes, cancellationToken, mayBeEmpty ? JsonDocument.Parse("{}") : null);
        if (body is null)
        {
            return (null, problem);
        }

        return body.RootElement.ValueKind == JsonValueKind.Object
            ? (new BodyFields(body.RootElement), null)
            : (null, Problems.BadRequest("The body is a JSON object."));
    }

    /// <summary>Whether a field was sent, null too.</summary>
    public bool Has(string name) => _body.TryGetProperty(name, out _);

    /// <summary>Whether a field was sent as null.</summary>
    public bool IsNull(string name) => _body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Null;

    /// <summary>Whether a field was sent as a list.</summary>
    public bool IsList(string name) => _body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array;

    /// <summary>A field as it was sent.</summary>
    public JsonElement Element(string name) => _body.GetProperty(name);

    /// <summary>Whether nothing was wrong so far; else the refusal to answer with.</summary>
    public bool AreRight([NotNullWhen(false)] out IResult? problem)
    {
        problem = _errors.Count == 0 ? null : Problems.BadRequest($"Mend {string.Join(", ", _errors.Keys)}.", _errors);
        return problem is null;
    }

    /// <summary>Says that a field cannot be used, and why.</summary>
    public void Refuse(string name, string why) => _errors.TryAdd(name, [why]);

    /// <summary>A text; one that has to be there may not be blank.</summary>
    public string? Text(string name, int maxLength, bool isRequired = false)
    {
        var value = Value(name);
        if (value is { ValueKind: not JsonValueKind.String })
        {
            Refuse(name, "a text");
            return null;
        }

        var text = value?.GetString()?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            if (isRequired)
            {
                Refuse(name, "is required");
            }

            return null;
        }

        if (text.Length > maxLength)
        {
            Refuse(name, $"at most {maxLength} characters");
        }

        return text;
    }

    /// <summary>A text, a number or a yes or no, as text.</summary>
    public string? Scalar(string name, int maxLength) =>
        Value(name) is { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } value
            ? value.GetRawText()
            : Text(name, maxLength);

    /// <summary>One of some words.</summary>
    public string? OneOf(string name, IReadOnlyCollection<string> words, bool isRequired = false)
    {
        var text = Text(name, int.MaxValue, isRequired);
        if (text is not null && !words.Contains(text))
        {
            Refuse(name, $"one of {string.Join(", ", words)}");
        }

        return text;
    }

    /// <summary>An instant; without an offset it is UTC, a bare date its midnight.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (Text(name, 64) is not { } text)
        {
            return null;
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var at) && at >= Earliest && at < Latest)
        {
            return at;
        }

        Refuse(name, "a time such as 2026-03-01T09:00:00Z");
        return null;
    }

    /// <summary>The day, where a bare date was sent; null for anything else.</summary>
    public DateOnly? Day(string name) =>
        Value(name) is { ValueKind: JsonValueKind.String } value
        && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    /// <summary>A number.</summary>
    public decimal? Number(string name, decimal min, decimal max)
    {
        if (Value(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && number >= min && number <= max)
        {
            return number;
        }

        Refuse(name, string.Create(CultureInfo.InvariantCulture, $"a number from {min} to {max}"));
        return null;
    }

    /// <summary>A whole number.</summary>
    public int? Whole(string name, int min, int max)
    {
        if (Number(name, min, max) is not { } number)
        {
            return null;
        }

        if (number != decimal.Truncate(number))
        {
            Refuse(name, "a whole number");
        }

        return (int)number;
    }

    /// <summary>Yes or no.</summary>
    public bool? Flag(string name)
    {
        var value = Value(name);
        if (value is { ValueKind: not (JsonValueKind.True or JsonValueKind.False) })
        {
            Refuse(name, "true or false");
            return null;
        }

        return value?.GetBoolean();
    }

    /// <summary>A list of texts.</summary>
    public IReadOnlyList<string>? Texts(string name, int maxCount, int maxLength)
    {
        if (Value(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= maxCount
            && value.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String && one.GetString()!.Trim().Length is var length
                && length > 0 && length <= maxLength))
        {
            return [.. value.EnumerateArray().Select(one => one.GetString()!.Trim())];
        }

        Refuse(name, $"a list of at most {maxCount} texts of 1 to {maxLength} characters");
        return null;
    }

    /// <summary>The objects of a list, each to be read in the same way; what is wrong in them is theirs to tell.</summary>
    public IReadOnlyList<BodyFields>? Objects(string name)
    {
        if (Value(name) is { ValueKind: JsonValueKind.Array } value
            && value.EnumerateArray().All(one => one.ValueKind == JsonValueKind.Object))
        {
            return [.. value.EnumerateArray().Select(one => new BodyFields(one))];
        }

        Refuse(name, "a list of objects");
        return null;
    }

    /// <summary>An object within the object, to be read in the same way; what is wrong in it is its own to tell.</summary>
    public BodyFields? Inner(string name)
    {
        if (Value(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            return new BodyFields(value);
        }

        Refuse(name, "an object");
        return null;
    }

    /// <summary>Takes over what was wrong in an object of this body.</summary>
    public void RefuseAll(string name, BodyFields inner)
    {
        foreach (var (field, why) in inner._errors)
        {
            _errors.TryAdd($"{name}.{field}", why);
        }
    }

    private JsonElement? Value(string name) =>
        _body.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
