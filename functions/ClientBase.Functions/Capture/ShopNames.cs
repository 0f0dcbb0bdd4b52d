using Microsoft.Extensions.Configuration;

namespace ClientBase.Functions.Capture;

/// <summary>The names of the shops that are configured: what customer ids of captures begin with.</summary>
public sealed class ShopNames(IConfiguration configuration)
{
    public IReadOnlyList<string> All { get; } = [.. configuration.GetSection("Shops").GetChildren().Select(shop => shop.Key)];
}
