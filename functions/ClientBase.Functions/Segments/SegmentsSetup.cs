using ClientBase.Domain.Segments;
using ClientBase.Functions.Segments.Recompute;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Segments;

/// <summary>Registers what segments need, beside the storage clients and the clock.</summary>
public static class SegmentsSetup
{
    /// <summary>Registers the catalogue under the settings, the stores and the settings' validation.</summary>
    public static IHostApplicationBuilder AddSegments(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<SegmentSettings>().BindConfiguration(SegmentSettings.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton(services => new SegmentCatalogue(services.GetRequiredService<IOptions<SegmentSettings>>().Value.ToOptions()));
        builder.Services.AddSingleton<SegmentStore>();
        builder.Services.AddSingleton<SegmentMembers>();
        builder.Services.AddSingleton<SegmentRuns>();
        builder.Services.AddSingleton<FactsBlobs>();
        builder.Services.AddSingleton<ContactSegments>();
        return builder;
    }
}
