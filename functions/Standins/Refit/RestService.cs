using Refit.Requests;

namespace Refit;

public static class RestService
{
    public static T For<T>(HttpClient client) => For<T>(client, null);

    public static T For<T>(HttpClient client, RefitSettings? settings) => (T)For(typeof(T), client, settings);

    public static T For<T>(string hostUrl) => For<T>(hostUrl, null);

    public static T For<T>(string hostUrl, RefitSettings? settings) => For<T>(CreateHttpClient(hostUrl, settings), settings);

    public static object For(Type refitInterfaceType, HttpClient client) => For(refitInterfaceType, client, null);

    public static object For(Type refitInterfaceType, HttpClient client, RefitSettings? settings) =>
        new RestInterface(refitInterfaceType, settings).CreateClient(client);

    public static HttpClient CreateHttpClient(string hostUrl, RefitSettings? settings)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(hostUrl);
        return new HttpClient(AuthenticatedHttpClientHandler.CreateFor(settings) ?? new HttpClientHandler())
        {
            BaseAddress = new Uri(hostUrl.TrimEnd('/')),
        };
    }
}
