using ClientBase.Domain.Segments;
using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Segments.Defining;
using ClientBase.Functions.Segments.Members;
using ClientBase.Functions.Segments.Recompute;
using ClientBase.Functions.Segments.Recompute.Reading;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Segments;

/// <summary>Registers what segments need, beside the storage clients and the clock.</summary>
public static class SegmentsSetup
{
    /// <summary>Where the thresholds of the built-in segments stand in the settings.</summary>
    public const string Section = "Segments";

    public static IHostApplicationBuilder AddSegments(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<SegmentOptions>().BindConfiguration(Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton(services => new SegmentCatalogue(services.GetRequiredService<IOptions<SegmentOptions>>().Value));
        builder.Services.AddSingleton<OwnSegments>();
        builder.Services.AddSingleton<SegmentDirectory>();
        builder.Services.AddSingleton<SegmentStore>();
        builder.Services.AddSingleton<SegmentHistory>();
        builder.Services.AddSingleton<PastMembers>();
        builder.Services.AddSingleton<StaticLists>();
        builder.Services.AddSingleton<RuleTrial>();
        builder.Services.AddSingleton<SegmentViews>();
        builder.Services.AddSingleton<SegmentChanges>();
        builder.Services.AddSingleton<RecomputeRuns>();
        builder.Services.AddSingleton<Snapshots>();
        builder.Services.AddSingleton<PersonReading>();
        builder.Services.AddSingleton<ProductKindReader>();
        builder.Services.AddSingleton<ShopKnowledgeReader>();
        builder.Services.AddSingleton<ShardRebuild>();
        builder.Services.AddSingleton<ShardDecision>();
        builder.Services.AddSingleton<RecomputePlan>();
        builder.Services.AddSingleton<DirtyRows>();
        builder.Services.AddSingleton<Memberships>();
        builder.Services.AddSingleton<IPersonalData, DetailsPersonalData>();
        return builder;
    }
}
