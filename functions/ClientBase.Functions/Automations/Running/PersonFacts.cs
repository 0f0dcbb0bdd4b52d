using ClientBase.Domain.Contacts;
using ClientBase.Domain.Segments.Deciding;
using ClientBase.Domain.Segments.Details;
using ClientBase.Domain.Segments.Facts;
using ClientBase.Domain.Segments.Rules;
using ClientBase.Domain.Segments.Rules.Evaluation;
using ClientBase.Functions.Segments.Recompute.Reading;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Automations.Running;

/// <summary>What rules may ask of one person, read from their own rows as they are now.</summary>
/// <remarks>The place among all others is not known of one person: of that the segments of the last recompute tell.</remarks>
public sealed class PersonFacts(PersonReading people, ShopKnowledgeReader knowledge, TimeProvider clock)
{
    /// <summary>The person, for some rules.</summary>
    public async Task<RuleSubject> OfAsync(Contact contact, IEnumerable<Rule> rules, CancellationToken cancellationToken)
    {
        if (await people.GetAsync(contact.Id, cancellationToken) is not { } whole)
        {
            return RuleSubjectBuilder.From(contact).Build();
        }

        var needs = rules.Select(rule => rule.Needs).ToList();
        var shop = await knowledge.ReadAsync(needs, isFresh: false, cancellationToken);
        return Of(whole.Facts, whole.Details, whole.Facts.Segments, shop, needs, clock.GetUtcNow(), isPast: false);
    }

    /// <summary>A person at an instant.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="its">The details.</param>
    /// <param name="segments">The segments the person was in then.</param>
    /// <param name="shop">What is known of the shop.</param>
    /// <param name="needs">What rules ask for.</param>
    /// <param name="at">The instant.</param>
    /// <param name="isPast">
    /// Whether it is past: what became known later was not known then; of a time that is told to be ahead it is.
    /// </param>
    internal static RuleSubject Of(
        ContactFacts facts,
        ContactDetails its,
        IReadOnlyList<string> segments,
        ShopKnowledge shop,
        IReadOnlyCollection<RuleNeeds> needs,
        DateTimeOffset at,
        bool isPast)
    {
        var details = isPast ? its.All.Where(one => one.Kind == DetailKind.Instant || one.At <= at) : its.All;
        var builder = new RuleSubjectBuilder().Details(details);
        shop.Add(builder, facts, its, at, isPast, needs);
        if (facts.FirstSeenAt is { } first)
        {
            builder.Instant("firstSeen", first);
        }

        if (its.LastSeenAt is { } last && !(isPast && last > at))
        {
            builder.Instant("lastSeen", last);
        }

        if (facts.Profile.Birthday is { } born)
        {
            builder.Birthday(born);
        }

        builder.Orders(facts.Orders);
        foreach (var segment in segments)
        {
            builder.Segment(segment);
        }

        return AddScores(builder, new Scores(segments, facts.Rfm)).Build();
    }

    // As the last recompute found them.
    private static RuleSubjectBuilder AddScores(RuleSubjectBuilder builder, Scores scores)
    {
        builder.Text("rating", scores.After("rating-")?.ToUpperInvariant() ?? "")
            .Text("colour.funnel", scores.After("funnel-") ?? "")
            .Text("colour.loyalty", scores.After("loyalty-") ?? "");
        if (scores.After("abc-xyz-")?.ToUpperInvariant() is [var abc, var xyz])
        {
            builder.Text("abc", $"{abc}").Text("xyz", $"{xyz}");
        }

        return scores.Rfm is [var r, var f, var m] && scores.After("rfm-") is { } segment
            ? builder.Number("rfm.r", r - '0').Number("rfm.f", f - '0').Number("rfm.m", m - '0').Text("rfm.segment", segment)
            : builder;
    }
}
