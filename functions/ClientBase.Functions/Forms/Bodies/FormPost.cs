using ClientBase.Domain.Forms;
using ClientBase.Functions.Capture;

namespace ClientBase.Functions.Forms.Bodies;

/// <summary>The fields of a posted form, whichever way they were encoded.</summary>
/// <param name="All">Values by name, as typed: of a field that was sent several times, all of them.</param>
public sealed record FormPost(IReadOnlyDictionary<string, IReadOnlyList<string>> All)
{
    /// <summary>Field that people do not see and robots fill.</summary>
    public const string Honeypot = "_hp";

    /// <summary>When the form was shown, epoch milliseconds.</summary>
    public const string Started = "_started";

    /// <summary>The solution of a proof of work, as ALTCHA sends it.</summary>
    public const string Altcha = "altcha";

    /// <summary>What proves who posts (<see cref="Guarding.FormPass"/>).</summary>
    public const string Pass = "_pass";

    /// <summary>Which language the page was in.</summary>
    public const string PageLanguage = "_lang";

    /// <summary>That the page stands in a frame on the shop's own page.</summary>
    public const string Embedded = "_embedded";

    private static readonly string[] OurOwn = [Honeypot, Started, Altcha, Pass, PageLanguage, Embedded];

    /// <summary>Values by name; several of one field joined by commas.</summary>
    public IReadOnlyDictionary<string, string> Values { get; } =
        All.ToDictionary(field => field.Key, field => string.Join(", ", field.Value), StringComparer.Ordinal);

    /// <summary>What was posted for the shop, by name: without the fields that are between a page and us.</summary>
    public IEnumerable<KeyValuePair<string, string>> Said => Values.Where(said => !OurOwn.Contains(said.Key));

    /// <summary>A post of these values; a known field in its own spelling, the values of one name together.</summary>
    public static FormPost Of(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var named = pairs.Select(pair => (Typed: pair.Key, Name: FieldNames.Of(pair.Key), pair.Value)).ToList();

        // Who posts both "email" and "Email" means two fields: only the one in our own spelling is ours.
        var exact = named.Where(one => one.Typed == one.Name).Select(one => one.Name).ToHashSet(StringComparer.Ordinal);
        var all = named
            .Select(one => (Name: IsSpelling(one.Typed, one.Name) && exact.Contains(one.Name) ? one.Typed : one.Name, one.Value))
            .GroupBy(one => one.Name.Length == 0 ? "unnamed" : one.Name, one => one.Value, StringComparer.Ordinal)
            .ToDictionary(field => field.Key, field => (IReadOnlyList<string>)[.. field], StringComparer.Ordinal);
        return new FormPost(all);
    }

    /// <summary>What a yes/no field answers; null when it says nothing.</summary>
    /// <remarks>
    /// A tick box is often sent with a hidden field of the same name that holds the no, so any yes is a yes. A word that is neither says
    /// nothing: it must not become a refusal that nobody made.
    /// </remarks>
    public bool? Answer(string name)
    {
        var words = All.TryGetValue(name, out var values)
            ? values.SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                .Select(word => word.ToLowerInvariant()).ToList()
            : [];
        if (words.Any(word => word is "true" or "on" or "1" or "yes"))
        {
            return true;
        }

        return words.Count > 0 && words.All(word => word is "false" or "off" or "0" or "no") ? false : null;
    }

    /// <summary>A digest of what was posted, whichever way and in whichever order; when the form was shown makes no difference.</summary>
    public string Digest() => CaptureId.Of([.. All
        .Where(field => field.Key is not (Started or Altcha or Pass or PageLanguage or Embedded))
        .OrderBy(field => field.Key, StringComparer.Ordinal)
        .Select(field => CaptureId.Of([field.Key, .. field.Value]))]);

    /// <summary>A value, or null when absent or blank.</summary>
    public string? this[string name] => Values.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private static bool IsSpelling(string typed, string name) => typed != name && !typed.EndsWith("[]", StringComparison.Ordinal);
}
