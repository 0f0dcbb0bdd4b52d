using ClientBase.Functions.Contacts.Privacy;
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
        builder.Services.AddSingleton<ReplayMessages>();
        builder.Services.AddSingleton<ContactReplay>();
        builder.Services.AddOptions<CostOptions>().BindConfiguration(CostOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.TryAddSingleton<StorageUsage>();
        builder.Services.AddSingleton<UsageStore>();
        builder.Services.AddHostedService(services => services.GetRequiredService<UsageStore>());
        return builder;
    }
}
