using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Http;

/// <summary>Refusals as problem details (RFC 9457): each says what to mend.</summary>
public static class Problems
{
    /// <summary>400: the request cannot be understood or holds a wrong value.</summary>
    /// <param name="detail">What is wrong and how to mend it.</param>
    /// <param name="errors">Reasons by input field, or null.</param>
    public static IResult BadRequest(string detail, IReadOnlyDictionary<string, string[]>? errors = null) =>
        Of(StatusCodes.Status400BadRequest, "The request is not valid", detail, errors);

    /// <summary>400 with errors that say more than why.</summary>
    /// <param name="detail">What is wrong and how to mend it.</param>
    /// <param name="more">Further members of the answer.</param>
    public static IResult BadRequest(string detail, IReadOnlyDictionary<string, object?> more) => Results.Problem(
        detail: detail, statusCode: StatusCodes.Status400BadRequest, title: "The request is not valid", extensions: more);

    /// <summary>405: this cannot be done with it.</summary>
    public static IResult NotAllowed(string detail) => Of(StatusCodes.Status405MethodNotAllowed, "Method not allowed", detail);

    /// <summary>401: the caller did not prove who it is.</summary>
    public static IResult Unauthorized(string detail) => Of(StatusCodes.Status401Unauthorized, "Not authenticated", detail);

    /// <summary>403: known, but not allowed.</summary>
    public static IResult Forbidden(string detail) => Of(StatusCodes.Status403Forbidden, "Not allowed", detail);

    /// <summary>404: there is no such thing.</summary>
    public static IResult NotFound(string detail) => Of(StatusCodes.Status404NotFound, "Not found", detail);

    /// <summary>409: the thing is in a state that forbids this.</summary>
    public static IResult Conflict(string detail) => Of(StatusCodes.Status409Conflict, "Conflict", detail);

    /// <summary>409 with what the caller needs to do better.</summary>
    /// <param name="detail">What is in the way.</param>
    /// <param name="more">Further members of the answer.</param>
    public static IResult Conflict(string detail, IReadOnlyDictionary<string, object?> more) => Results.Problem(
        detail: detail, statusCode: StatusCodes.Status409Conflict, title: "Conflict", extensions: more);

    /// <summary>410: it was there, and is no longer.</summary>
    public static IResult Gone(string detail) => Of(StatusCodes.Status410Gone, "Gone", detail);

    /// <summary>413: over the size limit.</summary>
    /// <param name="limit">The limit in bytes.</param>
    public static IResult TooLarge(long limit) =>
        Of(StatusCodes.Status413PayloadTooLarge, "The body is too large", $"Send at most {limit} bytes.");

    /// <summary>415: a body of a kind that is not read here.</summary>
    public static IResult UnsupportedMedia(string detail) =>
        Of(StatusCodes.Status415UnsupportedMediaType, "Unsupported content type", detail);

    /// <summary>429: too often.</summary>
    public static IResult TooMany(string detail) => Of(StatusCodes.Status429TooManyRequests, "Too many requests", detail);

    /// <summary>A request that the server could not read: 400, 413 and their like.</summary>
    public static IResult NotReadable(int status, string detail) => Of(status, "The request cannot be read", detail);

    /// <summary>500: something nobody expected.</summary>
    /// <param name="id">By which the log is searched for it.</param>
    public static IResult Unexpected(string id) => Results.Problem(
        detail: "Something went wrong here, not with your request. Try again later; if it stays so, report the id: the log says more.",
        statusCode: StatusCodes.Status500InternalServerError,
        title: "Unexpected error",
        extensions: new Dictionary<string, object?> { ["id"] = id });

    /// <summary>503: this instance stops, another one goes on.</summary>
    public static IResult Stopping() => Of(StatusCodes.Status503ServiceUnavailable, "Stopped in the middle", "Try again.");

    private static IResult Of(int status, string title, string detail, IReadOnlyDictionary<string, string[]>? errors = null) =>
        Results.Problem(
            detail: detail,
            statusCode: status,
            title: title,
            extensions: errors is null ? null : new Dictionary<string, object?> { ["errors"] = errors });
}
