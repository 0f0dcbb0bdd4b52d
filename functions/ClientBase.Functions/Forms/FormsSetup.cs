using ClientBase.Functions.Forms.Builders;
using ClientBase.Functions.Forms.Defining;
using ClientBase.Functions.Forms.Guarding;
using ClientBase.Functions.Forms.Receiving;
using ClientBase.Functions.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClientBase.Functions.Forms;

/// <summary>Registers the definition of forms, their pages, and the taking of posts.</summary>
public static class FormsSetup
{
    public static IHostApplicationBuilder AddForms(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<FormOptions>().BindConfiguration(FormOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddMemoryCache();
        builder.AddSigningKey();
        builder.Services.AddSingleton<FormStore>();
        builder.Services.AddSingleton<FormWindows>();
        builder.Services.AddSingleton<FormRateLimit>();
        builder.Services.AddSingleton<FormPasses>();
        builder.Services.AddSingleton<ProofOfWork>();
        builder.Services.AddSingleton<FormBonusGiver>();
        builder.Services.AddSingleton<FormVisitors>();
        builder.Services.AddSingleton<FormIntake>();
        builder.Services.AddSingleton<FormSecrets>();
        builder.Services.AddSingleton<BuilderIntake>();
        return builder;
    }
}
