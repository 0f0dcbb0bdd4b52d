using System.Text.Json;

namespace Refit;

public class ValidationApiException : ApiException
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        // Upstream is strict about quoted numbers, which the web defaults are not.
        NumberHandling = default,
        Converters = { new ObjectToInferredTypesConverter() },
    };

    private ValidationApiException(ApiException exception, ProblemDetails? problem)
        : base(
            exception.RequestMessage,
            exception.HttpMethod,
            exception.Content,
            exception.StatusCode,
            exception.ReasonPhrase,
            exception.Headers,
            exception.RefitSettings) => Content = problem;

    public new ProblemDetails? Content { get; }

    public static ValidationApiException Create(ApiException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        if (!exception.HasContent)
        {
            throw new ArgumentException("The error has no body to read problem details from.", nameof(exception));
        }

        return new ValidationApiException(exception, JsonSerializer.Deserialize<ProblemDetails>(exception.Content, Json));
    }
}
