using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClientBase.Functions.Shops;

/// <summary>Registers the shops' webhooks.</summary>
public static class ShopsSetup
{
    /// <summary>Adds the feature.</summary>
    public static IHostApplicationBuilder AddShops(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<ShopsOptions>().BindConfiguration(ShopsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<IShopWebhooks, Shopify>();
        builder.Services.AddSingleton<IShopWebhooks, WooCommerce>();
        return builder;
    }
}
