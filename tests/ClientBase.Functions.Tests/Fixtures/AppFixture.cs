namespace ClientBase.Functions.Tests.Fixtures;

/// <summary>An empty base of its own with one app on it, shared by the tests of a class.</summary>
public sealed class AppFixture : IAsyncLifetime
{
    public const string ShopifySecret = "shopify-secret";
    public const string WooSecret = "woo-secret";
    public const string InSalesSecret = "insales-secret";
    public const string StandardSecret = "whsec_c2VjcmV0IG9mIHRlc3RzLCBsb25nIGVub3VnaA==";
    public const string InboundSecret = "inbound-secret";
    public const string TelegramSecret = "telegram-secret";

    private RunningAzurite? _azurite;
    private AppProcess? _app;

    public static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["Shops__acme__Kind"] = "Shopify",
        ["Shops__acme__Secret"] = ShopifySecret,
        ["Shops__woo__Kind"] = "WooCommerce",
        ["Shops__woo__Secret"] = WooSecret,
        ["Shops__unset__Kind"] = "Shopify",
        ["Shops__insales__Kind"] = "InSales",
        ["Shops__insales__Secret"] = InSalesSecret,
        ["Shops__any__Kind"] = "StandardWebhooks",
        ["Shops__any__Secret"] = StandardSecret,
        ["Crm__Managers__anna__Email"] = "anna@shop.example",
        ["SendGrid__InboundSecret"] = InboundSecret,
        ["Telegram__WebhookSecret"] = TelegramSecret,
        ["Tokens__SigningKey"] = "a signing key of tests, long enough to be one",
    };

    public AppProcess App => _app ?? throw new InvalidOperationException("The fixture is not initialized.");

    public AppClient Client => App.Client;

    public string ConnectionString => _azurite!.ConnectionString;

    public async ValueTask InitializeAsync()
    {
        _azurite = await NodeAzurite.StartAsync();
        _app = await AppProcess.StartAsync(ConnectionString, Settings);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        _azurite?.Stop();
    }
}
