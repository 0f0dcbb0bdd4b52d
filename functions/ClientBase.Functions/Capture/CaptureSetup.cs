using ClientBase.Functions.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClientBase.Functions.Capture;

/// <summary>Registers what forms need, and the filing of captures.</summary>
public static class CaptureSetup
{
    /// <summary>Adds the feature.</summary>
    public static IHostApplicationBuilder AddCapture(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<FormOptions>().BindConfiguration(FormOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddMemoryCache();
        builder.Services.AddSingleton<FormStore>();
        builder.Services.AddSingleton<FormRateLimit>();
        builder.Services.AddSingleton<CaptureStore>();
        builder.Services.AddSingleton<KeyedTurns>();
        return builder;
    }
}
