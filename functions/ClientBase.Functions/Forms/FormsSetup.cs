using ClientBase.Functions.Forms.Defining;
using ClientBase.Functions.Forms.Receiving;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClientBase.Functions.Forms;

/// <summary>Registers the definition of forms and the taking of posts.</summary>
public static class FormsSetup
{
    public static IHostApplicationBuilder AddForms(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<FormOptions>().BindConfiguration(FormOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddMemoryCache();
        builder.Services.AddSingleton<FormStore>();
        builder.Services.AddSingleton<FormRateLimit>();
        return builder;
    }
}
