using ClientBase.Functions.Contacts.Filing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClientBase.Functions.Enrichment;

/// <summary>Registers the enrichment of new contacts.</summary>
public static class EnrichmentSetup
{
    public static IHostApplicationBuilder AddEnrichment(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<EnrichmentOptions>().BindConfiguration(EnrichmentOptions.Section).ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<EnrichmentTurns>();
        builder.Services.AddSingleton<EnrichmentRequests>();
        builder.Services.AddSingleton<IFirstHeard>(services => services.GetRequiredService<EnrichmentRequests>());
        return builder;
    }
}
