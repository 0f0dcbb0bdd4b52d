using System.Security.Cryptography;
using System.Text;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Storage.Rows;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Crm.Items;

/// <summary>The answer to a POST that made something.</summary>
/// <param name="Id">What it is called from now on.</param>
public sealed record CreatedView(string Id)
{
    /// <summary>201, also for a repeat: it is the same thing.</summary>
    internal static IResult Answer(string id) => Results.Json(new CreatedView(id), statusCode: StatusCodes.Status201Created);
}

/// <summary>Ids of what is made by hand.</summary>
internal static class NewIds
{
    /// <summary>
    /// The id of something a request makes: with an <c>Idempotency-Key</c> the same for every repeat of the same content, else a new one.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="body">What it says.</param>
    /// <param name="contactId">The contact it is made for.</param>
    public static string Of(HttpRequest request, BodyFields body, string contactId) => ItemId.Of(
        contactId,
        request.Headers[AsksIdempotencyKeyAttribute.Header].ToString() is { Length: > 0 } key
            ? CaptureId.Of(request.Path, key, body.Raw)
            : CaptureId.New());

    /// <summary>The id of something that follows from something else, always the same.</summary>
    public static string Following(string contactId, params string[] cause) => ItemId.Of(
        contactId, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', cause))).AsSpan(0, 16)));
}
