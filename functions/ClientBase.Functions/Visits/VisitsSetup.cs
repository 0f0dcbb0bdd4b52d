using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClientBase.Functions.Visits;

/// <summary>Registers the taking of what visitors do on the site.</summary>
public static class VisitsSetup
{
    public static IHostApplicationBuilder AddVisits(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<VisitOptions>().BindConfiguration(VisitOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<VisitRateLimit>();
        builder.Services.AddSingleton<VisitStore>();
        return builder;
    }
}
