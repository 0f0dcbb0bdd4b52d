namespace ClientBase.Domain.Contacts;

/// <summary>Who people are in messengers: kept beside customer ids, each finds its person.</summary>
/// <remarks>No shop has such a name: theirs are letters and digits.</remarks>
public static class Messengers
{
    /// <summary>Stands where a customer id names its shop: the number Telegram knows an account by, for ever.</summary>
    public const string Telegram = "telegram-user";

    /// <summary>The name of an account of Telegram, in lower case. People change it: another name does not make another person.</summary>
    public const string TelegramName = "telegram-name";

    /// <summary>The field in which forms and the card have the name, as typed.</summary>
    public const string TelegramField = "telegram";

    private const int ShortestName = 4;
    private const int LongestName = 32;

    private static readonly string[] Addresses = ["https://", "http://", "t.me/", "telegram.me/", "@"];

    /// <summary>The name of an account as people write it: <c>@anna_p</c>, <c>t.me/anna_p</c>; null for what is none.</summary>
    public static string? TelegramNameOf(string? typed)
    {
        var name = typed?.Trim().ToLowerInvariant() ?? "";
        foreach (var start in Addresses)
        {
            name = name.StartsWith(start, StringComparison.Ordinal) ? name[start.Length..] : name;
        }

        name = name.TrimEnd('/');
        return name.Length is >= ShortestName and <= LongestName && char.IsAsciiLetter(name[0])
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? name : null;
    }
}
