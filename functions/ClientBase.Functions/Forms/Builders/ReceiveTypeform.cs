using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClientBase.Domain.Forms;
using ClientBase.Domain.Tables;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Forms.Bodies;
using ClientBase.Functions.Forms.Defining;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Forms.Builders;

/// <summary>Takes what people answered in a Typeform.</summary>
/// <see href="https://www.typeform.com/developers/webhooks/"/>
public sealed class ReceiveTypeform(BuilderIntake builders, FormSecrets secrets)
{
    private const string SignatureHeader = "Typeform-Signature";
    private const string Scheme = "sha256=";
    private const string Answered = "form_response";

    /// <summary>Runs for each response.</summary>
    [Function(nameof(ReceiveTypeform))]
    [Takes<JsonElement>]
    [AsksHeader(SignatureHeader, "Typeform's signature of the body.")]
    [Answers(200, "text/plain")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "forms/{formId}/typeform")] HttpRequest request,
        string formId,
        CancellationToken cancellationToken) =>
        builders.TakeAsync(
            request,
            formId,
            (form, body) =>
            {
                Verify(formId, request.Headers[SignatureHeader].ToString(), body);
                return Read(formId, form, body);
            },
            cancellationToken);

    private void Verify(string formId, string signature, byte[] body)
    {
        var why = secrets.Of(formId) is not { } secret ? $"no secret is configured, set Forms__{formId.Replace('-', '_')}__Secret"
            : !signature.StartsWith(Scheme, StringComparison.Ordinal) ? $"{SignatureHeader} is missing or not of the form sha256=..."
            : IsRight(secret, signature[Scheme.Length..], body) ? null
            : "it is of other bytes or made with another secret";
        if (why is not null)
        {
            throw new UnreadableBodyException(StatusCodes.Status401Unauthorized, $"The signature is not valid: {why}.");
        }
    }

    private static bool IsRight(string secret, string signature, byte[] body)
    {
        var wanted = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(wanted), Encoding.UTF8.GetBytes(signature));
    }

    private static BuilderPost? Read(string formId, FormDefinition form, byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(Charsets.ToUtf8(body));
            return Read(formId, form, json.RootElement);
        }
        catch (JsonException broken)
        {
            throw new UnreadableBodyException(
                400, $"The body is not valid JSON: line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}.");
        }
        catch (InvalidOperationException)
        {
            throw new UnreadableBodyException(400, "The body is not what Typeform sends: a member is of another kind.");
        }
    }

    private static BuilderPost? Read(string formId, FormDefinition form, JsonElement json)
    {
        if (Member(json, "event_type") is { ValueKind: JsonValueKind.String } type && type.GetString() != Answered)
        {
            return null; // Such as a response that was begun: nothing is answered yet.
        }

        if (Member(json, Answered) is not { ValueKind: JsonValueKind.Object } response)
        {
            throw new UnreadableBodyException(400, "The body has no form_response.");
        }

        var titles = TitlesOf(response);
        var fields = Objects(Member(response, "answers")).SelectMany(answer => FieldsOf(answer, titles, form))
            .Concat(Member(response, "hidden") is { ValueKind: JsonValueKind.Object } hidden ? JsonFields.Of(hidden) : [])
            .ToList();
        if (Member(Member(response, "calculated"), "score") is { ValueKind: JsonValueKind.Number } score)
        {
            fields.Add(KeyValuePair.Create("calculated_score", score.GetRawText()));
        }

        var delivery = Text(Member(json, "event_id")) ?? Text(Member(response, "token"));
        return new BuilderPost(
            fields,
            delivery is null ? CaptureId.New() : CaptureId.Of("form", formId, "typeform", delivery, FormPost.Of(fields).Digest()))
        {
            At = TimeOf(Text(Member(response, "submitted_at"))),
        };
    }

    // A question is known by the name its author gave it (ref), by its words, or by what kind of answer it takes.
    private static IEnumerable<KeyValuePair<string, string>> FieldsOf(
        JsonElement answer, Dictionary<string, string> titles, FormDefinition form)
    {
        var field = Member(answer, "field");
        var (reference, id, kind) = (Text(Member(field, "ref")) ?? "", Text(Member(field, "id")) ?? "", Text(Member(field, "type")) ?? "");
        var title = titles.GetValueOrDefault(id) ?? "";
        var type = Text(Member(answer, "type")) ?? "";
        var known = FieldNames.Guess(reference) ?? FieldNames.Guess(title) ?? kind switch
        {
            "email" => "email",
            "phone_number" => "phone",
            "rating" when form.Meaning.Id == "review" => KnownField.Rating,
            "opinion_scale" or "nps" when form.Meaning.Id is "nps" or "survey" => KnownField.Score,
            _ => null,
        };
        var name = known ?? (Guid.TryParse(reference, out _) && title.Length > 0 ? title : reference.Length > 0 ? reference : title);
        return ValuesOf(Member(answer, type)).Select(value => KeyValuePair.Create(name, value));
    }

    private static IEnumerable<string> ValuesOf(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.Object } choices when Member(choices, "labels") is { ValueKind: JsonValueKind.Array } labels =>
            [.. labels.EnumerateArray().Select(JsonFields.TextOf).OfType<string>(), .. Other(choices)],
        { ValueKind: JsonValueKind.Object } choice when Text(Member(choice, "label")) is { } label => [label],
        { ValueKind: JsonValueKind.Object } choice when Other(choice).Any() => Other(choice),
        { } plain when JsonFields.TextOf(plain) is { } text => [text],
        _ => [],
    };

    private static DateTimeOffset? TimeOf(string? written) =>
        DateTimeOffset.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    private static IEnumerable<string> Other(JsonElement choice) => Text(Member(choice, "other")) is { } other ? [other] : [];

    // Also of the questions inside a group.
    private static Dictionary<string, string> TitlesOf(JsonElement response)
    {
        var titles = new Dictionary<string, string>(StringComparer.Ordinal);
        var open = new Queue<JsonElement>(Objects(Member(Member(response, "definition"), "fields")));
        while (open.TryDequeue(out var field))
        {
            if (Text(Member(field, "id")) is { } id)
            {
                titles[id] = Text(Member(field, "title")) ?? "";
            }

            foreach (var inner in Objects(Member(Member(field, "properties"), "fields")))
            {
                open.Enqueue(inner);
            }
        }

        return titles;
    }

    private static IEnumerable<JsonElement> Objects(JsonElement? list) => list is { ValueKind: JsonValueKind.Array } array
        ? array.EnumerateArray().Where(element => element.ValueKind == JsonValueKind.Object)
        : [];

    private static JsonElement? Member(JsonElement? json, string name) =>
        json is { ValueKind: JsonValueKind.Object } members && members.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement? value) => value is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
