using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace ClientBase.Functions.Storage;

/// <summary>Registers the secret that signs links; each feature that hands some out asks for it.</summary>
public static class SigningKeySetup
{
    public static IHostApplicationBuilder AddSigningKey(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<TokenOptions>().BindConfiguration(TokenOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.TryAddSingleton<SigningKey>();
        return builder;
    }
}
