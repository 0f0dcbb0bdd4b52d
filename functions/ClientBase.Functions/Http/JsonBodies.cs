using System.Text.Json;
using ClientBase.Domain.Tables;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Http;

/// <summary>JSON request bodies.</summary>
public static class JsonBodies
{
    /// <summary>Reads a JSON object of a known shape.</summary>
    /// <param name="request">The request.</param>
    /// <param name="maxBytes">How large the body may be.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <param name="whenEmpty">What no body stands for; null: one is needed.</param>
    /// <returns>The value, or the refusal to answer with.</returns>
    public static async Task<(T? Value, IResult? Problem)> ReadAsync<T>(
        HttpRequest request, int maxBytes, CancellationToken cancellationToken, T? whenEmpty = null)
        where T : class
    {
        if (Bodies.RefusePacked(request) is { } packed)
        {
            return (null, packed);
        }

        if (await Bodies.ReadAsync(request, maxBytes, cancellationToken) is not { } body)
        {
            return (null, Problems.TooLarge(maxBytes));
        }

        if (body.Length == 0 && whenEmpty is not null)
        {
            return (whenEmpty, null);
        }

        try
        {
            var text = Charsets.ToUtf8(body, request.GetTypedHeaders().ContentType?.Charset.Value);
            return JsonSerializer.Deserialize<T>(text.Span, JsonSerializerOptions.Web) is { } value
                ? (value, null)
                : (null, Problems.BadRequest("The body is a JSON object, not null."));
        }
        catch (JsonException broken)
        {
            return (null, Problems.BadRequest($"The body is not the JSON wanted here: {broken.Message}"));
        }
    }
}
