using ClientBase.Functions.Capture;
using ClientBase.Functions.Forms.Bodies;
using ClientBase.Functions.Forms.Defining;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Forms.Builders;

/// <summary>Takes leads and orders of a site made with Tilda.</summary>
/// <remarks>Tilda posts urlencoded or JSON and tries three times in all; <c>tranid</c> names the lead.</remarks>
public sealed class ReceiveTilda(BuilderIntake builders)
{
    private const string Lead = "tranid";
    private static readonly string[] NotSaid = [Lead, "formid", "formname", "COOKIES", "ma_id"];

    /// <summary>Runs for each lead, and for the test that Tilda sends when the address is set.</summary>
    [Function(nameof(ReceiveTilda))]
    [Takes("application/x-www-form-urlencoded")]
    [Answers(200, "text/plain")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "forms/{formId}/tilda")] HttpRequest request,
        string formId,
        CancellationToken cancellationToken) =>
        builders.TakeAsync(request, formId, (form, body) => Read(request, formId, form, body), cancellationToken);

    private static BuilderPost? Read(HttpRequest request, string formId, FormDefinition form, byte[] body)
    {
        var fields = FormBody.Fields(request.Headers.ContentType.ToString(), body).ToList();
        string? Value(string name) =>
            fields.FirstOrDefault(field => field.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
        if (Value("test") == "test")
        {
            return null;
        }

        var payment = TildaPayment.Of(fields);
        var said = fields
            .Where(field => !TildaPayment.IsPart(field.Key) && !NotSaid.Contains(field.Key))
            .Concat(PartsOf(fields))
            .ToList();
        var captureId = Value(Lead) is { Length: > 0 } lead
            ? CaptureId.Of("form", formId, "tilda", lead, FormPost.Of(fields.Where(field => field.Key != "COOKIES")).Digest())
            : CaptureId.New();
        return new BuilderPost(said, captureId)
        {
            More = capture =>
            {
                capture.Data("tilda", new Dictionary<string, object?>
                {
                    [Lead] = Value(Lead),
                    ["formid"] = Value("formid"),
                    ["formname"] = Value("formname"),
                });
                payment?.AddTo(capture, form.Shop ?? "tilda");
            },
        };
    }

    // Utm marks come in fields of their own, or in the cookie that Tilda sets.
    private static IEnumerable<KeyValuePair<string, string>> PartsOf(IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        var cookies = fields.FirstOrDefault(field => field.Key == "COOKIES").Value ?? "";
        var utm = cookies.Split(';').Select(cookie => cookie.Trim().Split('=', 2))
            .FirstOrDefault(cookie => cookie is ["TILDAUTM", _]);
        return utm is null
            ? []
            : Uri.UnescapeDataString(utm[1]).Split("|||")
                .Select(mark => mark.Split('=', 2))
                .Where(mark => mark is [{ Length: > 4 } name, { Length: > 0 }] && name.StartsWith("utm_", StringComparison.Ordinal)
                    && !fields.Any(field => field.Key == name))
                .Select(mark => KeyValuePair.Create(mark[0], mark[1]));
    }
}
