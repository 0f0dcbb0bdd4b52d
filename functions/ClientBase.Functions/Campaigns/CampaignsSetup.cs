using ClientBase.Functions.Campaigns.Ledger;
using ClientBase.Functions.Campaigns.Sending;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClientBase.Functions.Campaigns;

/// <summary>Registers campaigns: their definition, planning and sending.</summary>
public static class CampaignsSetup
{
    /// <summary>Adds the feature, beside storage, contacts, segments, channels and privacy.</summary>
    public static IHostApplicationBuilder AddCampaigns(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<CampaignOptions>().BindConfiguration(CampaignOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddMemoryCache();
        builder.Services.AddSingleton<CampaignStore>();
        builder.Services.AddSingleton<LedgerStore>();
        builder.Services.AddSingleton<AudienceReader>();
        builder.Services.AddSingleton<CampaignPlanner>();
        builder.Services.AddSingleton<CampaignQueues>();
        builder.Services.AddSingleton<CampaignDispatcher>();
        builder.Services.AddSingleton<MailTemplates>();
        builder.Services.AddSingleton<MailComposer>();
        builder.Services.AddSingleton<MailTimeline>();
        builder.Services.AddSingleton<SendRate>();
        builder.Services.AddSingleton<FlightSlots>();
        builder.Services.AddSingleton<Patience>();
        builder.Services.AddSingleton<GroupSender>();
        return builder;
    }
}
