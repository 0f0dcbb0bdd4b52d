using System.Text.Json;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Identity.Merging;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Contacts.Changing;

/// <summary>Changes a card by hand. The change is filed like anything else that is said of a person, so it is replayed with it.</summary>
public sealed class PatchContact(
    ContactFiling filing,
    ContactReader contacts,
    CardDetails details,
    RecomputeRequests recompute,
    IOptions<CaptureOptions> habits,
    TimeProvider clock)
{
    /// <summary>200 with the contact; 409 naming the contact that has an address given, where a rule forbids that they are one.</summary>
    [Function(nameof(PatchContact))]
    [Takes<IReadOnlyDictionary<string, JsonElement>>(Example = """{"city":"Казань","tags":["met"]}""")]
    [AsksIdempotencyKey]
    [Answers<ContactView>]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "patch", Route = "contacts/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var (body, problem) = await BodyFields.ReadAsync(request, cancellationToken);
        if (body is null)
        {
            return problem!;
        }

        var now = clock.GetUtcNow();
        var patch = new CardPatchReader(body, new CardHabit(habits.Value.Country, DateOnly.FromDateTime(now.UtcDateTime))).Read();
        if (!body.AreRight(out problem))
        {
            return problem;
        }

        var caller = Caller.Of(request);
        var captureId = request.Headers[AsksIdempotencyKeyAttribute.Header].ToString() is { Length: > 0 } key
            ? CaptureId.Of(request.Path, key, body.Raw)
            : CaptureId.New();
        var (filed, refusal) = await filing.FileAboutAsync(
            id,
            captureId,
            contact => patch.ToCapture(Begin(patch, captureId, contact, caller, now), contact, Client.AddressOf(request)),
            (capture, about, known, resolution) => Refuse(caller, capture, about, known, resolution),
            cancellationToken);
        if (filed is null)
        {
            return refusal ?? Problems.NotFound($"There is no contact '{id}'.");
        }

        await recompute.AskSoonAsync(cancellationToken);
        return await contacts.GetAsync(filed.ContactId!, cancellationToken) is { } card
            ? Results.Json(await details.AddAsync(ContactView.Of(card, now), card.Contact, cancellationToken))
            : Problems.NotFound($"There is no contact '{id}'.");
    }

    private static CaptureBuilder Begin(CardPatch patch, string captureId, Contact contact, Caller? caller, DateTimeOffset now)
    {
        // What is said now is said after all that is on the card, also within the same millisecond.
        var last = contact.Fields.Values.Concat(contact.Tags.Values).Select(value => value.Said.At)
            .Concat(contact.Consents.Values.Select(consent => consent.Said.At)).DefaultIfEmpty(now).Max();
        var at = last >= now ? last.AddMilliseconds(1) : now;
        return new CaptureBuilder(
            captureId, caller is null ? Origins.Api : Origins.OfStaff(caller.Name), patch.IsOfConsentsAlone ? "consent" : "card", at)
            .About(contact.Id)
            .Data("captureId", captureId)
            .Data("by", caller?.Name);
    }

    private static IResult? Refuse(Caller? caller, CapturedEvent capture, Contact about, KnownPeople known, Resolution resolution)
    {
        if (IdentityResolver.WhoseElse(capture, known, resolution) is { } other)
        {
            return Conflict(other.Id, MergeRules.WhyApart(about, other) ?? "They cannot be one person.");
        }

        return caller?.Role == StaffRole.Manager && resolution.Absorbed is [var absorbed, ..]
            ? Conflict(absorbed.Id == about.Id ? resolution.Contact.Id : absorbed.Id, "Your role does not allow to merge the two.")
            : null;
    }

    private static IResult Conflict(string otherId, string why) => Problems.Conflict(
        $"Contact '{otherId}' has this address or number. {why}", new Dictionary<string, object?> { ["contact"] = otherId });
}
