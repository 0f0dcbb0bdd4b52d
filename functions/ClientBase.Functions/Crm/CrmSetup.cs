using ClientBase.Functions.Contacts.Merging;
using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Contacts.Retracting;
using ClientBase.Functions.Crm.CallLists;
using ClientBase.Functions.Crm.Deals;
using ClientBase.Functions.Crm.Digests;
using ClientBase.Functions.Crm.Items;
using ClientBase.Functions.Crm.Managers;
using ClientBase.Functions.Crm.Requests;
using ClientBase.Functions.Crm.Requests.Telegram;
using ClientBase.Functions.Crm.Tasks;
using ClientBase.Functions.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClientBase.Functions.Crm;

/// <summary>Registers the work with clients.</summary>
public static class CrmSetup
{
    public static IHostApplicationBuilder AddCrm(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<CrmOptions>().BindConfiguration(CrmOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<ManagersOptions>().BindConfiguration(ManagersOptions.Section).ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddOptions<TelegramOptions>().BindConfiguration(TelegramOptions.Section).ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<ClientMarks>();
        builder.Services.AddSingleton<TaskStore>();
        builder.Services.AddSingleton<ManagerStore>();
        builder.Services.AddSingleton<ClientsInSight>();
        builder.Services.AddSingleton<PotentialClients>();
        builder.Services.AddSingleton<FunnelStore>();
        builder.Services.AddSingleton<DealStore>();
        builder.Services.AddSingleton<IRegrouping>(services => services.GetRequiredService<DealStore>());
        builder.Services.AddSingleton<StageMoves>();
        builder.Services.AddSingleton<RequestStore>();
        builder.Services.AddSingleton<CallListStore>();
        builder.Services.AddSingleton<DigestStore>();
        builder.Services.AddSingleton<IPersonalData, CrmPersonalData>();
        builder.Services.AddSingleton<IAfterRestore, BareRestored>();
        builder.Services.AddSingleton<ITakenBack, TakenBackWork>();
        return builder;
    }
}
