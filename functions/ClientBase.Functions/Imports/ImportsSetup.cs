using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Imports.Reading;
using ClientBase.Functions.Imports.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClientBase.Functions.Imports;

/// <summary>Registers the import of files.</summary>
public static class ImportsSetup
{
    public static IHostApplicationBuilder AddImports(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<ImportOptions>().BindConfiguration(ImportOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<ImportStore>();
        builder.Services.AddSingleton<ImportMapping>();
        builder.Services.AddSingleton<ImportChunk>();
        builder.Services.AddSingleton<ImportRun>();
        builder.Services.AddSingleton<ImportUndoing>();
        builder.Services.AddSingleton<IPersonalData, ImportPersonalData>();
        return builder;
    }
}
