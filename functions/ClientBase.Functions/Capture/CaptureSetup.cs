using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClientBase.Functions.Capture;

/// <summary>Registers what every intake puts its captures in.</summary>
public static class CaptureSetup
{
    public static IHostApplicationBuilder AddCapture(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<CaptureOptions>().BindConfiguration(CaptureOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<ShopNames>();
        builder.Services.AddSingleton<CaptureStore>();
        builder.Services.AddSingleton<ErasureRequests>();
        return builder;
    }
}
