using ClientBase.Functions.Contacts.Privacy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Sending.Channels;

/// <summary>Registers the ways mails leave.</summary>
public static class ChannelsSetup
{
    /// <summary>Adds SendGrid when it has a key, else the local outbox.</summary>
    public static IHostApplicationBuilder AddChannels(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateDataAnnotations()
            .Validate<IOptions<SendGridOptions>>(
                (mail, sendGrid) =>
                    mail.From.Length > 0
                        || sendGrid.Value.ApiKey.Length == 0, "Set Mail__From: SendGrid__ApiKey is set, so mails will leave.")
            .ValidateOnStart();
        builder.Services.AddOptions<SendGridOptions>().BindConfiguration(SendGridOptions.Section).ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<OutboxStore>();
        builder.Services.AddSingleton<IPersonalData, OutboxPersonalData>();
        builder.Services.AddHttpClient(SendGridChannel.ClientName)
            .ConfigureHttpClient((services, client) =>
                client.Timeout = TimeSpan.FromSeconds(services.GetRequiredService<IOptions<SendGridOptions>>().Value.TimeoutSeconds))
            .RemoveAllLoggers();
        if (string.IsNullOrEmpty(builder.Configuration[$"{SendGridOptions.Section}:{nameof(SendGridOptions.ApiKey)}"]))
        {
            builder.Services.AddSingleton<IMailChannel, OutboxChannel>();
        }
        else
        {
            builder.Services.AddSingleton<IMailChannel, SendGridChannel>();
        }

        return builder;
    }
}
