namespace ClientBase.Domain.Contacts;

/// <summary>By what somebody is best reached.</summary>
public static class PreferredChannel
{
    private static readonly string[] Fields =
        ["preferredChannel", "channel", "custom.preferredChannel", "custom.preferred_channel", "custom.channel"];

    private static readonly Dictionary<string, string> BySpelling = new(StringComparer.OrdinalIgnoreCase)
    {
        ["email"] = "email",
        ["e-mail"] = "email",
        ["mail"] = "email",
        ["почта"] = "email",
        ["имейл"] = "email",
        ["sms"] = "sms",
        ["смс"] = "sms",
        ["telegram"] = "telegram",
        ["tg"] = "telegram",
        ["телеграм"] = "telegram",
        ["телеграмм"] = "telegram",
        ["push"] = "push",
        ["web push"] = "push",
        ["пуш"] = "push",
    };

    /// <summary>All channels, in the order in which one is taken of who said nothing.</summary>
    public static IReadOnlyList<string> All { get; } = ["email", "sms", "telegram", "push"];

    /// <summary>The channel somebody asked for; else the first they have an address for; null when there is none.</summary>
    public static string? Of(Contact contact) =>
        Fields.Select(contact.Field).OfType<string>()
            .Select(said => BySpelling.GetValueOrDefault(said.Trim())).OfType<string>().FirstOrDefault()
        ?? (contact.Emails.Count > 0 ? "email" : contact.Phones.Count > 0 ? "sms" : null);
}
