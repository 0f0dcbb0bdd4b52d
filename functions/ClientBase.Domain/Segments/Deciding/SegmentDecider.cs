using ClientBase.Domain.Segments.Details;
using ClientBase.Domain.Segments.Facts;
using ClientBase.Domain.Segments.Ranking;
using ClientBase.Domain.Segments.Rules;
using ClientBase.Domain.Segments.Rules.Evaluation;

namespace ClientBase.Domain.Segments.Deciding;

/// <summary>What the facts of a contact and its place in the base decide.</summary>
/// <param name="Customer">The contact at its place.</param>
/// <param name="Segments">The built-in segments it is in, in ordinal order.</param>
/// <param name="Tops">The top shares it is in, in ordinal order.</param>
public sealed record BuiltInDecision(Customer Customer, IReadOnlyList<string> Segments, IReadOnlyList<string> Tops);

/// <summary>
/// Decides the segments of a whole base at one instant. First it sees everybody once, in the ordinal order of ids; then it decides each,
/// in that order again.
/// </summary>
/// <param name="catalogue">The built-in segments.</param>
/// <param name="rules">Those somebody defined.</param>
/// <param name="shop">What is known of the shop as a whole.</param>
/// <param name="asOf">The instant.</param>
/// <param name="isPast">Whether the base is asked how it was: what became known since then is passed over.</param>
public sealed class SegmentDecider(
    SegmentCatalogue catalogue, RuleSet rules, ShopKnowledge shop, DateTimeOffset asOf, bool isPast = false)
{
    private readonly BaseColumns _columns = new();
    private readonly BaseRanks _ranks = new(rules.Tops, shop, asOf);
    private BaseCuts? _cuts;

    /// <summary>How many it has seen.</summary>
    public int Count => _columns.Count;

    /// <summary>What the segments of a base were decided by.</summary>
    public IReadOnlyList<string> Stamps { get; } = [.. rules.Stamps, .. shop.StampsFor(rules, asOf)];

    /// <summary>A packer for who is decided by it.</summary>
    /// <param name="expected">How many bytes there are going to be, about.</param>
    public SnapshotPacker Packer(int expected) => new(
        catalogue.All.Select(segment => segment.Id).Concat(rules.Ordered.Select(segment => segment.Id)),
        rules.Tops.Select(top => top.Name),
        expected);

    /// <summary>Takes a contact into the order of the base.</summary>
    public void See(ContactFacts contact)
    {
        var facts = contact.At(asOf, catalogue.Options);
        _columns.Add(facts, asOf);
        _ranks.Add(contact, facts);
    }

    /// <summary>Everybody was seen.</summary>
    public void Rank()
    {
        _cuts = _columns.Cuts(catalogue.Options);
        _ranks.Rank();
    }

    /// <summary>The built-in segments of a contact.</summary>
    /// <param name="contact">The contact.</param>
    /// <param name="number">Its number, from 0, in the order of the base.</param>
    public BuiltInDecision BuiltIn(ContactFacts contact, int number)
    {
        var customer = _cuts!.Place(contact.At(asOf, catalogue.Options), asOf);
        return new BuiltInDecision(
            customer,
            catalogue.Of(customer),
            rules.Tops.Count == 0 ? [] : [.. rules.Tops.Where(top => IsIn(top, number)).Select(top => top.Name)]);
    }

    /// <summary>The defined segments of a contact, and when by time alone that may change.</summary>
    /// <param name="contact">The contact.</param>
    /// <param name="details">What is known of it in detail.</param>
    /// <param name="number">Its number in the order of the base.</param>
    /// <param name="decided">Its built-in segments.</param>
    public (List<string> Segments, DateTimeOffset? NextAt) Own(
        ContactFacts contact, ContactDetails details, int number, BuiltInDecision decided)
    {
        var subject = SubjectOf(contact, details, number, decided);
        var own = new List<string>();
        DateTimeOffset? nextAt = null;
        foreach (var segment in rules.Ordered)
        {
            var isIn = segment.Rule is { } rule
                ? rule.Matches(subject, asOf)
                : IsOnList(details, segment);
            if (isIn)
            {
                own.Add(segment.Id);
                subject.Segments.Add(segment.Id);
            }

            nextAt = segment.Rule?.NextChangeAt(subject, asOf) is { } next && !(next >= nextAt) ? next : nextAt;
        }

        return (own, nextAt);
    }

    private bool IsOnList(ContactDetails details, OwnSegment list) => details.Parts.Values.Any(part => part.Any(one =>
        one.Kind == DetailKind.List && one.Name == list.Id && one.At >= list.ListSince && (!isPast || one.At <= asOf)));

    private RuleSubject SubjectOf(ContactFacts contact, ContactDetails details, int number, BuiltInDecision decided)
    {
        var builder = new RuleSubjectBuilder().Scores(decided.Customer, catalogue);
        builder.Flag(DetailNames.OpenRequest, false); // The details tell open carts, deals and requests apart.
        var known = isPast ? details.All.Where(one => one.Kind == DetailKind.Instant || one.At <= asOf) : details.All;
        builder.Details(known, rules.AsksFor);
        shop.Add(builder, contact, details, asOf, isPast, rules.Needs);
        Seen(builder, contact, details);
        builder.Orders(contact.Orders);
        foreach (var top in rules.Tops)
        {
            if (_ranks.PlaceOf(top.Field, number) is { } place)
            {
                builder.Rank(top.Field, place.Position, place.Count);
            }
        }

        foreach (var segment in decided.Segments)
        {
            builder.Segment(segment);
        }

        return builder.Build();
    }

    private static void Seen(RuleSubjectBuilder builder, ContactFacts contact, ContactDetails details)
    {
        if (contact.FirstSeenAt is { } first)
        {
            builder.Instant("firstSeen", first);
        }

        if (details.LastSeenAt is { } last)
        {
            builder.Instant("lastSeen", last);
        }

        if (contact.Profile.Birthday is { } born)
        {
            builder.Birthday(born);
        }
    }

    private bool IsIn(TopShare top, int number) =>
        _ranks.PlaceOf(top.Field, number) is { } place && place.Position - 1 < top.Share * place.Count;
}
