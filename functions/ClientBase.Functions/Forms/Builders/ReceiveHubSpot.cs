using System.Globalization;
using System.Text.Json;
using ClientBase.Domain.Tables;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Forms.Bodies;
using ClientBase.Functions.Forms.Defining;
using ClientBase.Functions.Forms.Guarding;
using ClientBase.Functions.Forms.Pages;
using ClientBase.Functions.Forms.Receiving;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Forms.Builders;

/// <summary>Takes forms in the shape that HubSpot's form API takes, so that a page made for it can post here.</summary>
/// <remarks>Such pages post from the visitor's browser: allowed origins and the rate are those of the form.</remarks>
public sealed class ReceiveHubSpot(
    BuilderIntake builders, FormStore forms, FormRateLimit rate, IOptions<FormOptions> options, TimeProvider clock)
{
    /// <summary>Runs for each submission.</summary>
    [Function(nameof(ReceiveHubSpot))]
    [Takes<JsonElement>]
    [AsksIdempotencyKey]
    [Answers(200, "text/plain")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", "options", Route = "forms/{formId}/hubspot")] HttpRequest request,
        string formId,
        CancellationToken cancellationToken)
    {
        if (await forms.GetAsync(formId, cancellationToken) is { } form)
        {
            if (!Cors.Allow(request, form.AllowedOrigins))
            {
                return FormAnswers.Forbidden(request);
            }

            if (HttpMethods.IsOptions(request.Method))
            {
                return Results.NoContent();
            }

            if (!await rate.AllowsAsync(formId, Client.NetworkOf(request), cancellationToken))
            {
                return FormAnswers.TooMany(request, options.Value.RatePerMinute, clock.GetUtcNow());
            }
        }

        return await builders.TakeAsync(request, formId, (_, body) => Read(request, formId, body), cancellationToken);
    }

    private static BuilderPost Read(HttpRequest request, string formId, byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(Charsets.ToUtf8(body));
            var key = request.Headers[AsksIdempotencyKeyAttribute.Header].ToString();
            return Read(json.RootElement, formId, Client.AddressOf(request), key);
        }
        catch (JsonException broken)
        {
            throw new UnreadableBodyException(
                400, $"The body is not valid JSON: line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}.");
        }
        catch (InvalidOperationException)
        {
            throw new UnreadableBodyException(400, "The body is not a HubSpot form: a member is of another kind.");
        }
    }

    private static BuilderPost Read(JsonElement json, string formId, string address, string key)
    {
        if (Member(json, "fields") is not { ValueKind: JsonValueKind.Array } list)
        {
            throw new UnreadableBodyException(400, """The body is {"fields":[{"name","value"}],"context":{},"legalConsentOptions":{}}.""");
        }

        var fields = list.EnumerateArray()
            .Select(field => (Name: Member(field, "name"), Value: Member(field, "value")))
            .Where(field => field.Name is { ValueKind: JsonValueKind.String } && field.Value is not null)
            .Select(field => KeyValuePair.Create(NameOf(field.Name!.Value), JsonFields.TextOf(field.Value!.Value) ?? ""))
            .Concat(Consents(json))
            .ToList();
        foreach (var (name, ours) in new[] { ("pageUri", "page"), ("pageName", "pageName"), ("hutk", "hutk") })
        {
            if (Member(Member(json, "context"), name) is { ValueKind: JsonValueKind.String } value)
            {
                fields.Add(KeyValuePair.Create(ours, value.GetString()!));
            }
        }

        var submitted = Member(json, "submittedAt") is { } at ? JsonFields.TextOf(at) : null;
        var named = key.Length > 0 ? key : submitted;
        return new BuilderPost(
            fields,
            named is null ? CaptureId.New() : CaptureId.Of("form", formId, "hubspot", named, FormPost.Of(fields).Digest()))
        {
            At = TimeOf(submitted),
            Address = Member(Member(json, "context"), "ipAddress") is { ValueKind: JsonValueKind.String } told ? told.GetString() : address,
        };
    }

    // Only a yes is a statement: a box left empty comes as false, and nobody said no.
    private static IEnumerable<KeyValuePair<string, string>> Consents(JsonElement json)
    {
        var consent = Member(Member(json, "legalConsentOptions"), "consent");
        if (Member(consent, "consentToProcess") is { ValueKind: JsonValueKind.True })
        {
            yield return KeyValuePair.Create("consent_processing", "yes");
        }

        if (Member(consent, "communications") is { ValueKind: JsonValueKind.Array } communications
            && communications.EnumerateArray().Any(one => Member(one, "value") is { ValueKind: JsonValueKind.True }))
        {
            yield return KeyValuePair.Create("consent_marketing", "yes");
        }
    }

    // "0-1/email" is the e-mail of HubSpot's object 0-1, a contact.
    private static string NameOf(JsonElement name) => name.GetString()!.Split('/')[^1];

    private static DateTimeOffset? TimeOf(string? milliseconds) =>
        long.TryParse(milliseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < 253_402_300_800_000
            ? DateTimeOffset.FromUnixTimeMilliseconds(at)
            : null;

    private static JsonElement? Member(JsonElement? json, string name) =>
        json is { ValueKind: JsonValueKind.Object } members && members.TryGetProperty(name, out var value) ? value : null;
}
