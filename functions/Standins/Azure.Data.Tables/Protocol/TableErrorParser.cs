using System.Globalization;
using System.Text.Json;
using Azure.Core;

namespace Azure.Data.Tables.Protocol;

/// <summary>Reads <c>{"odata.error":{"code":"...","message":{"value":"..."}}}</c>; the code may also be only in a header.</summary>
internal sealed class TableErrorParser : RequestFailedDetailsParser
{
    public static TableErrorParser Shared { get; } = new();

    public static RequestFailedException ToException(Response response) => new(response, innerException: null, Shared);

    public override bool TryParse(Response response, out ResponseError? error, out IDictionary<string, string>? data)
    {
        data = null;
        error = Parse(response);
        return error is not null;
    }

    /// <summary>The failed action of a transaction: the service begins its message with "index:".</summary>
    public static int? FailedIndex(Response response)
    {
        var message = Parse(response)?.Message;
        var colon = message?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        return colon > 0 && int.TryParse(message.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : null;
    }

    private static ResponseError? Parse(Response response)
    {
        response.Headers.TryGetValue("x-ms-error-code", out var code);
        string? message = null;
        try
        {
            using var body = JsonDocument.Parse(response.Content.ToMemory());
            if (body.RootElement.TryGetProperty("odata.error", out var details))
            {
                code ??= details.GetProperty("code").GetString();
                message = details.GetProperty("message").GetProperty("value").GetString();
            }
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // A proxy's page or an empty body: the status and the header say what there is to say.
        }

        return code is null ? null : new ResponseError(code, message);
    }
}
