using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClientBase.Functions.Products;

/// <summary>Registers the shops' products.</summary>
public static class ProductsSetup
{
    public static IHostApplicationBuilder AddProducts(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ProductStore>();
        return builder;
    }
}
