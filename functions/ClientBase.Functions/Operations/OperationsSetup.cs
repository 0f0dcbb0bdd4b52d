using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClientBase.Functions.Operations;

/// <summary>Registers what keeps the app running.</summary>
public static class OperationsSetup
{
    /// <summary>Adds the feature.</summary>
    public static IHostApplicationBuilder AddOperations(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<QueueStore>();
        return builder.AddSchedules();
    }
}
