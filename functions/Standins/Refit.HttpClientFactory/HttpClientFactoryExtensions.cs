using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Refit.Requests;

namespace Refit;

public static class HttpClientFactoryExtensions
{
    public static IHttpClientBuilder AddRefitClient<T>(this IServiceCollection services, RefitSettings? settings = null)
        where T : class => services.AddRefitClient<T>(_ => settings);

    public static IHttpClientBuilder AddRefitClient<T>(
        this IServiceCollection services,
        Func<IServiceProvider, RefitSettings?>? settingsAction,
        string? httpClientName = null)
        where T : class
    {
        services.AddSingleton(provider => new SettingsFor<T>(settingsAction?.Invoke(provider)));
        services.AddSingleton(provider => new RestInterface<T>(provider.GetRequiredService<SettingsFor<T>>().Settings));

        var builder = services.AddHttpClient(httpClientName ?? typeof(T).AssemblyQualifiedName!);
        services.Configure<HttpClientFactoryOptions>(
            builder.Name,
            options => options.HttpMessageHandlerBuilderActions.Add(UseHandlerOfSettings<T>));
        return builder.AddTypedClient((client, provider) => (T)provider.GetRequiredService<RestInterface<T>>().CreateClient(client));
    }

    private static void UseHandlerOfSettings<T>(HttpMessageHandlerBuilder builder)
    {
        var settings = builder.Services.GetRequiredService<SettingsFor<T>>().Settings;
        builder.PrimaryHandler = AuthenticatedHttpClientHandler.CreateFor(settings) ?? builder.PrimaryHandler;
    }
}
