namespace ClientBase.LocalHost.Http;

/// <summary>The largest body that the Functions host takes where nothing else is set, and what to do about a larger one.</summary>
internal static class BodyLimit
{
    public const long Bytes = 100 * 1024 * 1024;

    public static IResult Refusal { get; } = Results.Problem(
        title: "Body too large",
        detail: "The Functions host takes bodies of at most 100 MB. "
            + "Pack a file with gzip, as `clientbase import` does by itself, or split it.",
        statusCode: StatusCodes.Status413PayloadTooLarge);
}
