using ClientBase.Domain.Identity;
using ClientBase.Domain.Loyalty;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts.Loyalty;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Loyalty.Points;

/// <summary>Points that were given or taken.</summary>
/// <param name="Id">Of the entry.</param>
/// <param name="Points">What there is now.</param>
public sealed record PointsGivenView(string Id, decimal Points);

/// <summary>The points of a person, and what they follow from.</summary>
/// <param name="Points">What there is to spend.</param>
/// <param name="Causes">All that gave or took some, the latest first; their sum less what has expired is the balance.</param>
public sealed record PointsView(decimal Points, IReadOnlyList<PointsCause> Causes);

/// <summary>Gives and takes points by hand, and tells what a person's points follow from.</summary>
public sealed class GivePoints(PointsStore store, ContactReader contacts, LoyaltyTerms terms)
{
    private const decimal MaxDelta = 1_000_000_000m;
    private const int MaxReason = 1000;

    /// <summary>201, also for a repeat with the same <c>Idempotency-Key</c>; 409 when more is taken than there is.</summary>
    [Function(nameof(GivePoints))]
    [Takes<PointsBody>(Example = """{"delta":100,"reason":"A gift"}""")]
    [AsksIdempotencyKey]
    [Answers<PointsGivenView>(201)]
    [Refuses(409, "More than there are would be taken.")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "contacts/{id}/points")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var (body, problem) = await BodyFields.ReadAsync(request, cancellationToken);
        if (body is null)
        {
            return problem!;
        }

        var delta = body.RequiredNumber("delta", -MaxDelta, MaxDelta) ?? 0;
        if (delta == 0 || delta != Math.Round(delta, PointsLedger.Places))
        {
            body.Refuse("delta", "a number other than 0, of at most two decimal places");
        }

        var reason = body.Text("reason", MaxReason);
        if (!body.AreRight(out problem))
        {
            return problem;
        }

        if (await terms.GetAsync(cancellationToken) is null)
        {
            return Problems.Conflict("There is no loyalty program yet: PUT /api/loyalty first.");
        }

        var entryId = request.Headers[AsksIdempotencyKeyAttribute.Header].ToString() is { Length: > 0 } key
            ? CaptureId.Of("points", id, key, body.Raw)
            : CaptureId.New();
        var given = ContactId.IsValid(id)
            ? await store.AddAsync(id, entryId, delta, reason, Caller.Of(request)?.Name, cancellationToken)
            : null;
        return given switch
        {
            null => Unknown(id),
            { IsShort: true } => Problems.Conflict(
                "There are not so many points.", new Dictionary<string, object?> { ["points"] = given.Points }),
            _ => Results.Json(new PointsGivenView(entryId, given.Points), statusCode: StatusCodes.Status201Created),
        };
    }

    /// <summary>The points of a contact and all that gave or took some, the latest first.</summary>
    [Function("GetPoints")]
    [Answers<PointsView>]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "contacts/{id}/points")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        await contacts.GetAsync(id, cancellationToken) is { } card
            ? Results.Json(new PointsView(
                card.Loyalty?.Points ?? 0, [.. PointsLedger.CausesOf(card.Contact, card.Account).Reverse()]))
            : Unknown(id);

    private static IResult Unknown(string id) => Problems.NotFound($"There is no contact '{id}'.");
}
