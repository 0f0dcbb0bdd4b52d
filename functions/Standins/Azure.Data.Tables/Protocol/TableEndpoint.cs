namespace Azure.Data.Tables.Protocol;

/// <summary>An account's address: <c>https://account.table.core.windows.net</c> or <c>http://127.0.0.1:10002/account</c>.</summary>
internal sealed class TableEndpoint
{
    private TableEndpoint(Uri account, string accountName, string? tableName, string? sas)
    {
        Uri = account;
        BasePath = account.AbsolutePath.TrimEnd('/');
        AccountName = accountName;
        TableName = tableName;
        Sas = sas;
    }

    /// <summary>The account's address without table and query.</summary>
    public Uri Uri { get; }

    public string BasePath { get; }

    public string AccountName { get; }

    /// <summary>The table, when the address named one.</summary>
    public string? TableName { get; }

    /// <summary>The shared access signature, when the address carried one.</summary>
    public string? Sas { get; }

    public static TableEndpoint Parse(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        var segments = uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);

        // Emulators put the account first in the path, because an address has no subdomain to hold it.
        var isPathStyle = uri.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 || uri.IsLoopback;
        var account = isPathStyle ? segments.ElementAtOrDefault(0) : uri.Host.Split('.')[0];
        var table = segments.ElementAtOrDefault(isPathStyle ? 1 : 0);
        var root = new UriBuilder(uri) { Path = isPathStyle ? account : "", Query = "", Fragment = "" }.Uri;
        var query = uri.Query.TrimStart('?');
        return new TableEndpoint(root, account ?? "", table, query.Contains("sig=", StringComparison.Ordinal) ? query : null);
    }

    public Uri Table(string name) => new UriBuilder(Uri) { Path = $"{BasePath}/{name}" }.Uri;
}
