using ClientBase.Functions.Automations.Defining;
using ClientBase.Functions.Automations.Running;
using ClientBase.Functions.Automations.Trials;
using ClientBase.Functions.Segments.Defining;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClientBase.Functions.Automations;

/// <summary>Registers automations.</summary>
public static class AutomationsSetup
{
    public static IHostApplicationBuilder AddAutomations(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AutomationStore>();
        builder.Services.AddSingleton<ISegmentUser, AutomationSegments>();
        builder.Services.AddSingleton<PastParts>();
        builder.Services.AddSingleton<PastTrial>();
        return builder.AddRuns();
    }
}
