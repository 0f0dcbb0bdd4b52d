using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClientBase.Functions.Privacy;

/// <summary>Registers what the links in mails need.</summary>
public static class PrivacySetup
{
    /// <summary>Adds the feature.</summary>
    public static IHostApplicationBuilder AddPrivacy(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<TokenOptions>().BindConfiguration(TokenOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<TokenKey>();
        builder.Services.AddSingleton<MailLinkMaker>();
        return builder;
    }
}
