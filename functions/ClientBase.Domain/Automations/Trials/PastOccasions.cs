using System.Globalization;
using ClientBase.Domain.Automations.Walking;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Dates;
using ClientBase.Domain.Loyalty;
using ClientBase.Domain.Segments.Details;
using ClientBase.Domain.Segments.Facts;

namespace ClientBase.Domain.Automations.Trials;

/// <summary>Finds in a contact's snapshot what would have let them enter, and what they did.</summary>
public static class PastOccasions
{
    private const string Custom = "custom.";

    /// <summary>Whether a snapshot tells of a trigger.</summary>
    public static bool AreTold(AutomationTrigger trigger) =>
        trigger is FormTrigger or OrderTrigger or VisitTrigger or DateTrigger or StaleTrigger or TierTrigger;

    /// <summary>What would have let them enter after an instant, up to another.</summary>
    /// <param name="definition">The automation.</param>
    /// <param name="facts">The person's facts.</param>
    /// <param name="details">The person's details.</param>
    /// <param name="program">The loyalty program; null: there is none.</param>
    /// <param name="zone">Where the person lives.</param>
    /// <param name="after">The one instant.</param>
    /// <param name="until">The other.</param>
    public static IEnumerable<Occasion> Of(
        AutomationDefinition definition,
        ContactFacts facts,
        ContactDetails details,
        LoyaltyProgram? program,
        TimeZoneInfo zone,
        DateTimeOffset after,
        DateTimeOffset until)
    {
        var all = definition.Trigger switch
        {
            OrderTrigger => facts.Orders.Select(order => (order.PlacedAt, Name: NameOf(order.PlacedAt)))
                .Select(order => new Occasion(order.Name, order.PlacedAt) { Order = order.Name }),
            FormTrigger form => details.Events
                .Where(one => one.Name == DetailNames.FilledForm && (form.Form is null || one.Text == form.Form))
                .Select(one => new Occasion(NameOf(one.At), one.At)),
            VisitTrigger visit => details.Visits
                .Where(one => one.Name == DetailNames.VisitedPage && visit.Means(one.Text))
                .Select(one => new Occasion(NameOf(one.At), one.At)),
            StaleTrigger stale => Silences(facts, details, stale.After),
            TierTrigger when program is not null => PastTiers.Of(program, facts.Orders),
            DateTrigger date => Dates(definition, date, facts, details, zone, after, until),
            _ => [],
        };
        return all.Where(one => one.At > after && one.At <= until);
    }

    /// <summary>What they did that may end a run.</summary>
    public static IEnumerable<PastEvent> EventsOf(ContactFacts facts, ContactDetails details) =>
    [
        .. facts.Orders.Select(order => new PastEvent(AutomationEvents.Order, order.PlacedAt)),
        .. details.Events.Select(one => (Name: EventOf(one.Name), one.At)).Where(one => one.Name is not null)
            .Select(one => new PastEvent(one.Name!, one.At)),
        .. details.Visits.Select(one => new PastEvent(AutomationEvents.Visit, one.At)),
        .. details.Person.Where(one => one is { Kind: DetailKind.Flag, Name: "unsubscribed" })
            .Select(one => new PastEvent(AutomationEvents.Unsubscribe, one.At)),
    ];

    private static string? EventOf(string verb) => verb switch
    {
        DetailNames.FilledForm => AutomationEvents.Form,
        DetailNames.Refunded => AutomationEvents.Refund,
        _ => null,
    };

    private static string NameOf(DateTimeOffset at) => at.UtcTicks.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<Occasion> Silences(ContactFacts facts, ContactDetails details, TimeSpan after)
    {
        var heard = facts.Orders.Select(order => order.PlacedAt)
            .Concat(details.Events.Where(one => one.Name != DetailNames.ReceivedCampaign).Select(one => one.At)) // Our mail is no sign.
            .Concat(details.Visits.Select(one => one.At))
            .Concat(new[] { facts.FirstSeenAt, details.LastSeenAt }.OfType<DateTimeOffset>())
            .Order()
            .ToList();
        return heard.Where((at, index) => index + 1 == heard.Count || heard[index + 1] > at + after)
            .Select(at => new Occasion(NameOf(at), at + after));
    }

    private static string? TextOf(ContactDetails details, string name) =>
        details.Person.FirstOrDefault(one => one.Kind == DetailKind.Text && one.Name == name).Text;

    private static IEnumerable<Occasion> Dates(
        AutomationDefinition definition,
        DateTrigger date,
        ContactFacts facts,
        ContactDetails details,
        TimeZoneInfo zone,
        DateTimeOffset after,
        DateTimeOffset until)
    {
        var value = date.Field == ContactFields.BirthDate
            ? facts.Profile.Birthday is { } born ? BirthDates.ToKept(born) : null
            : TextOf(details, Custom + date.Field);
        for (var from = after.AddTicks(1); DateOccasions.Next(date, definition.Once, value, from, zone) is { } at && at <= until;
            from = at.AddTicks(1))
        {
            yield return new Occasion(NameOf(at), at);
        }
    }
}
