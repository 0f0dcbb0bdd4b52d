using Microsoft.Extensions.Hosting;

namespace ClientBase.Functions.Http;

/// <summary>Registers what HTTP functions have in common.</summary>
public static class HttpSetup
{
    private const string DataProtectionStart = "Microsoft.AspNetCore.DataProtection.Internal.DataProtectionHostedService";

    public static IHostApplicationBuilder AddHttp(this IHostApplicationBuilder builder)
    {
        // The worker adds all of MVC, and that adds data protection: at each start it would make a key, write it to disk and warn
        // that it lies there in the clear. Nothing here is protected by it.
        foreach (var start in builder.Services.Where(service => service.ImplementationType?.FullName == DataProtectionStart).ToList())
        {
            builder.Services.Remove(start);
        }

        return builder;
    }
}
