using ClientBase.Functions.Products;
using ClientBase.Functions.Shops.Shopify;
using ClientBase.Functions.Shops.WooCommerce;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClientBase.Functions.Shops;

/// <summary>Registers the shops' webhooks.</summary>
public static class ShopsSetup
{
    public static IHostApplicationBuilder AddShops(this IHostApplicationBuilder builder)
    {
        builder.AddProducts();
        builder.Services.AddOptions<ShopsOptions>().BindConfiguration(ShopsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<IShopWebhooks, ShopifyWebhooks>();
        builder.Services.AddSingleton<IShopWebhooks, WooCommerceWebhooks>();
        return builder;
    }
}
