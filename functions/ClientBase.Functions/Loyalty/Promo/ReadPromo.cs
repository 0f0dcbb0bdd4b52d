using System.Globalization;
using ClientBase.Domain.Loyalty;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Loyalty.Promo;

/// <summary>A promo code.</summary>
/// <param name="Code">In capitals.</param>
/// <param name="State"><c>active</c>, <c>redeemed</c> or <c>expired</c>.</param>
/// <param name="RedeemedBy">The contact whose order redeemed it first; null: none.</param>
/// <param name="Order">Id of that order in its shop; null: none.</param>
/// <param name="Shop">The shop.</param>
/// <param name="Uses">How many orders have redeemed it; without a limit how many ever carried it.</param>
/// <param name="Limit">How many may; null: any number.</param>
/// <param name="Percent">Discount in per cent.</param>
/// <param name="Amount">Discount as a sum.</param>
/// <param name="Currency">Of its sums.</param>
/// <param name="MinTotal">What an order has to come to at least.</param>
/// <param name="ExpiresAt">Until when it can be used.</param>
/// <param name="Contact">Whose alone it is; null: anybody's.</param>
/// <param name="Source">Where it came from: <c>api</c>, <c>form:{id}</c>, <c>referral</c>.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record PromoView(
    string Code,
    string State,
    string? RedeemedBy,
    string? Order,
    string? Shop,
    int Uses,
    int? Limit,
    decimal? Percent,
    decimal? Amount,
    string? Currency,
    decimal? MinTotal,
    DateTimeOffset? ExpiresAt,
    string? Contact,
    string Source,
    DateTimeOffset CreatedAt)
{
    internal static PromoView Of(PromoReading read, DateTimeOffset now)
    {
        var (promo, first) = (read.Promo, read.By.Count > 0 ? read.By[0] : null);
        var order = first?.Key.Split(':', 2);
        return new PromoView(
            promo.Code, promo.StateAt(read.Uses, now), first?.Contact, order?[^1], order?[0], read.Uses, promo.Limit, promo.Percent,
            promo.Amount, promo.Currency, promo.MinTotal, promo.ExpiresAt, promo.Contact, promo.Source, promo.CreatedAt);
    }
}

/// <summary>What a shop's checkout is told of a code.</summary>
/// <param name="Valid">Whether it can be used.</param>
/// <param name="Reason">
/// Why not: <c>unknown</c>, <c>used</c>, <c>expired</c>, <c>not-yours</c>, <c>min-total</c>; null when it can.
/// </param>
/// <param name="Percent">Discount in per cent.</param>
/// <param name="Amount">Discount as a sum.</param>
/// <param name="Currency">Of its sums.</param>
/// <param name="Discount">What it takes off the total asked about; null without one.</param>
/// <param name="MinTotal">What an order has to come to at least.</param>
/// <param name="ExpiresAt">Until when it can be used.</param>
public sealed record PromoCheck(
    bool Valid,
    string? Reason,
    decimal? Percent = null,
    decimal? Amount = null,
    string? Currency = null,
    decimal? Discount = null,
    decimal? MinTotal = null,
    DateTimeOffset? ExpiresAt = null);

/// <summary>Tells what became of a promo code, and whether it can be used.</summary>
public sealed class ReadPromo(PromoReader promos, ContactReader contacts, TimeProvider clock)
{
    private const decimal MaxTotal = 1_000_000_000_000m;

    /// <summary>A code; 404 when it was never given out.</summary>
    [Function("GetPromo")]
    [Answers<PromoView>]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "promo/{code}")] HttpRequest request,
        string code,
        CancellationToken cancellationToken) =>
        PromoText.Normal(code) is { } normal && await promos.ReadAsync(normal, cancellationToken) is { } read
            ? Results.Json(PromoView.Of(read, clock.GetUtcNow()))
            : Problems.NotFound("There is no such promo code.");

    /// <summary>Whether a code can be used for an order of <c>?total=</c> by <c>?contact=</c>; the answer says why not.</summary>
    [Function("CheckPromo")]
    [Asks("total", "Of which order total.", Type = typeof(decimal))]
    [Asks("contact", "Whose order it is.")]
    [Answers<PromoCheck>]
    public async Task<IResult> CheckAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "promo/{code}/check")] HttpRequest request,
        string code,
        CancellationToken cancellationToken)
    {
        decimal? total = null;
        if (request.Query["total"].ToString() is { Length: > 0 } asked)
        {
            if (!decimal.TryParse(asked, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var sum) || sum > MaxTotal)
            {
                const string Why = "a sum such as 1990.50";
                return Problems.BadRequest($"'total' is {Why}.", new Dictionary<string, string[]> { ["total"] = [Why] });
            }

            total = sum;
        }

        if (PromoText.Normal(code) is not { } normal || await promos.GlanceAsync(normal, cancellationToken) is not { } read)
        {
            return Results.Json(new PromoCheck(false, "unknown"));
        }

        var promo = read.Promo;
        var isTheirs = !promo.IsPersonal || await IsTheirsAsync(promo, request.Query["contact"].ToString(), cancellationToken);
        var why = promo.WhyNot(read.Uses, total, isTheirs, clock.GetUtcNow());
        return Results.Json(new PromoCheck(
            why is null, why, promo.Percent, promo.Amount, promo.Currency,
            why is null && total is { } known ? promo.DiscountOn(known) : null, promo.MinTotal, promo.ExpiresAt));
    }

    // Either may have become part of another contact.
    private async Task<bool> IsTheirsAsync(PromoCode promo, string asked, CancellationToken cancellationToken) =>
        promo.Contact is not null
        && await contacts.FindAsync(asked, cancellationToken) is { } customer
        && await contacts.FindAsync(promo.Contact, cancellationToken) is { } owner
        && customer.Id == owner.Id;
}
