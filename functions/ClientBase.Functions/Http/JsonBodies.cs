using System.Text.Json;
using ClientBase.Domain.Tables;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Http;

/// <summary>JSON request bodies.</summary>
public static class JsonBodies
{
    /// <summary>Reads a JSON object of a known shape.</summary>
    /// <returns>The value, or the refusal to answer with.</returns>
    public static async Task<(T? Value, IResult? Problem)> ReadAsync<T>(
        HttpRequest request, int maxBytes, CancellationToken cancellationToken)
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
