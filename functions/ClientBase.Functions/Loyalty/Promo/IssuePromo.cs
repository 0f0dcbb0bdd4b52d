using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Loyalty;
using ClientBase.Functions.Contacts.Loyalty;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Loyalty.Promo;

/// <summary>Codes that were made.</summary>
/// <param name="Codes">The codes.</param>
public sealed record PromoCodesView(IReadOnlyList<string> Codes);

/// <summary>Makes promo codes.</summary>
public sealed class IssuePromo(PromoStore promos, ContactReader contacts, LoyaltyTerms terms, SigningKey key, TimeProvider clock)
{
    private const int MaxCodes = 1000;
    private const int MaxLimit = 1000;
    private const int MaxPrefix = 20;
    private const decimal MaxSum = 1_000_000_000_000m;

    /// <summary>201 with the codes; with an <c>Idempotency-Key</c> a repeat answers the same ones.</summary>
    [Function(nameof(IssuePromo))]
    [Takes<PromoRequestBody>(Example = """{"prefix":"DOCS","count":2,"percent":10}""")]
    [AsksIdempotencyKey]
    [Answers<PromoCodesView>(201)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "promo")] HttpRequest request, CancellationToken cancellationToken)
    {
        var (body, problem) = await BodyFields.ReadAsync(request, cancellationToken);
        if (body is null)
        {
            return problem!;
        }

        var (count, prefix) = (body.Whole("count", 1, MaxCodes) ?? 1, Prefix(body));
        var promo = Read(body, (await terms.GetAsync(cancellationToken))?.Currency);
        if (!body.AreRight(out problem))
        {
            return problem;
        }

        if (promo.Contact is { } contactId)
        {
            if (await contacts.FindAsync(contactId, cancellationToken) is not { } contact)
            {
                return Problems.NotFound($"There is no contact '{contactId}'.");
            }

            promo = promo with { Contact = contact.Id };
        }

        var repeat = request.Headers[AsksIdempotencyKeyAttribute.Header].ToString();
        var seed = repeat.Length > 0 ? $"{repeat}\n{body.Raw}" : null;
        var codes = await Task.WhenAll(Enumerable.Range(0, count).Select(at => MakeAsync(promo, prefix, seed, at, cancellationToken)));
        return Results.Json(new PromoCodesView(codes), statusCode: StatusCodes.Status201Created);
    }

    private async Task<string> MakeAsync(PromoCode promo, string prefix, string? seed, int at, CancellationToken cancellationToken)
    {
        while (true)
        {
            var random = seed is null
                ? RandomNumberGenerator.GetBytes(16)
                : HMACSHA256.HashData(
                    await key.ForAsync("promo", cancellationToken),
                    Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{at}\n{seed}")));
            var code = PromoText.Of(prefix, random);
            if (await promos.AddAsync(promo with { Code = code }, cancellationToken) || seed is not null)
            {
                return code; // Of a repeat it is there already.
            }
        }
    }

    private PromoCode Read(BodyFields body, string? usualCurrency)
    {
        var (percent, amount) = (body.Number("percent", 0.01m, 100), body.Number("amount", 0.01m, MaxSum));
        if (percent is null == amount is null)
        {
            body.Refuse("percent", "give either percent or amount");
        }

        var expiresAt = body.Time("expiresAt");
        if (expiresAt <= clock.GetUtcNow())
        {
            body.Refuse("expiresAt", "is over already");
        }

        var contact = body.Text("contact", MaxPrefix * 2);
        if (contact is not null && !ContactId.IsValid(contact))
        {
            body.Refuse("contact", "the id of a contact");
        }

        var limit = body.Whole("limit", 1, MaxLimit);
        return new PromoCode("", percent, amount, body.Currency("currency") ?? usualCurrency, clock.GetUtcNow(), "api")
        {
            ExpiresAt = expiresAt,
            Limit = body.IsNull("limit") ? null : limit ?? 1,
            MinTotal = body.Number("minTotal", 0, MaxSum),
            Contact = contact,
            IsPersonal = contact is not null,
        };
    }

    private static string Prefix(BodyFields body)
    {
        var prefix = body.Text("prefix", MaxPrefix)?.ToUpperInvariant() ?? "";
        if (!prefix.All(c => char.IsLetterOrDigit(c) || c is '-' or '_'))
        {
            body.Refuse("prefix", "letters, digits and hyphens");
        }

        return prefix.TrimEnd('-');
    }
}
