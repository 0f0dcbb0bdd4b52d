using ClientBase.Functions.Sending.Channels;
using ClientBase.Functions.Sending.Consents;
using ClientBase.Functions.Sending.Events;
using ClientBase.Functions.Sending.Flight;
using ClientBase.Functions.Sending.Ledger;
using ClientBase.Functions.Sending.Links;
using ClientBase.Functions.Sending.Preferences;
using ClientBase.Functions.Sending.Templates;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClientBase.Functions.Sending;

/// <summary>Registers what every sender needs: the ledger, templates, channels and the links in mails.</summary>
public static class SendingSetup
{
    public static IHostApplicationBuilder AddSending(this IHostApplicationBuilder builder)
    {
        builder.Services.AddMemoryCache();
        builder.Services.AddSingleton<LedgerStore>();
        builder.Services.AddSingleton<LedgerEvents>();
        builder.Services.AddSingleton<MailTemplates>();
        builder.Services.AddSingleton<MailEventStore>();
        builder.Services.AddSingleton<Suppressions>();
        builder.Services.AddSingleton<PersonCaptures>();
        builder.Services.AddSingleton<Withdrawals>();
        builder.Services.AddSingleton<PublicPage>();
        builder.Services.AddSingleton<OptIns>();
        builder.Services.AddSingleton<ConfirmationMail>();
        builder.Services.AddOptions<TopicsOptions>().BindConfiguration(TopicsOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<MailTimeline>();
        builder.Services.AddSingleton<SentMarks>();
        builder.Services.AddSingleton<FlightSlots>();
        builder.Services.AddSingleton<AnswerDeadline>();
        builder.Services.AddSingleton<SendRate>();
        return builder.AddLinks().AddChannels();
    }
}
