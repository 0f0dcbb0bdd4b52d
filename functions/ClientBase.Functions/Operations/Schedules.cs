using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Hosting;

namespace ClientBase.Functions.Operations;

/// <summary>When timers run: settings <c>Schedule__{Function}</c>, six-field NCrontab in UTC.</summary>
public static class Schedules
{
    /// <summary>The schedules a fresh installation has. In the cloud the host reads them from app settings, so Bicep repeats them.</summary>
    public static IReadOnlyDictionary<string, string> Defaults { get; } = new Dictionary<string, string>
    {
        ["RecomputeSegments"] = "0 5 * * * *",
        ["DispatchCampaigns"] = "0 * * * * *",
    };

    /// <summary>Makes the defaults known beneath every other source of settings.</summary>
    public static IHostApplicationBuilder AddSchedules(this IHostApplicationBuilder builder)
    {
        var settings = Defaults.Select(schedule => KeyValuePair.Create($"Schedule:{schedule.Key}", (string?)schedule.Value));
        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(0, new MemoryConfigurationSource { InitialData = settings });
        return builder;
    }
}
