using ClientBase.Domain.Consent;
using ClientBase.Domain.Identity;

namespace ClientBase.Domain.Contacts.Privacy;

/// <summary>Who was erased is not brought back by others: by which keys they are known again, and how they come back themselves.</summary>
public static class ErasedPerson
{
    /// <summary>Beginning of the source of a form.</summary>
    private const string Form = "form:";

    // Stands for a telephone of somebody who never gave a name: then any name may be theirs.
    private const string AnyName = "*";

    /// <summary>The keys to remember of a person, of which digests are kept.</summary>
    /// <param name="whole">All that is known of the person, with orders.</param>
    /// <param name="captures">All that was said.</param>
    /// <remarks>A telephone is remembered together with the names it came with: others of the household may use it.</remarks>
    public static IReadOnlySet<IdentityKey> KeysToRemember(Contact whole, IReadOnlyCollection<CapturedEvent> captures)
    {
        var keys = captures.SelectMany(IdentityResolver.KeysOf).Concat(whole.Keys).ToHashSet();
        var names = captures.Select(capture => capture.Says.Name.Folded).Append(whole.Name.Folded)
            .Where(name => name.Length > 0).DefaultIfEmpty(AnyName).Distinct(StringComparer.Ordinal).ToList();
        foreach (var phone in keys.Where(key => key.Kind == IdentityKind.Phone).ToList())
        {
            keys.UnionWith(names.Select(name => new IdentityKey(IdentityKind.NamedPhone, phone.Value, name)));
        }

        return keys;
    }

    /// <summary>The keys by which a capture would be known as an erased person's.</summary>
    public static IEnumerable<IdentityKey> KeysOf(CapturedEvent capture)
    {
        var name = capture.Says.Name.Folded;
        return IdentityResolver.KeysOf(capture).SelectMany<IdentityKey, IdentityKey>(key => key.Kind != IdentityKind.Phone
            ? [key]
            : [name.Length == 0 ? key : Named(key, name), Named(key, AnyName)]);
    }

    /// <summary>
    /// Whether the person comes back by a capture: by a form of their own, filled in after the erasure, that agrees to something.
    /// </summary>
    public static bool ComesBackBy(CapturedEvent capture, DateTimeOffset erasedAt) =>
        capture.Source.StartsWith(Form, StringComparison.Ordinal)
        && capture.At > erasedAt
        && capture.Says.Consents.Any(consent => consent.Value.Granted
            && consent.Key.Purpose is ConsentPurpose.Processing or ConsentPurpose.Marketing);

    private static IdentityKey Named(IdentityKey phone, string name) => new(IdentityKind.NamedPhone, phone.Value, name);
}
