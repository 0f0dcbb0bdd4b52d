using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Contacts.Privacy.Records;
using ClientBase.Functions.Http;
using ClientBase.Functions.Sending.Channels.Outbox;
using ClientBase.Functions.Sending.Channels.Smtp;
using ClientBase.Functions.Sending.Channels.Telegram;
using ClientBase.Functions.Sending.Channels.Twilio;
using ClientBase.Functions.Sending.Channels.Webhook;
using ClientBase.Functions.Sending.Channels.WebPush;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Sending.Channels;

/// <summary>Registers the ways mails leave.</summary>
public static class ChannelsSetup
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Adds all channels; mail goes by SendGrid when it has a key, else by SMTP when a server is set.</summary>
    public static IHostApplicationBuilder AddChannels(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<MailOptions>().Configure<IConfiguration>(OnOwnHost)
            .BindConfiguration(MailOptions.Section).ValidateDataAnnotations()
            .Validate<IOptions<SendGridOptions>>(
                (mail, sendGrid) =>
                    mail.From.Length > 0
                        || sendGrid.Value.ApiKey.Length == 0, "Set Mail__From: SendGrid__ApiKey is set, so mails will leave.")
            .Validate<IOptions<SmtpOptions>>(
                (mail, smtp) => mail.From.Length > 0 || smtp.Value.Host.Length == 0,
                "Set Mail__From: Smtp__Host is set, so mails will leave.")
            .ValidateOnStart();
        builder.Services.AddOptions<SendGridOptions>().BindConfiguration(SendGridOptions.Section).ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<OutboxStore>();
        builder.Services.AddSingleton<IPersonalData, OutboxPersonalData>();
        builder.Services.AddHttpClient(SendGridChannel.ClientName)
            .ConfigureHttpClient((services, client) =>
                client.Timeout = TimeSpan.FromSeconds(services.GetRequiredService<IOptions<SendGridOptions>>().Value.TimeoutSeconds))
            .RemoveAllLoggers();
        AddMail(builder);
        builder.AddChannel<TwilioOptions, TwilioChannel>(TwilioOptions.Section, TwilioChannel.ClientName);
        builder.AddChannel<TelegramOptions, TelegramChannel>(TelegramOptions.Section, TelegramChannel.ClientName);
        builder.AddChannel<WebPushOptions, WebPushChannel>(WebPushOptions.Section, WebPushChannel.ClientName)
            .ConfigurePrimaryHttpMessageHandler(PublicOnly); // Whoever subscribes says where to.
        builder.AddChannel<WebhooksOptions, WebhookChannel>(WebhooksOptions.Section, WebhookChannel.ClientName)
            .ConfigurePrimaryHttpMessageHandler(PublicOnly);
        builder.Services.AddSingleton<WebhookChannel>();
        builder.Services.AddSingleton<OutboxChannel>();
        builder.Services.AddSingleton<ChannelSet>();
        builder.Services.AddSingleton<IHealthNotes>(services => services.GetRequiredService<ChannelSet>());
        builder.Services.AddSingleton<IMailChannel>(services => services.GetRequiredService<ChannelSet>().Of("email"));
        builder.Services.AddSingleton<MessageSender>();
        builder.Services.AddSingleton<IDataRecipients, ChannelRecipients>();
        return builder;
    }

    private static SocketsHttpHandler PublicOnly(IServiceProvider services) =>
        PublicAddresses.Handler(services.GetRequiredService<IOptions<WebhooksOptions>>().Value.AllowPrivate);

    private static void AddMail(IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<SmtpOptions>().BindConfiguration(SmtpOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        if (!Secrets.IsSet(builder.Configuration["SendGrid:ApiKey"]) && !string.IsNullOrEmpty(builder.Configuration["Smtp:Host"]))
        {
            builder.Services.AddSingleton<INamedChannel, SmtpChannel>();
        }
        else
        {
            builder.Services.AddSingleton<INamedChannel, SendGridChannel>();
        }
    }

    private static IHttpClientBuilder AddChannel<TOptions, TChannel>(this IHostApplicationBuilder builder, string section, string client)
        where TOptions : class
        where TChannel : class, INamedChannel
    {
        builder.Services.AddOptions<TOptions>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<INamedChannel, TChannel>();
        return builder.Services.AddHttpClient(client)
            .ConfigureHttpClient(http => http.Timeout = AnswerTimeout)
            .RemoveAllLoggers(); // Addresses and bodies are personal.
    }

    // The host says where it answers: in the cloud the app's own name, on one's own machine address and port.
    private static void OnOwnHost(MailOptions mail, IConfiguration configuration)
    {
        if (configuration["WEBSITE_HOSTNAME"] is { Length: > 0 } host)
        {
            mail.PublicBaseUrl = host.Contains(':') ? $"http://{host}" : $"https://{host}";
        }
    }
}
