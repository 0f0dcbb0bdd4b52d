using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClientBase.Functions.Forms.Defining;

/// <summary>A form as the API shows it.</summary>
/// <param name="Id">As in <c>/api/forms/{formId}</c>.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Title">Title by language.</param>
/// <param name="Fields">Fields it asks for.</param>
/// <param name="AllowedOrigins">Sites it may be posted from; empty: any.</param>
/// <param name="ThankYouUrl">Where a browser goes after it.</param>
/// <param name="DoubleOptIn">Whether marketing consent waits for a confirmation by mail.</param>
/// <param name="Bonus">What is given for filling it in.</param>
/// <param name="ConsentText">What is agreed to.</param>
/// <param name="TextVersion">The version recorded with consents; null where there is no text.</param>
public sealed record FormView(
    string Id,
    string Kind,
    Dictionary<string, string>? Title,
    List<FormField>? Fields,
    List<string>? AllowedOrigins,
    string? ThankYouUrl,
    bool DoubleOptIn,
    FormBonus? Bonus,
    Dictionary<string, JsonElement>? ConsentText,
    string? TextVersion)
{
    /// <summary>What stands under the title.</summary>
    public Dictionary<string, string>? Text { get; init; }

    /// <summary>What the button says.</summary>
    public Dictionary<string, string>? Button { get; init; }

    /// <summary>What our own thank-you page says.</summary>
    public Dictionary<string, string>? ThankYouText { get; init; }

    /// <summary>The shop its products and orders are of.</summary>
    public string? Shop { get; init; }

    /// <summary>The product it is about.</summary>
    public string? ProductId { get; init; }

    /// <summary>The event it is for.</summary>
    public FormEvent? Event { get; init; }

    /// <summary>Who sends the people that fill it in.</summary>
    public string? Affiliate { get; init; }

    /// <summary>What a lead by it costs.</summary>
    public decimal? Cost { get; init; }

    /// <summary>How its page looks.</summary>
    public FormTheme? Theme { get; init; }

    /// <summary>Whether a browser has to work before it may post.</summary>
    public bool ProofOfWork { get; init; }

    /// <summary>How many progressive fields are asked for at once.</summary>
    public int? AskAtOnce { get; init; }

    /// <summary>Where its page is.</summary>
    public required string Page { get; init; }

    /// <summary>The line of HTML that puts it on a site's page.</summary>
    public required string Embed { get; init; }

    /// <summary>What may not be what was meant; only in the answer to a definition.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Warnings { get; init; }

    internal static FormView Of(StoredForm stored, string root, IReadOnlyList<string>? warnings = null)
    {
        var form = stored.Form;
        var address = $"{root}/api/forms/{Uri.EscapeDataString(stored.Id)}";
        return new FormView(
            stored.Id, form.Kind, form.Title, form.Fields, form.AllowedOrigins, form.ThankYouUrl, form.DoubleOptIn, form.Bonus,
            form.ConsentText, ConsentTexts.VersionOf(form))
        {
            Text = form.Text,
            Button = form.Button,
            ThankYouText = form.ThankYouText,
            Shop = form.Shop,
            ProductId = form.ProductId,
            Event = form.Event,
            Affiliate = form.Affiliate,
            Cost = form.Cost,
            Theme = form.Theme,
            ProofOfWork = form.ProofOfWork,
            AskAtOnce = form.AskAtOnce,
            Page = $"{address}/page",
            Embed = $"<script src=\"{address}/embed.js\" async></script>",
            Warnings = warnings is { Count: > 0 } ? warnings : null,
        };
    }
}
