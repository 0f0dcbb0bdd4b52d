using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Operations.Replay;
using Microsoft.Extensions.DependencyInjection;
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
        return builder;
    }
}
