namespace ClientBase.Functions.Shops.Apis;

/// <summary>A shop's API, ready to be asked.</summary>
/// <param name="Api">How its software is asked.</param>
/// <param name="Client">A client of its address, with its keys.</param>
public sealed record OpenShop(IShopApi Api, HttpClient Client);

/// <summary>Opens the APIs of shops.</summary>
public sealed class ShopApis(IHttpClientFactory http, IEnumerable<IShopApi> software)
{
    /// <summary>How a shop's software is asked; null where it cannot be, or no address is configured.</summary>
    public IShopApi? Of(ShopOptions shop) => shop.CanBeAsked ? software.FirstOrDefault(api => api.Kind == shop.Kind) : null;

    /// <summary>A shop's API; null where it has none.</summary>
    public OpenShop? Open(ShopOptions shop)
    {
        if (Of(shop) is not { } api)
        {
            return null;
        }

        var client = http.CreateClient(ShopHttp.ClientName);
        client.BaseAddress = new Uri(shop.BaseUrl.TrimEnd('/'));
        client.DefaultRequestHeaders.UserAgent.ParseAdd("ClientBase");
        api.Authorize(client, shop);
        return new OpenShop(api, client);
    }
}
