using System.ComponentModel.DataAnnotations;

namespace ClientBase.Functions.Shops;

/// <summary>What software a shop runs on.</summary>
public enum ShopKind
{
    /// <summary>Not said.</summary>
    Unknown = 0,

    /// <summary>Shopify.</summary>
    Shopify = 1,

    /// <summary>WooCommerce.</summary>
    WooCommerce = 2,

    /// <summary>InSales.</summary>
    InSales = 3,

    /// <summary>Any sender of Standard Webhooks.</summary>
    StandardWebhooks = 4,
}

/// <summary>Settings <c>Shops__{shop}__*</c>: the shops by the name that stands in their hook's address.</summary>
public sealed class ShopsOptions : Dictionary<string, ShopOptions>, IValidatableObject
{
    public const string Section = "Shops";

    /// <summary>Shop names are compared without case, as settings are.</summary>
    public ShopsOptions()
        : base(StringComparer.OrdinalIgnoreCase)
    {
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        this.Where(shop => shop.Value.Kind == ShopKind.Unknown)
            .Select(shop => new ValidationResult($"Shops__{shop.Key}__Kind is one of Shopify, WooCommerce, InSales, StandardWebhooks."))
            .Concat(this.Where(shop => shop.Value.BaseUrl.Length > 0 && !IsWebAddress(shop.Value.BaseUrl))
                .Select(shop => new ValidationResult($"Shops__{shop.Key}__BaseUrl is an address such as https://shop.example.")))
            .Concat(Keys.Where(name => name.Contains(':', StringComparison.Ordinal))
                .Select(name => new ValidationResult($"The shop name '{name}' must not hold a colon.")));

    private static bool IsWebAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https";
}

/// <summary>One shop.</summary>
public sealed class ShopOptions
{
    /// <summary>What it runs on.</summary>
    public ShopKind Kind { get; set; }

    /// <summary>
    /// Secret its webhooks are signed with; for InSales, which signs nothing, the last part of the hook's address. Empty: every webhook is
    /// refused with 401.
    /// </summary>
    public string Secret { get; set; } = "";

    /// <summary>The secret before the last change, still taken: Shopify signs with it for an hour.</summary>
    public string PreviousSecret { get; set; } = "";

    /// <summary>Address of its REST API, such as <c>https://shop.example</c>. Empty: it is never asked what webhooks missed.</summary>
    public string BaseUrl { get; set; } = "";

    /// <summary>Access token of its REST API (Shopify).</summary>
    public string AccessToken { get; set; } = "";

    /// <summary>Key of its REST API (WooCommerce), or the user's name (InSales).</summary>
    public string ConsumerKey { get; set; } = "";

    /// <summary>Secret of that key, or the password.</summary>
    public string ConsumerSecret { get; set; } = "";

    /// <summary>ISO 4217 of its products' prices, which the shop does not name with them; empty: unknown.</summary>
    public string Currency { get; set; } = "";

    /// <summary>Whether its REST API can be asked.</summary>
    internal bool CanBeAsked => BaseUrl.Length > 0 && Kind != ShopKind.StandardWebhooks;

    /// <summary>The secrets a signature may be made with.</summary>
    internal IEnumerable<string> Secrets => new[] { Secret, PreviousSecret }.Where(Http.Secrets.IsSet);
}
