using System.Text.Json;
using ClientBase.Domain.Contacts;

namespace ClientBase.Functions.Contacts.Reading;

/// <summary>A value, and where and when it was said.</summary>
/// <param name="Value">The value.</param>
/// <param name="Source"><c>form:{id}</c>, <c>shop:{name}</c>, <c>staff:{name}</c>, <c>api</c>.</param>
/// <param name="At">When it was said.</param>
public sealed record FieldView(string Value, string Source, DateTimeOffset At)
{
    internal static FieldView Of(Stamped<string> said) => new(said.Value, said.Source, said.Said.At);

    /// <summary>The fields of a known meaning: those of forms, and what else the card knows.</summary>
    internal static IReadOnlyDictionary<string, FieldView> AllOf(Contact contact) => contact.FilledFields
        .Select(field => (Name: NameOf(field.Key), field.Value))
        .Where(field => field.Name is not null)
        .ToDictionary(field => field.Name!, field => Of(field.Value));

    /// <summary>The fields beyond those of forms, without their sources.</summary>
    internal static IReadOnlyDictionary<string, string> CustomOf(Contact contact) => contact.FilledFields
        .Where(field => IsCustom(field.Key))
        .ToDictionary(field => field.Key[ContactFields.CustomPrefix.Length..], field => field.Value.Value);

    private static string? NameOf(string key) => CardField.OfKey(key)?.Name ?? key switch
    {
        ContactFields.MainEmail or ContactFields.MainPhone or ContactFields.PushSubscription => null,
        _ when IsCustom(key) || key.StartsWith(ContactFields.AddressPrefix, StringComparison.Ordinal) => null,
        _ => key,
    };

    private static bool IsCustom(string key) => key.StartsWith(ContactFields.CustomPrefix, StringComparison.Ordinal);
}

/// <summary>One of the places where somebody can be found.</summary>
/// <param name="Kind">Such as <c>home</c>, <c>work</c>, <c>delivery</c>; <c>main</c> is made of the fields of the card.</param>
/// <param name="Country">ISO 3166 code, or as typed.</param>
/// <param name="Region">Region.</param>
/// <param name="City">City.</param>
/// <param name="Postcode">Postcode.</param>
/// <param name="Address">Street, house and the rest.</param>
public sealed record AddressView(string Kind, string? Country, string? Region, string? City, string? Postcode, string? Address)
{
    /// <summary>The kind that the card's own fields make.</summary>
    public const string Main = "main";

    internal static IReadOnlyList<AddressView> AllOf(Contact contact)
    {
        var main = new AddressView(
            Main, contact.Field(ContactFields.Country), contact.Field("region"), contact.Field(ContactFields.City), null,
            contact.Field("address"));
        return
        [
            .. main is { Country: null, Region: null, City: null, Address: null } ? [] : new[] { main },
            .. contact.FilledFields.Where(field => field.Key.StartsWith(ContactFields.AddressPrefix, StringComparison.Ordinal))
                .Select(field => JsonSerializer.Deserialize<AddressView>(field.Value.Value, JsonSerializerOptions.Web)! with
                {
                    Kind = field.Key[ContactFields.AddressPrefix.Length..],
                }),
        ];
    }
}

/// <summary>Something by which the person came.</summary>
/// <param name="Source">Who sent them: <c>utm_source</c>, an affiliate, a site, a shop, a file.</param>
/// <param name="Medium"><c>utm_medium</c>.</param>
/// <param name="Campaign"><c>utm_campaign</c>.</param>
/// <param name="Form">The form they filled in.</param>
/// <param name="At">When they first came by it.</param>
/// <param name="Cost">What a lead by it cost, as the form told then; null when nobody said.</param>
public sealed record SourceView(string? Source, string? Medium, string? Campaign, string? Form, DateTimeOffset At, decimal? Cost)
{
    private const string FormSource = "form:";

    internal static IReadOnlyList<SourceView> AllOf(Contact contact)
    {
        var touches = contact.Sources.Select(said => (Touch.Read(said.Key, said.Value.Value), said.Value.Said.At))
            .Select(said => Of(said.Item1, said.At));
        var first = contact.FirstSeen is { } seen && !seen.Source.StartsWith(FormSource, StringComparison.Ordinal)
            ? new[] { new SourceView(seen.Source, null, null, null, seen.Said.At, null) }
            : [];
        return [.. first.Concat(touches).OrderBy(source => source.At)];
    }

    private static SourceView Of(Touch touch, DateTimeOffset at) =>
        new(touch.Source, touch.Medium, touch.Campaign, touch.Form, at, touch.Cost);
}

/// <summary>When somebody last showed interest.</summary>
/// <param name="LastOpenAt">Opened a mail; null: never, or not known.</param>
/// <param name="LastClickAt">Clicked in one.</param>
/// <param name="LastVisitAt">Was on the site with a browser that is known to be theirs.</param>
public sealed record EngagementView(DateTimeOffset? LastOpenAt, DateTimeOffset? LastClickAt, DateTimeOffset? LastVisitAt);

/// <summary>How good the card is.</summary>
/// <param name="Score">From 0 to 100.</param>
/// <param name="Issues">What is missing or doubtful, the gravest first.</param>
public sealed record QualityView(int Score, IReadOnlyList<string> Issues)
{
    internal static QualityView Of(CardQuality quality) => new(quality.Score, quality.Issues);
}
