using System.Net.Mail;
using ClientBase.Functions.Contacts.Privacy.Records;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Sending.Channels;

/// <summary>Providers that get addresses and messages, as far as they are configured.</summary>
public sealed class ChannelRecipients(IEnumerable<INamedChannel> channels, IOptions<MailOptions> mail) : IDataRecipients
{
    private static readonly Dictionary<string, TextView> What = new(StringComparer.Ordinal)
    {
        ["email"] = new("Адрес почты и письмо, чтобы доставить его", "E-mail address and mail, to deliver it"),
        ["sms"] = new("Телефон и текст, чтобы доставить сообщение", "Telephone and text, to deliver a message"),
        ["telegram"] = new("Номер чата и текст, чтобы доставить сообщение", "Id of the chat and text, to deliver a message"),
        ["push"] = new("Подписка браузера и зашифрованный текст", "Subscription of the browser and encrypted text"),
        ["webhook"] = new("Сообщение системе, чей адрес указан", "The message, to the system whose address is named"),
    };

    public string? Controller => MailAddress.TryCreate(mail.Value.From, out var from) ? $"{from.DisplayName} {from.Host}".Trim() : null;

    public IEnumerable<DataRecipient> Recipients => channels.Where(channel => channel.Missing is null).Select(channel =>
        new DataRecipient(channel.GetType().Name.Replace("Channel", "", StringComparison.Ordinal), What[channel.Name]));
}
