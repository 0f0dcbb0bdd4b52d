using System.Text.Json;
using SendGrid.Helpers.Errors.Model;

namespace SendGrid.Helpers.Errors;

public class ErrorHandler
{
    public static async Task ThrowException(HttpResponseMessage message)
    {
        var status = (int)message.StatusCode;
        var text = JsonSerializer.Serialize(await DescribeAsync(message));
        throw status switch
        {
            400 => new BadRequestException(text),
            401 => new UnauthorizedException(text),
            403 => new ForbiddenException(text),
            404 => new NotFoundException(text),
            405 => new MethodNotAllowedException(text),
            413 => new PayloadTooLargeException(text),
            415 => new UnsupportedMediaTypeException(text),
            429 => new TooManyRequestsException(text),
            500 => new ServerUnavailableException(text),
            503 => new ServiceNotAvailableException(text),
            > 500 => new SendGridInternalException(text),
            > 400 => new RequestErrorException(text),
            _ => new BadRequestException(text),
        };
    }

    private static async Task<SendGridErrorResponse> DescribeAsync(HttpResponseMessage message)
    {
        var error = new SendGridErrorResponse
        {
            ErrorHttpStatusCode = (int)message.StatusCode,
            ErrorReasonPhrase = message.ReasonPhrase,
        };
        try
        {
            using var body = JsonDocument.Parse(await message.Content.ReadAsStringAsync());
            Fill(error, body.RootElement);
        }
        catch (JsonException)
        {
            // A proxy's HTML page explains nothing: status and reason are what is known.
        }

        return error;
    }

    private static void Fill(SendGridErrorResponse error, JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        if (body.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array && errors.GetArrayLength() > 0)
        {
            error.SendGridErrorMessage = Text(errors[0], "message");
            error.FieldWithError = Text(errors[0], "field");
            error.HelpLink = Text(errors[0], "help");
            return;
        }

        error.SendGridErrorMessage = Text(body, "error");
    }

    private static string Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value.ToString()
            : null;
}
