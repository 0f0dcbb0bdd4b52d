using System.Globalization;
using Azure.Core;

namespace Azure.Data.Tables.Protocol;

internal static class QueryRequest
{
    public static void Add(HttpMessage message, string? filter, int? top, string? select)
    {
        var uri = message.Request.Uri;
        if (!string.IsNullOrEmpty(filter))
        {
            uri.AppendQuery("$filter", Uri.EscapeDataString(filter), escapeValue: false);
        }

        if (top is { } count)
        {
            uri.AppendQuery("$top", count.ToString(CultureInfo.InvariantCulture), escapeValue: false);
        }

        if (select is not null)
        {
            uri.AppendQuery("$select", Uri.EscapeDataString(select), escapeValue: false);
        }
    }

    public static void AddIfPresent(HttpMessage message, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            message.Request.Uri.AppendQuery(name, Uri.EscapeDataString(value), escapeValue: false);
        }
    }
}
