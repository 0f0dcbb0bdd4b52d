using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ClientBase.Domain.Forecast;
using ClientBase.Domain.Loyalty;
using ClientBase.Domain.Segments.Details;
using ClientBase.Domain.Segments.Facts;
using ClientBase.Domain.Segments.Rules;
using ClientBase.Domain.Segments.Rules.Evaluation;

namespace ClientBase.Domain.Segments.Deciding;

/// <summary>What rules ask for that is known of the shop as a whole and not of one person.</summary>
/// <param name="Kinds">The kinds of products.</param>
/// <param name="Forecast">What to expect of people; null: nothing yet, or of a time past, of which no forecast is kept.</param>
/// <param name="Program">The loyalty program; null: there is none.</param>
public sealed record ShopKnowledge(ProductKinds Kinds, FittedShop? Forecast, LoyaltyProgram? Program)
{
    /// <summary>What the stamp of the products begins with.</summary>
    public const string ProductStamp = "~products";

    /// <summary>What the stamp of the forecast begins with.</summary>
    public const string ForecastStamp = "~forecast";

    /// <summary>What the stamp of the loyalty program begins with.</summary>
    public const string LoyaltyStamp = "~loyalty";

    /// <summary>Nothing.</summary>
    public static ShopKnowledge None { get; } = new(ProductKinds.None, null, null);

    /// <summary>Others whenever something that these rules ask for is other: then everybody is asked anew.</summary>
    /// <remarks>A forecast is of a day: it goes on from day to day also where nobody fits it anew.</remarks>
    public IEnumerable<string> StampsFor(RuleSet rules, DateTimeOffset asOf)
    {
        if (rules.Needs.Any(needs => needs.Kinds))
        {
            yield return $"{ProductStamp} {Kinds.Stamp}";
        }

        if (Forecast is { } fit && rules.Needs.Any(needs => needs.Forecast is not null))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{ForecastStamp} {fit.At.UtcTicks} of {asOf.UtcDateTime:yyyy-MM-dd}");
        }

        if (Program is { } program && rules.Needs.Any(needs => needs.Loyalty is not null))
        {
            yield return $"{LoyaltyStamp} {DigestOf(program)}";
        }
    }

    /// <summary>What is expected of a person on the day of an instant, by the orders until then; null: nothing can be told.</summary>
    public PersonForecast? Expected(ReadOnlySpan<Facts.OrderFact> orders, DateTimeOffset asOf)
    {
        if (Forecast is null || orders.IsEmpty)
        {
            return null;
        }

        var known = new List<(DateTimeOffset At, decimal Net, string Currency)>(orders.Length);
        foreach (var order in orders)
        {
            known.Add((order.PlacedAt, order.Net, order.Currency));
        }

        return Forecast.OfDay(known, asOf);
    }

    /// <summary>What somebody's level of loyalty goes by; null without a program.</summary>
    public decimal? Spent(ReadOnlySpan<Facts.OrderFact> orders, DateTimeOffset? until)
    {
        if (Program is null)
        {
            return null;
        }

        var sum = 0m;
        foreach (var order in orders)
        {
            sum += order.Currency == Program.Currency && !(order.PlacedAt > until) ? order.Net : 0m;
        }

        return sum;
    }

    /// <summary>Adds to a subject what rules ask of it beyond the person's own.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="contact">The person's facts.</param>
    /// <param name="details">The person's details.</param>
    /// <param name="asOf">The instant.</param>
    /// <param name="isPast">Whether it is past, so that what came later is passed over.</param>
    /// <param name="needs">What is asked for.</param>
    public void Add(
        RuleSubjectBuilder subject,
        ContactFacts contact,
        ContactDetails details,
        DateTimeOffset asOf,
        bool isPast,
        IReadOnlyCollection<RuleNeeds> needs)
    {
        if (needs.Any(one => one.Kinds))
        {
            subject.Details(Kinds.OfBought(isPast ? details.All.Where(one => one.At <= asOf) : details.All));
        }

        if (needs.Any(one => one.Loyalty is not null) && Spent(contact.Orders, isPast ? asOf : null) is { } spent)
        {
            var causes = PointsDetails.CausesOf(details).Where(cause => !isPast || cause.At <= asOf);
            subject.Loyalty(PointsLedger.FiguresAt(causes, asOf), spent, Program!);
        }

        if (needs.Any(one => one.Forecast is not null) && Expected(contact.Orders, asOf) is { } expected)
        {
            subject.Forecast(expected);
        }
    }

    private static string DigestOf(LoyaltyProgram program)
    {
        var tiers = program.Tiers.Select(tier => string.Create(CultureInfo.InvariantCulture, $"{PointsLedger.Plain(tier.From)} {tier.Id}"));
        var all = string.Join('\n', tiers);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{program.Currency}\n{all}")).AsSpan(0, 8));
    }
}
