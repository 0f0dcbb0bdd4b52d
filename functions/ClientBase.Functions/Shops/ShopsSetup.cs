using ClientBase.Functions.Products;
using ClientBase.Functions.Shops.Apis;
using ClientBase.Functions.Shops.InSales;
using ClientBase.Functions.Shops.Reconcile;
using ClientBase.Functions.Shops.Shopify;
using ClientBase.Functions.Shops.StandardWebhooks;
using ClientBase.Functions.Shops.WooCommerce;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClientBase.Functions.Shops;

/// <summary>Registers the shops: their webhooks, and the reading of their APIs.</summary>
public static class ShopsSetup
{
    public static IHostApplicationBuilder AddShops(this IHostApplicationBuilder builder)
    {
        builder.AddProducts();
        builder.Services.AddOptions<ShopsOptions>().BindConfiguration(ShopsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<IShopWebhooks, ShopifyWebhooks>();
        builder.Services.AddSingleton<IShopWebhooks, WooCommerceWebhooks>();
        builder.Services.AddSingleton<IShopWebhooks, InSalesWebhooks>();
        builder.Services.AddSingleton<IShopWebhooks, StandardSenderWebhooks>();
        builder.Services.AddSingleton<IShopApi, ShopifyApi>();
        builder.Services.AddSingleton<IShopApi, WooCommerceApi>();
        builder.Services.AddSingleton<IShopApi, InSalesApi>();
        builder.Services.AddShopHttp();
        builder.Services.AddSingleton<ShopApis>();
        builder.Services.AddSingleton<PullStates>();
        builder.Services.AddSingleton<PullMessages>();
        builder.Services.AddSingleton<PulledThings>();
        builder.Services.AddSingleton<PullStarts>();
        builder.Services.AddSingleton<CustomerHistories>();
        builder.Services.AddSingleton<WebhookKeeper>();
        return builder;
    }
}
