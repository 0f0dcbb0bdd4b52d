using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClientBase.Functions.Forms.Receiving;

/// <summary>A filled-in form, as GET /api/openapi.json tells it; any other name is a custom field. A form may require some.</summary>
public sealed record FormPostBody
{
    /// <summary>E-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>Telephone, with or without the country's code.</summary>
    public string? Phone { get; init; }

    /// <summary>The whole name, in any order.</summary>
    public string? Name { get; init; }

    /// <summary>Given name.</summary>
    public string? FirstName { get; init; }

    /// <summary>Surname.</summary>
    public string? LastName { get; init; }

    /// <summary>Patronymic.</summary>
    public string? Patronymic { get; init; }

    /// <summary>Birthday, in any usual notation.</summary>
    public string? BirthDate { get; init; }

    /// <summary><c>m</c> or <c>f</c>, or a word for it.</summary>
    public string? Sex { get; init; }

    /// <summary>City.</summary>
    public string? City { get; init; }

    /// <summary>Region.</summary>
    public string? Region { get; init; }

    /// <summary>Country.</summary>
    public string? Country { get; init; }

    /// <summary>Street, house and the rest.</summary>
    public string? Address { get; init; }

    /// <summary>The firm.</summary>
    public string? Company { get; init; }

    /// <summary>Position in the firm.</summary>
    public string? JobTitle { get; init; }

    /// <summary>Language.</summary>
    public string? Language { get; init; }

    /// <summary>What the person is interested in.</summary>
    public string? Interests { get; init; }

    /// <summary>What the person wrote.</summary>
    public string? Message { get; init; }

    /// <summary>The product it is about.</summary>
    public string? ProductId { get; init; }

    /// <summary>Stars of a review.</summary>
    public string? Rating { get; init; }

    /// <summary>How likely the person is to recommend the shop, 0 to 10.</summary>
    public string? Score { get; init; }

    /// <summary>The code of whoever brought the person.</summary>
    public string? ReferralCode { get; init; }

    /// <summary>Promo code.</summary>
    public string? PromoCode { get; init; }

    /// <summary>Number of the loyalty card.</summary>
    public string? LoyaltyCard { get; init; }

    /// <summary>Agrees to the processing of their data.</summary>
    [JsonPropertyName("consent_processing")]
    public bool? ConsentProcessing { get; init; }

    /// <summary>Agrees to marketing.</summary>
    [JsonPropertyName("consent_marketing")]
    public bool? ConsentMarketing { get; init; }

    /// <summary>By which source the person came.</summary>
    [JsonPropertyName("utm_source")]
    public string? UtmSource { get; init; }

    /// <summary>By which medium.</summary>
    [JsonPropertyName("utm_medium")]
    public string? UtmMedium { get; init; }

    /// <summary>By which campaign.</summary>
    [JsonPropertyName("utm_campaign")]
    public string? UtmCampaign { get; init; }

    /// <summary>The browser, as the visit script knows it.</summary>
    public string? VisitorId { get; init; }

    /// <summary>When the form was shown, epoch milliseconds: who is too quick is a program.</summary>
    [JsonPropertyName("_started")]
    public long? Started { get; init; }

    /// <summary>All others.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; init; }
}
