using ClientBase.Domain.Contacts;
using ClientBase.Domain.Segments.Deciding;
using ClientBase.Domain.Segments.Details;
using ClientBase.Domain.Segments.Facts;
using ClientBase.Domain.Segments.Rules;
using ClientBase.Domain.Segments.Rules.Evaluation;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Segments.Recompute.Reading;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Automations.Running;

/// <summary>What rules may ask of one person, read from their own rows as they are now.</summary>
/// <remarks>The place among all others is not known of one person: of that the segments of the last recompute tell.</remarks>
public sealed class PersonFacts(PersonReading people, ContactReader contacts, ProductKindReader products)
{
    /// <summary>The person, for some rules.</summary>
    public async Task<RuleSubject> OfAsync(Contact contact, IEnumerable<Rule> rules, CancellationToken cancellationToken)
    {
        if (await people.GetAsync(contact.Id, cancellationToken) is not { } whole)
        {
            return RuleSubjectBuilder.From(contact).Build();
        }

        var kinds = NeedKinds(rules) ? await products.ReadAsync(cancellationToken) : ProductKinds.None;
        var loyalty = await LoyaltyAsync(contact, rules, cancellationToken);
        return Of(whole.Facts, [.. whole.Details.All, .. loyalty], whole.Details.LastSeenAt, whole.Facts.Segments, kinds);
    }

    // Points and level follow from the orders, so no detail holds them.
    private async Task<IReadOnlyList<Detail>> LoyaltyAsync(
        Contact contact, IEnumerable<Rule> rules, CancellationToken cancellationToken)
    {
        if (!rules.SelectMany(rule => rule.Needs.Fields).Any(field => field.StartsWith("loyalty.", StringComparison.Ordinal))
            || (await contacts.CompleteAsync(contact, cancellationToken)).Loyalty is not { } loyalty)
        {
            return [];
        }

        return
        [
            new Detail(DetailKind.Sum, "loyalty.points", default) { Number = loyalty.Points },
            .. loyalty.Tier is { } tier
                ? [new Detail(DetailKind.Text, "loyalty.tier", default) { Text = tier }]
                : Array.Empty<Detail>(),
        ];
    }

    /// <summary>Whether rules ask for the kinds of what was bought.</summary>
    internal static bool NeedKinds(IEnumerable<Rule> rules) =>
        rules.SelectMany(rule => rule.Needs.Events).Any(one => one.Verb is DetailNames.BoughtCategory or DetailNames.BoughtBrand);

    /// <summary>A person of whom some details are known.</summary>
    internal static RuleSubject Of(
        ContactFacts facts,
        IReadOnlyList<Detail> details,
        DateTimeOffset? lastSeenAt,
        IReadOnlyList<string> segments,
        ProductKinds kinds)
    {
        var builder = new RuleSubjectBuilder().Details(details).Details(kinds.OfBought(details));
        if (facts.FirstSeenAt is { } first)
        {
            builder.Instant("firstSeen", first);
        }

        if (lastSeenAt is { } last)
        {
            builder.Instant("lastSeen", last);
        }

        if (facts.Profile.BirthDate is { } born)
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
