using ClientBase.Domain.Contacts;
using ClientBase.Domain.Segments.Deciding;
using ClientBase.Domain.Segments.Details;
using ClientBase.Domain.Segments.Rules;
using ClientBase.Domain.Segments.Rules.Evaluation;
using ClientBase.Functions.Segments.Recompute.Reading;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Automations.Running;

/// <summary>What rules may ask of one person, read from their own rows as they are now.</summary>
/// <remarks>The place among all others is not known of one person: of that the segments of the last recompute tell.</remarks>
public sealed class PersonFacts(PersonReading people, ProductKindReader products)
{
    /// <summary>The person, for some rules.</summary>
    public async Task<RuleSubject> OfAsync(Contact contact, IEnumerable<Rule> rules, CancellationToken cancellationToken)
    {
        if (await people.GetAsync(contact.Id, cancellationToken) is not { } whole)
        {
            return RuleSubjectBuilder.From(contact).Build();
        }

        var (facts, details) = (whole.Facts, whole.Details);
        var builder = new RuleSubjectBuilder();
        builder.Details(details.All);
        if (rules.SelectMany(rule => rule.Needs.Events).Any(one => one.Verb is DetailNames.BoughtCategory or DetailNames.BoughtBrand))
        {
            builder.Details((await products.ReadAsync(cancellationToken)).OfBought(details.All));
        }

        if (facts.FirstSeenAt is { } first)
        {
            builder.Instant("firstSeen", first);
        }

        if (details.LastSeenAt is { } last)
        {
            builder.Instant("lastSeen", last);
        }

        if (facts.Profile.BirthDate is { } born)
        {
            builder.Birthday(born);
        }

        builder.Orders(facts.Orders);
        foreach (var segment in facts.Segments)
        {
            builder.Segment(segment);
        }

        return AddScores(builder, new Scores(facts.Segments, facts.Rfm)).Build();
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
