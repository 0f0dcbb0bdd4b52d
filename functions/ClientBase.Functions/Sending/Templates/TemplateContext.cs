using System.Text.Json;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Sending.Links;

namespace ClientBase.Functions.Sending.Templates;

/// <summary>What a template can name: the contact as the API shows it, the campaign, and the personal links.</summary>
/// <remarks>Made from the API's own JSON, so that both always agree on names and on how times and numbers are written.</remarks>
public sealed class TemplateContext : Dictionary<string, object?>
{
    private TemplateContext()
        : base(StringComparer.Ordinal)
    {
    }

    /// <summary>Nobody's.</summary>
    public static TemplateContext Empty { get; } = [];

    /// <summary>A contact's.</summary>
    public static TemplateContext Of(ContactCard card, string campaignId, MailLinks links)
    {
        var context = new TemplateContext();
        foreach (var property in JsonSerializer.SerializeToElement(ContactView.Of(card), JsonSerializerOptions.Web).EnumerateObject())
        {
            context[property.Name] = property.Name == "fields" ? ValuesOf(property.Value) : Plain(property.Value);
        }

        context["campaign"] = campaignId;
        context["unsubscribeUrl"] = links.Unsubscribe;
        context["preferencesUrl"] = links.Preferences;
        context["confirmUrl"] = links.Confirm;
        return context;
    }

    // A template wants {{fields.city}} and not who said it.
    private static Dictionary<string, object?> ValuesOf(JsonElement fields) =>
        fields.EnumerateObject().ToDictionary(field => field.Name, field => Plain(field.Value.GetProperty("value")));

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
