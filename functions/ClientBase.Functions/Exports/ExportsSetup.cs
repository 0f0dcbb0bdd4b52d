using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Exports.Running;
using ClientBase.Functions.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClientBase.Functions.Exports;

/// <summary>Registers exports.</summary>
public static class ExportsSetup
{
    public static IHostApplicationBuilder AddExports(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<ExportOptions>().BindConfiguration(ExportOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.AddSigningKey();
        builder.Services.AddSingleton<ExportStore>();
        builder.Services.AddSingleton<ExportLinks>();
        builder.Services.AddSingleton<ExportRun>();
        builder.Services.AddSingleton<ExportDelivery>();
        builder.Services.AddSingleton<IPersonalData, ExportPersonalData>();
        return builder;
    }
}
