using Azure.Data.Tables.Protocol;

namespace Azure.Data.Tables.Auth;

/// <summary>A storage connection string, as the portal and the emulators write it.</summary>
internal sealed record TableConnectionString(TableEndpoint Endpoint, TableSharedKeyCredential? Key, string? Sas)
{
    private const string EmulatorAccount = "devstoreaccount1";

    // Published by Microsoft for every emulator; it opens nothing else.
    private const string EmulatorKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    public static TableConnectionString Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var settings = Split(text);
        if (settings.TryGetValue("UseDevelopmentStorage", out var development)
            && development.Equals("true", StringComparison.OrdinalIgnoreCase))
        {
            var proxy = settings.GetValueOrDefault("DevelopmentStorageProxyUri") ?? "http://127.0.0.1";
            var emulator = new UriBuilder(proxy) { Port = 10002, Path = EmulatorAccount }.Uri;
            return new(TableEndpoint.Parse(emulator), new TableSharedKeyCredential(EmulatorAccount, EmulatorKey), null);
        }

        var account = settings.GetValueOrDefault("AccountName");
        var key = settings.GetValueOrDefault("AccountKey");
        var sas = settings.GetValueOrDefault("SharedAccessSignature")?.TrimStart('?');
        if (sas is null && (account is null || key is null))
        {
            throw new FormatException("The connection string has neither AccountName with AccountKey nor SharedAccessSignature; add one.");
        }

        return new(
            TableEndpoint.Parse(FindEndpoint(settings, account)),
            account is not null && key is not null ? new TableSharedKeyCredential(account, key) : null,
            sas);
    }

    private static Uri FindEndpoint(Dictionary<string, string> settings, string? account)
    {
        if (settings.TryGetValue("TableEndpoint", out var endpoint))
        {
            return new Uri(endpoint);
        }

        if (account is null)
        {
            throw new FormatException("The connection string has neither TableEndpoint nor AccountName; add one.");
        }

        var scheme = settings.GetValueOrDefault("DefaultEndpointsProtocol") ?? "https";
        var suffix = settings.GetValueOrDefault("EndpointSuffix") ?? "core.windows.net";
        return new Uri($"{scheme}://{account}.table.{suffix}");
    }

    private static Dictionary<string, string> Split(string text)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            if (at < 1)
            {
                // Not quoted: a part may be a key or a signature.
                throw new FormatException("The connection string is not a list of name=value pairs separated by ';'.");
            }

            settings[part[..at]] = part[(at + 1)..];
        }

        return settings;
    }
}
