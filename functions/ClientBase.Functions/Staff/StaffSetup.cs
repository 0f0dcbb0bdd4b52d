using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClientBase.Functions.Staff;

/// <summary>Registers who works here, what they may, and the audit.</summary>
public static class StaffSetup
{
    public static IHostApplicationBuilder AddStaff(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<StaffOptions>()
            .Configure<IConfiguration>((options, configuration) => options.Read(configuration.GetSection(StaffOptions.Section)))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<StaffKeys>();
        builder.Services.AddSingleton<StaffRules>();
        builder.Services.AddSingleton<StaffPass>();
        builder.Services.AddSingleton<DailyReads>();
        builder.Services.AddSingleton<AuditStore>();
        return builder;
    }
}
