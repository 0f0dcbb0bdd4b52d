using System.Globalization;
using System.Text.Json;
using ClientBase.Domain.Crm;

namespace ClientBase.Domain.Automations.Reading;

/// <summary>A JSON object of a definition that knows its place; what is wrong in it is collected. Null is the same as absent.</summary>
internal sealed class PlacedObject
{
    private readonly JsonElement _element;
    private readonly AutomationFaults _faults;
    private readonly string _place;

    private PlacedObject(JsonElement element, string place, AutomationFaults faults) =>
        (_element, _place, _faults) = (element, place, faults);

    /// <summary>The names that are there.</summary>
    public IEnumerable<string> Names =>
        _element.EnumerateObject().Where(one => one.Value.ValueKind != JsonValueKind.Null).Select(one => one.Name).Distinct();

    /// <summary>The object of an element; null, and a fault, where it is none.</summary>
    public static PlacedObject? Of(JsonElement element, string place, AutomationFaults faults)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            return new PlacedObject(element, place, faults);
        }

        faults.Add(place.Length == 0 ? "body" : place, "an object");
        return null;
    }

    public string PlaceOf(string name) => _place.Length == 0 ? name : $"{_place}.{name}";

    public void Refuse(string name, string why) => _faults.Add(PlaceOf(name), why);

    /// <summary>Refuses what is none of the names: a slip that is passed over would change who gets what.</summary>
    public void AllowOnly(params IReadOnlyCollection<string> names)
    {
        foreach (var name in Names.Except(names))
        {
            Refuse(name, names.Count == 0 ? "nothing is said here" : $"not known; there are {string.Join(", ", names)}");
        }
    }

    public JsonElement? Value(string name) =>
        _element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public PlacedObject? Inner(string name) => Value(name) is { } value ? Of(value, PlaceOf(name), _faults) : null;

    /// <summary>The elements of a list, each with its place.</summary>
    public IReadOnlyList<(JsonElement Element, string Place)> List(string name)
    {
        switch (Value(name))
        {
            case null:
                return [];
            case { ValueKind: JsonValueKind.Array } list:
                return [.. list.EnumerateArray().Select((element, index) => (element, $"{PlaceOf(name)}[{index}]"))];
            default:
                Refuse(name, "a list");
                return [];
        }
    }

    public string? Text(string name, int maxLength, bool isRequired = false)
    {
        var value = Value(name);
        var text = value is { ValueKind: JsonValueKind.String } ? value.Value.GetString()!.Trim() : null;
        if (value is not null && text is null)
        {
            Refuse(name, "a text");
        }
        else if (string.IsNullOrEmpty(text) && isRequired)
        {
            Refuse(name, "is needed");
        }
        else if (text?.Length > maxLength)
        {
            Refuse(name, $"at most {maxLength} characters");
        }

        return string.IsNullOrEmpty(text) ? null : text;
    }

    public string? OneOf(string name, IReadOnlyCollection<string> words)
    {
        var text = Text(name, int.MaxValue);
        if (text is not null && !words.Contains(text))
        {
            Refuse(name, $"one of {string.Join(", ", words)}");
            return null;
        }

        return text;
    }

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

    public decimal? Number(string name, decimal least, decimal most)
    {
        if (Value(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && number >= least && number <= most)
        {
            return number;
        }

        Refuse(name, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"));
        return null;
    }

    /// <summary>A span of time such as <c>15m</c>.</summary>
    public TimeSpan? Span(string name, TimeSpan most)
    {
        if (Value(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String && Durations.TryParse(value.GetString(), out var span) && span <= most)
        {
            return span;
        }

        Refuse(name, $"a span of time such as 30m, 4h or 7d, at most {Durations.Write(most)}");
        return null;
    }

    /// <summary>A time of day such as <c>10:00</c>.</summary>
    public TimeOnly? TimeOfDay(string name)
    {
        if (Value(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String
            && TimeOnly.TryParseExact(value.GetString(), "H:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return time;
        }

        Refuse(name, "a time of day such as 10:00");
        return null;
    }

    public WrittenRule? Rule(string name)
    {
        if (Value(name) is not { } value)
        {
            return null;
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        if (Segments.Rules.Rule.Parse(text).Error is not { } error)
        {
            return new WrittenRule(text);
        }

        _faults.Add(PlaceOf(name), error);
        return null;
    }
}
