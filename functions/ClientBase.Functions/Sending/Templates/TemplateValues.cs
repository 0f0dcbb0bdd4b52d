using System.Text.Json;
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
    TimeZoneInfo TimeZone);

/// <summary>What a template can name: the contact as the API shows it, the campaign, and the personal links.</summary>
/// <remarks>
/// Made from the API's own JSON, so that both always agree on names and on how times and numbers are written. Only what a template names
/// is made.
/// </remarks>
public sealed class TemplateValues
{
    private readonly Contact _contact;
    private readonly Lazy<JsonElement> _card;
    private readonly Lazy<JsonElement> _orders;
    private readonly MailFacts _mail;

    /// <summary>A reader's.</summary>
    public TemplateValues(ContactCard card, MailFacts mail)
    {
        (_contact, _mail) = (card.Contact, mail);
        _card = new Lazy<JsonElement>(() => JsonSerializer.SerializeToElement(ContactView.Of(card), JsonSerializerOptions.Web));
        _orders = new Lazy<JsonElement>(() =>
            JsonSerializer.SerializeToElement(OrderView.LatestFirst(card.Contact), JsonSerializerOptions.Web));
    }

    /// <summary>Where the reader lives.</summary>
    public TimeZoneInfo TimeZone => _mail.TimeZone;

    /// <summary>The reader's language: as said, else that of the name's letters.</summary>
    public string Language => _contact.Field(ContactFields.Language)
        ?? (_contact.Name.Full.Any(letter => letter is >= '\u0400' and <= '\u04ff') ? "ru" : "en");

    /// <summary>What a name means.</summary>
    internal FluidValue Of(string root, TemplateOptions options) => root switch
    {
        "campaign" => new CampaignValue(Plain(_mail.Campaign, options), _mail.Campaign.Id),
        "unsubscribeUrl" => StringValue.Create(_mail.Links.Unsubscribe),
        "preferencesUrl" => StringValue.Create(_mail.Links.Preferences),
        "confirmUrl" => StringValue.Create(_mail.Links.Confirm),
        "products" => Plain(_mail.Products, options),
        "offers" => Plain(Array.Empty<OfferInTemplate>(), options),
        "promo" => Plain(_mail.Promo ?? new PromoInTemplate(null), options),
        "contact" => FluidValue.Create(
            _card.Value.EnumerateObject().ToDictionary(one => one.Name, one => (object)OfCard(one.Name, one.Value, options)), options),
        _ => _card.Value.TryGetProperty(root, out var value) ? OfCard(root, value, options) : NilValue.Instance,
    };

    private FluidValue OfCard(string name, JsonElement value, TemplateOptions options) => name switch
    {
        "orders" => new OrdersValue(FluidValue.Create(Plain(value), options), FluidValue.Create(Plain(_orders.Value), options)),
        "fields" => FluidValue.Create(
            value.EnumerateObject().ToDictionary(
                field => field.Name,
                field => Plain(field.Value.ValueKind == JsonValueKind.Object ? field.Value.GetProperty("value") : field.Value)),
            options),
        _ => FluidValue.Create(Plain(value), options),
    };

    private static FluidValue Plain<T>(T value, TemplateOptions options) =>
        FluidValue.Create(Plain(JsonSerializer.SerializeToElement(value, JsonSerializerOptions.Web)), options);

    private static object? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().ToDictionary(property => property.Name, property => Plain(property.Value)),
        JsonValueKind.Array => value.EnumerateArray().Select(Plain).ToList(),
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetDecimal(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}

/// <summary>The sums of a contact's orders, which are gone through one by one in a loop.</summary>
internal sealed class OrdersValue(FluidValue sums, FluidValue items) : FluidValue
{
    public override FluidValues Type => FluidValues.Array;

    public override bool Equals(FluidValue? other) => ReferenceEquals(this, other);

    public override bool ToBooleanValue() => true;

    public override decimal ToNumberValue() => 0m;

    public override string ToStringValue() => "";

    public override object ToObjectValue() => items.ToObjectValue();

    public override bool IsNil() => false;

    public override IEnumerable<FluidValue> Enumerate(TemplateContext context) => items.Enumerate(context);

    public override ValueTask<FluidValue> GetValueAsync(string name, TemplateContext context) =>
        name is "size" or "first" or "last" ? items.GetValueAsync(name, context) : sums.GetValueAsync(name, context);

    public override ValueTask<FluidValue> GetIndexAsync(FluidValue index, TemplateContext context) =>
        index.Type == FluidValues.Number ? items.GetIndexAsync(index, context) : sums.GetIndexAsync(index, context);
}

/// <summary>The campaign: written out it is its id.</summary>
internal sealed class CampaignValue(FluidValue members, string id) : FluidValue
{
    public override FluidValues Type => FluidValues.Object;

    public override bool Equals(FluidValue? other) => other?.ToStringValue() == id;

    public override bool ToBooleanValue() => true;

    public override decimal ToNumberValue() => 0m;

    public override string ToStringValue() => id;

    public override object ToObjectValue() => id;

    public override ValueTask WriteToAsync(TextWriter writer, System.Text.Encodings.Web.TextEncoder encoder, System.Globalization.CultureInfo cultureInfo)
    {
        encoder.Encode(writer, id);
        return ValueTask.CompletedTask;
    }

    public override ValueTask<FluidValue> GetValueAsync(string name, TemplateContext context) => members.GetValueAsync(name, context);
}
