using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Sending.Links;
using Fluid;
using Fluid.Values;

namespace ClientBase.Functions.Sending.Templates;

/// <summary>What a mail knows beside its reader.</summary>
/// <param name="Campaign">What it belongs to.</param>
/// <param name="Links">The personal links.</param>
/// <param name="Products">Products the campaign names.</param>
/// <param name="Promo">A promo code; null: none.</param>
/// <param name="TimeZone">Where the reader lives.</param>
public sealed record MailFacts(
    CampaignInTemplate Campaign,
    MailLinks Links,
    IReadOnlyList<ProductInTemplate> Products,
    PromoInTemplate? Promo,
    TimeZoneInfo TimeZone)
{
    /// <summary>What to offer the reader next; only where the template asks.</summary>
    public IReadOnlyList<NextOfferView> Offers { get; init; } = [];
}

/// <summary>What a template can name: the contact as the API shows it, the campaign, and the personal links.</summary>
/// <remarks>
/// Made from the API's own JSON, so that both always agree on names and on how times and numbers are written. Only what a template names
/// is made.
/// </remarks>
public sealed class TemplateValues
{
    private static readonly Dictionary<string, JsonPropertyInfo> CardMembers = JsonSerializerOptions.Web
        .GetTypeInfo(typeof(ContactView)).Properties.ToDictionary(member => member.Name, StringComparer.Ordinal);

    private readonly Contact _contact;
    private readonly Lazy<ContactView> _card;
    private readonly Lazy<ContactView> _whole;
    private readonly Lazy<JsonElement> _orders;
    private readonly MailFacts _mail;
    private readonly Dictionary<string, FluidValue> _made = new(StringComparer.Ordinal);

    /// <summary>A reader's.</summary>
    public TemplateValues(ContactCard card, MailFacts mail)
    {
        (_contact, _mail) = (card.Contact, mail);
        _card = new Lazy<ContactView>(() => ContactView.WithoutWork(card));
        _whole = new Lazy<ContactView>(() => ContactView.Of(card));
        _orders = new Lazy<JsonElement>(() =>
            JsonSerializer.SerializeToElement(OrderView.LatestFirst(card.Contact), JsonSerializerOptions.Web));
    }

    /// <summary>Where the reader lives.</summary>
    public TimeZoneInfo TimeZone => _mail.TimeZone;

    /// <summary>The reader's language: as said, else that of the name's letters.</summary>
    public string Language => LanguageOf(_contact);

    /// <summary>A contact's language.</summary>
    public static string LanguageOf(Contact contact) => contact.Field(ContactFields.Language)
        ?? (contact.Name.Full.Any(letter => letter is >= '\u0400' and <= '\u04ff') ? "ru" : "en");

    /// <summary>What a name means; made once for the subject, the HTML and the text of a mail.</summary>
    internal FluidValue Of(string root, TemplateOptions options)
    {
        if (!_made.TryGetValue(root, out var value))
        {
            _made[root] = value = Make(root, options);
        }

        return value;
    }

    private FluidValue Make(string root, TemplateOptions options) => root switch
    {
        "campaign" => new CampaignValue(Json(_mail.Campaign, options), _mail.Campaign.Id),
        "unsubscribeUrl" => StringValue.Create(_mail.Links.Unsubscribe),
        "preferencesUrl" => StringValue.Create(_mail.Links.Preferences),
        "confirmUrl" => StringValue.Create(_mail.Links.Confirm),
        "products" => Json(_mail.Products, options),
        "offers" => Json(_mail.Offers, options),
        "promo" => Json(_mail.Promo ?? new PromoInTemplate(null), options),
        "contact" => new MembersValue(
            CardMembers.Values.ToDictionary(member => member.Name, member => OfCard(member, options), StringComparer.Ordinal)),
        _ => CardMembers.TryGetValue(root, out var member) ? OfCard(member, options) : NilValue.Instance,
    };

    private FluidValue OfCard(JsonPropertyInfo member, TemplateOptions options)
    {
        var card = ContactView.TakingWork.Contains(member.Name) ? _whole : _card;
        var value = JsonSerializer.SerializeToElement(member.Get!(card.Value), member.PropertyType, JsonSerializerOptions.Web);
        return OfCard(member.Name, value, options);
    }

    private FluidValue OfCard(string name, JsonElement value, TemplateOptions options) => name switch
    {
        "orders" => new OrdersValue(Value(value, options), Value(_orders.Value, options)),

        // A template wants {{ fields.city }} and not who said it.
        "fields" => new MembersValue(value.EnumerateObject().ToDictionary(
            field => field.Name,
            field => Value(field.Value.ValueKind == JsonValueKind.Object ? field.Value.GetProperty("value") : field.Value, options))),
        _ => Value(value, options),
    };

    private static FluidValue Json<T>(T value, TemplateOptions options) =>
        Value(JsonSerializer.SerializeToElement(value, JsonSerializerOptions.Web), options);

    private static FluidValue Value(JsonElement value, TemplateOptions options) => value.ValueKind switch
    {
        JsonValueKind.Object => new MembersValue(
            value.EnumerateObject().ToDictionary(property => property.Name, property => Value(property.Value, options))),
        JsonValueKind.Array => FluidValue.Create(value.EnumerateArray().Select(item => (object)Value(item, options)).ToList(), options),
        JsonValueKind.String => StringValue.Create(value.GetString()!),
        JsonValueKind.Number => NumberValue.Create(value.GetDecimal()),
        JsonValueKind.True => BooleanValue.True,
        JsonValueKind.False => BooleanValue.False,
        _ => NilValue.Instance,
    };
}
