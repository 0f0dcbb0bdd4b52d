using System.Collections.Immutable;
using System.Text.Json;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Products;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Shops;

/// <summary>A webhook as it came in.</summary>
/// <param name="Shop">Name of the shop, from the address.</param>
/// <param name="Headers">Its headers.</param>
/// <param name="Body">Its bytes.</param>
/// <param name="ReceivedAt">When it came.</param>
public sealed record Webhook(string Shop, IHeaderDictionary Headers, byte[] Body, DateTimeOffset ReceivedAt)
{
    /// <summary>ISO 3166 country of national telephone numbers where the body names none; null: the plus is required.</summary>
    public string? Country { get; init; }

    /// <summary>ISO 4217 of product prices where the body names none.</summary>
    public string? Currency { get; init; }

    /// <summary>What stands in the address behind the shop's name; empty for nothing.</summary>
    public string Path { get; init; } = "";

    /// <summary>What it tells of, where that was asked for from the shop's API. Null: its headers or its body say it.</summary>
    public string? Topic { get; init; }

    /// <summary>Whether it tells of what happened long ago: it comes of a back-fill.</summary>
    public bool IsHistory { get; init; }

    /// <summary>Where captures from this shop say they come from.</summary>
    public string Source => $"shop:{Shop}";

    /// <summary>A header, or an empty string.</summary>
    public string Header(string name) => Headers[name].ToString();

    /// <summary>The body as JSON; a byte order mark before it is passed over, and letters that are none become U+FFFD.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public JsonDocument Json() => JsonDocument.Parse(BodyText.Mended(Body));
}

/// <summary>Something to be read again from the shop's API before what was told of it is believed.</summary>
/// <param name="Topic">What it is, as its topic says.</param>
/// <param name="Id">Its id in the shop.</param>
public sealed record ThingToRead(string Topic, string Id);

/// <summary>What a webhook says: a capture, products, nothing we use, or nothing that can be understood.</summary>
public sealed record WebhookReading
{
    /// <summary>A topic nothing is done with.</summary>
    public static WebhookReading NotUsed { get; } = new();

    /// <summary>What to file; null for none.</summary>
    public CapturedEvent? Capture { get; private init; }

    /// <summary>What it says of products.</summary>
    public ImmutableArray<StoredProduct> Products { get; private init; } = [];

    /// <summary>A customer of the shop whose data the shop asks to be erased; null for none.</summary>
    public string? ToErase { get; private init; }

    /// <summary>What to read from the shop's API, if that can be asked, rather than to believe it; null for nothing.</summary>
    public ThingToRead? ToRead { get; init; }

    /// <summary>What is wrong with the body; null when nothing is. The shop is answered 400, and drops the hook if that goes on.</summary>
    public string? Error { get; private init; }

    /// <summary>What the operator should know of it: no personal data. Null for nothing.</summary>
    public string? Warning { get; init; }

    /// <summary>Something to file.</summary>
    public static WebhookReading Of(CapturedEvent capture) => new() { Capture = capture };

    /// <summary>Products to keep.</summary>
    public static WebhookReading Of(params ImmutableArray<StoredProduct> products) => new() { Products = products };

    /// <summary>A customer whose data is to be erased.</summary>
    public static WebhookReading Erase(string customerId) => new() { ToErase = customerId };

    /// <summary>A body that is not what its topic says.</summary>
    public static WebhookReading Wrong(string error) => new() { Error = error };

    /// <summary>A body without what its topic needs.</summary>
    /// <param name="what">What it is, such as "An order".</param>
    /// <param name="needs">What it needs, by name, and whether it is there.</param>
    public static WebhookReading Incomplete(string what, params (string Name, bool IsThere)[] needs) => Wrong(
        $"{what} has {string.Join(", ", needs.Select(need => need.Name))}; "
        + $"missing here: {string.Join(", ", needs.Where(need => !need.IsThere).Select(need => need.Name))}.");

    /// <summary>A genuine delivery that says nothing useful.</summary>
    public static WebhookReading Useless(string warning) => new() { Warning = warning };

    /// <summary>The same, its capture named by what it says: see <see cref="VersionNames"/>.</summary>
    public WebhookReading NamedByContent() => Capture is null ? this : this with { Capture = VersionNames.ByContent(Capture) };
}

/// <summary>The webhooks of one shop software.</summary>
public interface IShopWebhooks
{
    /// <summary>The software.</summary>
    ShopKind Kind { get; }

    /// <summary>Whether it only asks if somebody is there, unsigned.</summary>
    bool IsPing(Webhook webhook);

    /// <summary>What it says it tells of; empty when it does not say.</summary>
    string TopicOf(Webhook webhook);

    /// <summary>Checks its signature.</summary>
    SignatureVerdict Verify(Webhook webhook, ShopOptions shop);

    /// <summary>Reads it, its signature being valid.</summary>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    /// <exception cref="System.Xml.XmlException">The body is XML with mistakes.</exception>
    WebhookReading Read(Webhook webhook);
}
