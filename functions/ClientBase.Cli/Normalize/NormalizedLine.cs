using System.Text.Json;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Names;
using ClientBase.Domain.Contacts.Phones;

namespace ClientBase.Cli.Normalize;

/// <summary>The object <c>normalize</c> writes for one line: the members that every kind has, then its own.</summary>
internal static class NormalizedLine
{
    /// <summary>An e-mail address, with the flags <c>disposable</c>, <c>role</c> and <c>look-alike-letters</c>.</summary>
    public static void WriteEmail(Utf8JsonWriter json, string line, DisposableDomains? more)
    {
        var read = EmailReader.Read(line);
        var flags = new List<string>();
        if (read.Email is { } email)
        {
            AddIf(flags, EmailAdvice.IsDisposable(email, more), "disposable");
            AddIf(flags, EmailAdvice.IsRole(email), "role");
            AddIf(flags, EmailAdvice.HasLookAlikes(line), "look-alike-letters");
        }

        Write(json, line, read.Email?.Value, read.Reason, EmailAdvice.Suggest(line), flags);
    }

    /// <summary>A telephone number, with <c>extension</c> and <c>region</c>.</summary>
    public static void WritePhone(Utf8JsonWriter json, string line, string? country)
    {
        var read = PhoneReader.Read(line, country);
        Write(json, line, read.Phone?.Value, read.Reason, read.Suggestion, []);
        json.WriteString("extension", read.Extension);
        json.WriteString("region", read.Phone?.Region);
    }

    /// <summary>A person's name, with its parts and the sex that it shows; of a firm the name as typed, with none of these.</summary>
    public static void WriteName(Utf8JsonWriter json, string line)
    {
        var (name, reason, flags, company) = NameReader.Read(line);
        Write(json, line, reason is null ? company ?? name.Full : null, reason, null, flags);
        json.WriteString("first", name.First);
        json.WriteString("last", name.Last);
        json.WriteString("patronymic", name.Patronymic);
        json.WriteString("sex", name.Sex is Sex.Unknown ? null : name.Sex.ToString().ToLowerInvariant());
    }

    private static void Write(
        Utf8JsonWriter json, string input, string? value, string? reason, string? suggestion, IReadOnlyList<string> flags)
    {
        json.WriteString("input", input);
        json.WriteBoolean("valid", value is not null);
        json.WriteString("value", value);
        json.WriteString("reason", reason);
        json.WriteString("suggestion", suggestion);
        json.WriteStartArray("flags");
        foreach (var flag in flags)
        {
            json.WriteStringValue(flag);
        }

        json.WriteEndArray();
    }

    private static void AddIf(List<string> flags, bool holds, string flag)
    {
        if (holds)
        {
            flags.Add(flag);
        }
    }
}
