using System.Globalization;
using System.Text;

namespace Azure.Data.Tables.Sas;

public class TableSasBuilder
{
    private const string Version = "2020-12-06";

    public TableSasBuilder(string tableName, TableSasPermissions permissions, DateTimeOffset expiresOn)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        TableName = tableName;
        ExpiresOn = expiresOn;
        SetPermissions(permissions);
    }

    public string TableName { get; set; }

    public string Permissions { get; private set; } = "";

    public DateTimeOffset StartsOn { get; set; }

    public DateTimeOffset ExpiresOn { get; set; }

    public string? PartitionKeyStart { get; set; }

    public string? PartitionKeyEnd { get; set; }

    public string? RowKeyStart { get; set; }

    public string? RowKeyEnd { get; set; }

    public void SetPermissions(TableSasPermissions permissions) => Permissions = string.Concat(
        permissions.HasFlag(TableSasPermissions.Read) ? "r" : "",
        permissions.HasFlag(TableSasPermissions.Add) ? "a" : "",
        permissions.HasFlag(TableSasPermissions.Update) ? "u" : "",
        permissions.HasFlag(TableSasPermissions.Delete) ? "d" : "");

    public string Sign(TableSharedKeyCredential sharedKeyCredential)
    {
        ArgumentNullException.ThrowIfNull(sharedKeyCredential);
        if (ExpiresOn == default || Permissions.Length == 0)
        {
            throw new InvalidOperationException("A shared access signature needs ExpiresOn and Permissions.");
        }

        var start = Format(StartsOn);
        var expiry = Format(ExpiresOn);

        // The order is the service's; the empty fields are policy identifier, IP range and protocol.
        var signature = sharedKeyCredential.Sign(string.Join(
            '\n',
            Permissions,
            start,
            expiry,
            $"/table/{sharedKeyCredential.AccountName}/{TableName.ToLowerInvariant()}",
            "",
            "",
            "",
            Version,
            PartitionKeyStart,
            RowKeyStart,
            PartitionKeyEnd,
            RowKeyEnd));

        var query = new StringBuilder();
        Append(query, "sv", Version);
        Append(query, "st", start);
        Append(query, "se", expiry);
        Append(query, "sp", Permissions);
        Append(query, "tn", TableName);
        Append(query, "spk", PartitionKeyStart);
        Append(query, "srk", RowKeyStart);
        Append(query, "epk", PartitionKeyEnd);
        Append(query, "erk", RowKeyEnd);
        Append(query, "sig", signature);
        return query.ToString();
    }

    private static string Format(DateTimeOffset time) =>
        time == default ? "" : time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static void Append(StringBuilder query, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            query.Append(query.Length == 0 ? "" : "&").Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }
    }
}
