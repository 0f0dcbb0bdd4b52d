using ClientBase.Functions.Campaigns.Audience;
using ClientBase.Functions.Campaigns.Reporting;
using ClientBase.Functions.Campaigns.Running;
using ClientBase.Functions.Segments.Defining;
using ClientBase.Functions.Sending.Flight;
using ClientBase.Functions.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Campaigns;

/// <summary>Registers campaigns: their definition, planning and sending.</summary>
public static class CampaignsSetup
{
    public static IHostApplicationBuilder AddCampaigns(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<CampaignOptions>().BindConfiguration(CampaignOptions.Section).ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<ISendingRules>(services => services.GetRequiredService<IOptions<CampaignOptions>>().Value);
        builder.Services.AddSingleton<CampaignStore>();
        builder.Services.AddSingleton<ISegmentUser, CampaignSegments>();
        builder.Services.AddSingleton<IAfterRestore, HoldRestored>();
        builder.Services.AddSingleton<AudienceReader>();
        builder.Services.AddSingleton<AudienceStore>();
        builder.Services.AddSingleton<CapReader>();
        builder.Services.AddSingleton<ReadingHours>();
        builder.Services.AddSingleton<CampaignFigures>();
        builder.Services.AddSingleton<OrderAttribution>();
        builder.Services.AddSingleton<WinnerFinder>();
        builder.Services.AddSingleton<CampaignPlanner>();
        builder.Services.AddSingleton<DryRun>();
        builder.Services.AddSingleton<CampaignQueues>();
        builder.Services.AddSingleton<CampaignDispatcher>();
        builder.Services.AddSingleton<MailComposer>();
        builder.Services.AddSingleton<GroupSender>();
        return builder;
    }
}
