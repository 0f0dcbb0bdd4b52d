using System.Text.Json;
using System.Text.Json.Serialization;
using ClientBase.Domain.Forms;

namespace ClientBase.Functions.Forms.Defining;

/// <summary>A form the shop has defined.</summary>
/// <param name="Kind">What it is for: <c>newsletter</c>, <c>landing</c>, <c>back-in-stock</c>, ...</param>
/// <param name="Title">Title by language.</param>
/// <param name="Fields">Fields it asks for; others are taken too, as custom fields. Empty: those of its kind.</param>
/// <param name="AllowedOrigins">Sites it may be posted from; empty: any.</param>
/// <param name="ThankYouUrl">Where a browser goes after it; null: to a page of ours.</param>
/// <param name="DoubleOptIn">Whether marketing consent waits for a confirmation by mail.</param>
/// <param name="Bonus">What is given for filling it in.</param>
/// <param name="ConsentText">
/// What is agreed to: <c>version</c>; <c>ru</c> and <c>en</c>, the text on processing; <c>marketing</c> and <c>offers</c>, each with
/// <c>ru</c> and <c>en</c>; <c>url</c>, where the whole text is.
/// </param>
public sealed record FormDefinition(
    string Kind,
    [property: JsonConverter(typeof(TextsConverter))] Dictionary<string, string>? Title = null,
    List<FormField>? Fields = null,
    List<string>? AllowedOrigins = null,
    string? ThankYouUrl = null,
    bool DoubleOptIn = false,
    FormBonus? Bonus = null,
    Dictionary<string, JsonElement>? ConsentText = null)
{
    /// <summary>What stands under the title, by language.</summary>
    [JsonConverter(typeof(TextsConverter))]
    public Dictionary<string, string>? Text { get; init; }

    /// <summary>What the button says, by language.</summary>
    [JsonConverter(typeof(TextsConverter))]
    public Dictionary<string, string>? Button { get; init; }

    /// <summary>What our own thank-you page says, by language.</summary>
    [JsonConverter(typeof(TextsConverter))]
    public Dictionary<string, string>? ThankYouText { get; init; }

    /// <summary>The shop its products and orders are of; null: the one that has the product.</summary>
    public string? Shop { get; init; }

    /// <summary>The product it is about, when posts do not say.</summary>
    public string? ProductId { get; init; }

    /// <summary>The event it is for.</summary>
    public FormEvent? Event { get; init; }

    /// <summary>Who sends the people that fill it in, when posts do not say.</summary>
    public string? Affiliate { get; init; }

    /// <summary>What a lead by it costs, in the shop's currency; null when nobody said.</summary>
    public decimal? Cost { get; init; }

    /// <summary>How its page looks.</summary>
    public FormTheme? Theme { get; init; }

    /// <summary>Whether a browser has to work a second or so before it may post (ALTCHA).</summary>
    public bool ProofOfWork { get; init; }

    /// <summary>How many progressive fields are asked for at once.</summary>
    public int? AskAtOnce { get; init; }

    /// <summary>Members that mean nothing: they are kept out, and what is like one of ours is refused.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; init; }

    /// <summary>Its kind, with what it does.</summary>
    [JsonIgnore]
    public FormKind Meaning => FormKind.Find(Kind) ?? FormKind.Other;

    /// <summary>What it asks for.</summary>
    [JsonIgnore]
    public IReadOnlyList<FormField> Asked => Fields is { Count: > 0 } own
        ? own
        : [.. Meaning.Fields.Select(usual => new FormField(usual.Name, usual.IsRequired))];
}

/// <summary>A field of a form.</summary>
/// <param name="Name">Its name as posted.</param>
/// <param name="Required">Whether a post without it is refused.</param>
public sealed record FormField(string Name, bool Required = false)
{
    /// <summary>What it is called, by language.</summary>
    [JsonConverter(typeof(TextsConverter))]
    public Dictionary<string, string>? Label { get; init; }

    /// <summary>What helps to fill it in, by language.</summary>
    [JsonConverter(typeof(TextsConverter))]
    public Dictionary<string, string>? Hint { get; init; }

    /// <summary>How it is asked for: <c>text</c>, <c>longText</c>, <c>choice</c>, ...; null: by its name.</summary>
    public string? Input { get; init; }

    /// <summary>What can be chosen.</summary>
    public List<string>? Options { get; init; }

    /// <summary>Whether it waits for a later visit, when the person is known.</summary>
    public bool Progressive { get; init; }

    /// <summary>How it is asked for and read.</summary>
    [JsonIgnore]
    public FormInput Kind => Enum.TryParse<FormInput>(Input, ignoreCase: true, out var input) ? input
        : KnownField.Find(FieldNames.Of(Name))?.Input is { } known && !(known == FormInput.Text && Options is { Count: > 0 }) ? known
        : Options is { Count: > 0 } ? FormInput.Choice
        : FormInput.Text;
}

/// <summary>What is given for filling a form in.</summary>
public sealed record FormBonus
{
    /// <summary>What it is, by language or in one text for all: a gift, "10 % off".</summary>
    [JsonConverter(typeof(TextsConverter))]
    public Dictionary<string, string>? Title { get; init; }

    /// <summary>The code everybody gets; null: each their own, when <see cref="Prefix"/>, percent or amount is given.</summary>
    public string? Code { get; init; }

    /// <summary>What everybody's own code begins with.</summary>
    public string? Prefix { get; init; }

    /// <summary>Discount in per cent.</summary>
    public decimal? Percent { get; init; }

    /// <summary>Discount as a sum.</summary>
    public decimal? Amount { get; init; }

    /// <summary>The sum's currency, ISO 4217.</summary>
    public string? Currency { get; init; }

    /// <summary>Whatever else the shop notes of it.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; init; }

    /// <summary>The code everybody gets, under whichever name the shop wrote it; null: there is none.</summary>
    [JsonIgnore]
    public string? CommonCode => string.IsNullOrWhiteSpace(Code) ? Noted("promoCode") ?? Noted("promo") : Code;

    /// <summary>What it is called, under whichever name the shop wrote it; null: it has no name.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, string>? Name => Title
        ?? ((Noted("gift") ?? Noted("text")) is { } text ? new Dictionary<string, string> { ["ru"] = text, ["en"] = text } : null);

    /// <summary>Whether everybody gets a promo code of their own.</summary>
    [JsonIgnore]
    public bool HasOwnCodes => CommonCode is null && (Prefix is not null || Percent is not null || Amount is not null);

    private string? Noted(string name) =>
        More?.GetValueOrDefault(name) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text
            ? text
            : null;
}

/// <summary>An event people register for.</summary>
/// <param name="Id">The shop's id of it.</param>
/// <param name="Name">What it is called.</param>
/// <param name="At">When it begins.</param>
/// <param name="Place">Where it is.</param>
public sealed record FormEvent(string? Id = null, string? Name = null, DateTimeOffset? At = null, string? Place = null);

/// <summary>How a form's page looks.</summary>
/// <param name="Accent">The shop's colour, <c>#rrggbb</c>.</param>
/// <param name="Radius">Roundness of fields and buttons in pixels, 0 to 24.</param>
/// <param name="Shop">The shop's name, by language.</param>
/// <param name="Image">An https address of a picture beside the form.</param>
public sealed record FormTheme(
    string? Accent = null,
    int? Radius = null,
    [property: JsonConverter(typeof(TextsConverter))] Dictionary<string, string>? Shop = null,
    string? Image = null);
