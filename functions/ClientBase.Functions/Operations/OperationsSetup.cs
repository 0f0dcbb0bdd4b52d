using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Http;
using ClientBase.Functions.Operations.Backups;
using ClientBase.Functions.Operations.Costs;
using ClientBase.Functions.Operations.Replay;
using ClientBase.Functions.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace ClientBase.Functions.Operations;

/// <summary>Registers what keeps the app running.</summary>
public static class OperationsSetup
{
    public static IHostApplicationBuilder AddOperations(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<QueueStore>();
        builder.Services.AddSingleton<IPersonalData, PoisonedCaptures>();
        builder.Services.AddSingleton<IHealthNotes, UnresolvedSecrets>();
        builder.Services.AddSingleton<ReplayMessages>();
        builder.Services.AddSingleton<ContactReplay>();
        builder.Services.AddSingleton<BackupStore>();
        builder.Services.AddSingleton<BackupStages>();
        builder.Services.AddSingleton<BackupRuns>();
        builder.Services.AddSingleton<BackupAge>();
        builder.Services.AddSingleton<IHealthNotes>(services => services.GetRequiredService<BackupAge>());
        builder.Services.AddSingleton<ErasedSince>();
        builder.Services.AddSingleton<IPersonalData>(services => services.GetRequiredService<ErasedSince>());
        builder.Services.AddSingleton<FilingOfLate>();
        builder.Services.AddSingleton<RestoreStages>();
        builder.Services.AddSingleton<RestoreRuns>();
        builder.Services.AddOptions<CostOptions>().BindConfiguration(CostOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.TryAddSingleton<StorageUsage>();
        builder.Services.AddSingleton<UsageLog>();
        builder.Services.AddSingleton<UsageStore>();
        builder.Services.AddHostedService(services => services.GetRequiredService<UsageStore>());
        return builder;
    }
}
