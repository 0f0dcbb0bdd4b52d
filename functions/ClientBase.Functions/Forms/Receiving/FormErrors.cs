using ClientBase.Domain;

namespace ClientBase.Functions.Forms.Receiving;

/// <summary>Why a post is refused, by field, in the two languages of our pages.</summary>
public sealed class FormErrors
{
    private readonly Dictionary<string, List<LocalText>> _why = new(StringComparer.Ordinal);

    /// <summary>Whether anything is refused.</summary>
    public bool Any => _why.Count > 0;

    /// <summary>How many fields need mending.</summary>
    public int Count => _why.Count;

    /// <summary>The fields that need mending.</summary>
    public IEnumerable<string> Fields => _why.Keys;

    public void Add(string field, LocalText why)
    {
        if (!_why.TryGetValue(field, out var known))
        {
            _why[field] = known = [];
        }

        known.Add(why);
    }

    /// <summary>Why a field is refused; null when it is not.</summary>
    public string? Why(string field, string language) =>
        _why.TryGetValue(field, out var why) ? string.Join("; ", why.Select(one => one.In(language))) : null;

    /// <summary>As problem details want it.</summary>
    public IReadOnlyDictionary<string, string[]> InEnglish() =>
        _why.ToDictionary(field => field.Key, field => field.Value.Select(why => why.En).ToArray(), StringComparer.Ordinal);
}
