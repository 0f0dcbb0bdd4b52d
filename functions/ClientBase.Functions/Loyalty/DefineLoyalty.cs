using ClientBase.Domain.Loyalty;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Loyalty;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Loyalty;

/// <summary>The loyalty program: its levels, what a purchase gives, what bringing a friend is worth.</summary>
public sealed class DefineLoyalty(LoyaltyTerms terms, RecomputeRequests recompute, TimeProvider clock)
{
    private const int MaxName = 100;
    private const int MaxTiers = 50;
    private const decimal MaxSum = 1_000_000_000_000m;
    private const decimal MaxPoints = 1_000_000_000m;

    /// <summary>The program; 404 as long as there is none.</summary>
    [Function("GetLoyalty")]
    [Answers<LoyaltyProgram>]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "loyalty")] HttpRequest request, CancellationToken cancellationToken) =>
        await terms.GetAsync(cancellationToken) is { } program
            ? Results.Json(program)
            : Problems.NotFound("There is no loyalty program yet: PUT one.");

    /// <summary>Defines it anew. What orders gave so far stays; orders that count from now on give what it says.</summary>
    [Function("PutLoyalty")]
    [Takes<LoyaltyBody>(
        Example = """{"currency":"RUB","tiers":[{"id":"silver","from":10000,"discount":5}],"pointsPer":0.05,"expiresAfter":"365d"}""")]
    [Answers<LoyaltyProgram>]
    public async Task<IResult> PutAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "loyalty")] HttpRequest request, CancellationToken cancellationToken)
    {
        var (body, problem) = await BodyFields.ReadAsync(request, cancellationToken);
        if (body is null)
        {
            return problem!;
        }

        var program = Read(body);
        foreach (var (field, why) in program.Check())
        {
            body.Refuse(field, why[0]);
        }

        if (!body.AreRight(out problem))
        {
            return problem;
        }

        if (program.Referral is { } referral)
        {
            var since = referral.Since ?? (await terms.GetAsync(cancellationToken))?.Referral?.Since ?? WholeSecond(clock.GetUtcNow());
            program = program with { Referral = referral with { Since = since } };
        }

        await terms.PutAsync(program, cancellationToken);
        await recompute.AskSoonAsync(cancellationToken); // Rules may ask for levels.
        return Results.Json(program);
    }

    // What is said in the same second comes after it: captures know milliseconds only.
    private static DateTimeOffset WholeSecond(DateTimeOffset at) => DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds());

    private static LoyaltyProgram Read(BodyFields body)
    {
        var tiers = body.Has("tiers") && !body.IsNull("tiers") ? body.Objects("tiers") ?? [] : [];
        if (tiers.Count > MaxTiers)
        {
            body.Refuse("tiers", $"at most {MaxTiers}");
        }

        return new LoyaltyProgram(
            body.Currency("currency", isRequired: true) ?? "",
            [.. tiers.Take(MaxTiers).Select((tier, at) => Tier(tier, at, body)).OrderBy(tier => tier.From)],
            body.Number("pointsPer", 0, MaxPoints) ?? 0,
            body.Text("expiresAfter", MaxName),
            Referral(body));
    }

    private static LoyaltyTier Tier(BodyFields tier, int at, BodyFields body)
    {
        var read = new LoyaltyTier(
            tier.Text("id", MaxName, isRequired: true) ?? "",
            tier.RequiredNumber("from", 0, MaxSum) ?? -1,
            tier.RequiredNumber("discount", 0, 100) ?? 0);
        body.RefuseAll($"tiers[{at}]", tier);
        return read;
    }

    private static ReferralTerms? Referral(BodyFields body)
    {
        if (body.Inner("referral") is not { } referral)
        {
            return null;
        }

        var friend = referral.Inner("friend");
        var terms = new ReferralTerms(
            referral.Number("inviter", 0, MaxPoints) ?? 0,
            friend is null ? null : new FriendGift(friend.RequiredNumber("percent", 0.01m, 100) ?? 0),
            referral.Time("since")); // Of a base that is filled from another: as it was there.
        if (friend is not null)
        {
            referral.RefuseAll("friend", friend);
        }

        body.RefuseAll("referral", referral);
        return terms;
    }
}
