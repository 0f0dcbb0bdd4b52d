using System.Globalization;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Forecast;
using ClientBase.Domain.Loyalty;
using ClientBase.Domain.Segments.Details;
using ClientBase.Domain.Segments.Rules.Fields;
using ClientBase.Domain.Segments.Rules.Syntax;

namespace ClientBase.Domain.Segments.Rules.Evaluation;

/// <summary>Gathers what is known of a contact into a <see cref="RuleSubject"/>. What is not added counts as not known.</summary>
public sealed class RuleSubjectBuilder
{
    private static readonly int Slots = RuleFields.All.Count;

    private readonly List<string>?[] _texts = new List<string>?[Slots];
    private readonly decimal?[] _numbers = new decimal?[Slots];
    private readonly long?[] _instants = new long?[Slots];
    private readonly bool[] _flags = new bool[Slots];
    private readonly Rank?[] _ranks = new Rank?[Slots];
    private readonly Dictionary<string, CustomValue> _custom = new(StringComparer.Ordinal);
    private readonly List<OrderFact> _orders = [];
    private readonly List<EventFact> _events = [];
    private readonly List<AmountFact> _discounts = [];
    private readonly HashSet<string> _segments = new(StringComparer.Ordinal);
    private DateOnly? _birthday;
    private long? _pointsChangeAt;

    /// <summary>Starts with what the contact card holds: profile, addresses, consents and orders with what was bought.</summary>
    public static RuleSubjectBuilder From(Contact contact)
    {
        var builder = new RuleSubjectBuilder().Details(PersonDetails.Of(contact));
        if (contact.FirstSeen is { } seen)
        {
            builder.Instant("firstSeen", seen.Said.At).Instant("lastSeen", contact.LastSeenAt);
        }

        builder._birthday = ProfileFacts.Of(contact).Birthday;
        foreach (var (key, order) in contact.Orders)
        {
            builder.Details(PartDetails.Of(key, order));
        }

        return builder.Orders(contact);
    }

    /// <summary>Adds what is known in detail. What a caller is not interested in is passed over.</summary>
    /// <param name="details">The details.</param>
    /// <param name="isWanted">Whether a field or event of this name is asked for; null: all are.</param>
    public RuleSubjectBuilder Details(IEnumerable<Detail> details, Func<string, bool>? isWanted = null)
    {
        foreach (var detail in details)
        {
            if (isWanted is null || detail.Kind == DetailKind.Event || isWanted(detail.Name))
            {
                Add(detail);
            }
        }

        return this;
    }

    /// <summary>Adds a value of a text, choice or custom field; several make the field multi-valued. A blank value adds nothing.</summary>
    /// <exception cref="ArgumentException">No such field, or not of this type.</exception>
    public RuleSubjectBuilder Text(string field, string value)
    {
        var known = Field(field, FieldType.Text, FieldType.Choice, FieldType.Custom);
        if (string.IsNullOrWhiteSpace(value))
        {
            return this;
        }

        if (known.Type == FieldType.Custom)
        {
            _custom[known.Name] = Custom(value);
            return this;
        }

        (_texts[known.Slot] ??= []).Add(TextValue.Fold(value));
        return this;
    }

    /// <summary>Sets a number, or a share of one.</summary>
    public RuleSubjectBuilder Number(string field, decimal value)
    {
        _numbers[Field(field, FieldType.Number, FieldType.Share).Slot] = value;
        return this;
    }

    /// <summary>Sets an instant.</summary>
    public RuleSubjectBuilder Instant(string field, DateTimeOffset at)
    {
        _instants[Field(field, FieldType.Instant).Slot] = at.UtcTicks;
        return this;
    }

    /// <summary>Sets a yes or no; a flag that is not set is no.</summary>
    public RuleSubjectBuilder Flag(string field, bool value)
    {
        _flags[Field(field, FieldType.Flag).Slot] = value;
        return this;
    }

    /// <summary>Sets the date of birth, or the day of one without its year, as <see cref="ProfileFacts.Birthday"/>.</summary>
    public RuleSubjectBuilder Birthday(DateOnly born)
    {
        _birthday = born;
        return this;
    }

    /// <summary>Sets the place of the contact among the <paramref name="count"/> people ranked by a field, 1 the highest.</summary>
    public RuleSubjectBuilder Rank(string field, int position, int count)
    {
        // Computed fields can be ranked by, too, so this does not use Field().
        var known = RuleFields.Find(field) is { CanRank: true } found
            ? found
            : throw new ArgumentException($"Nobody is ranked by '{field}'.", nameof(field));
        _ranks[known.Slot] = new Rank(position, count);
        return this;
    }

    /// <summary>Adds an order that counts.</summary>
    /// <param name="at">When it was placed.</param>
    /// <param name="gross">Its sum; null when it is of another currency than the contact's total.</param>
    /// <param name="refunded">Money returned of it.</param>
    public RuleSubjectBuilder Order(DateTimeOffset at, decimal? gross, decimal refunded = 0m)
    {
        _orders.Add(new OrderFact(at.UtcTicks, gross, gross is null ? 0m : refunded, Math.Max(0m, (gross - refunded) ?? 0m)));
        return this;
    }

    /// <summary>Adds all orders of a contact that count. The sums of those in another currency than most are not known.</summary>
    public RuleSubjectBuilder Orders(ReadOnlySpan<Facts.OrderFact> orders)
    {
        var currency = orders.IsEmpty ? "" : Facts.MainCurrency.Of(orders);
        foreach (var order in orders)
        {
            Order(order.PlacedAt, order.Currency == currency ? order.Total : null, order.Refunded);
        }

        return this;
    }

    /// <summary>Adds something the person did.</summary>
    /// <param name="verb">As in <see cref="EventVerb.All"/>, such as <c>opened campaign</c>.</param>
    /// <param name="at">When.</param>
    /// <param name="what">To what: a campaign, form, page, product or category.</param>
    public RuleSubjectBuilder Event(string verb, DateTimeOffset at, string what = "")
    {
        var known = EventVerb.Find(verb) ?? throw new ArgumentException($"There is no event '{verb}'.", nameof(verb));
        _events.Add(new EventFact(known.Name, TextValue.Fold(what), at.UtcTicks));
        return this;
    }

    /// <summary>Adds a sum that an order was reduced by.</summary>
    public RuleSubjectBuilder Discount(DateTimeOffset at, decimal amount)
    {
        _discounts.Add(new AmountFact(at.UtcTicks, amount));
        return this;
    }

    /// <summary>Adds where the person stands in the loyalty program.</summary>
    /// <param name="points">The points.</param>
    /// <param name="spent">What the level goes by.</param>
    /// <param name="program">The program.</param>
    public RuleSubjectBuilder Loyalty(PointsFigures points, decimal spent, LoyaltyProgram program)
    {
        _pointsChangeAt = points.ChangesAt?.UtcTicks;
        Number("loyalty.points", points.Points).Number("loyalty.expiring", points.Expiring).Number("loyalty.spent", spent);
        Text("loyalty.tier", program.TierFrom(spent)?.Id ?? "");
        return points.ExpiresAt is { } expires ? Instant("loyalty.expires", expires) : this;
    }

    /// <summary>Adds what is expected of the person.</summary>
    public RuleSubjectBuilder Forecast(PersonForecast expected)
    {
        Number("forecast.alive", (decimal)expected.PAlive).Number("forecast.orders90d", (decimal)expected.ExpectedOrders90d);
        if (expected is { Value12m: { } value, AtStake: { } atStake })
        {
            Number("forecast.value12m", (decimal)value).Number("forecast.atStake", (decimal)atStake);
        }

        return expected.NextOrderAt is { } next ? Instant("forecast.next", next) : this;
    }

    /// <summary>Adds a segment the contact is in.</summary>
    public RuleSubjectBuilder Segment(string id)
    {
        _segments.Add(id);
        return this;
    }

    /// <summary>The finished subject; the builder can be used further.</summary>
    public RuleSubject Build() => new()
    {
        Texts = [.. _texts.Select(values => values?.ToArray())],
        Numbers = [.. _numbers],
        Instants = [.. _instants],
        Flags = [.. _flags],
        Ranks = [.. _ranks],
        Custom = new Dictionary<string, CustomValue>(_custom, StringComparer.Ordinal),
        Birthday = _birthday,
        Orders = [.. _orders.OrderBy(order => order.At)],
        Events = [.. _events.OrderBy(fact => fact.At)],
        Discounts = [.. _discounts],
        PointsChangeAt = _pointsChangeAt,
        Segments = new HashSet<string>(_segments, StringComparer.Ordinal),
    };

    private void Add(Detail detail)
    {
        switch (detail.Kind)
        {
            case DetailKind.Text:
                Text(detail.Name, detail.Text);
                break;
            case DetailKind.Flag:
                Flag(detail.Name, true);
                break;
            case DetailKind.Instant:
                var slot = Field(detail.Name, FieldType.Instant).Slot;
                _instants[slot] = Math.Min(_instants[slot] ?? long.MaxValue, detail.At.UtcTicks);
                break;
            case DetailKind.Sum:
                var sum = Field(detail.Name, FieldType.Number).Slot;
                _numbers[sum] = (_numbers[sum] ?? 0m) + detail.Number;
                break;
            case DetailKind.Amount:
                Discount(detail.At, detail.Number);
                break;
            case DetailKind.Event:
                Add(detail, TextValue.Fold(detail.Text));
                break;
        }
    }

    private void Add(Detail done, string what)
    {
        var isBought = done.Name == DetailNames.BoughtProduct;
        var also = done.Also.Length > 0 ? TextValue.Fold(done.Also) : null;
        _events.Add(new EventFact(done.Name, what, done.At.UtcTicks, also, isBought ? done.Number : null));

        // Answers come in the order of time: the latest is kept.
        if (done.Name is DetailNames.GaveRating or DetailNames.GaveScore
            && decimal.TryParse(what, NumberStyles.Number, CultureInfo.InvariantCulture, out var answer))
        {
            Number(done.Name == DetailNames.GaveRating ? "review.rating" : "nps.score", answer);
        }
    }

    private RuleSubjectBuilder Orders(Contact contact) =>
        Orders([.. contact.Orders.Select(order => Facts.OrderFact.Of(order.Key, order.Value)).OfType<Facts.OrderFact>()]);

    private static CustomValue Custom(string value)
    {
        const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        var isNumber = decimal.TryParse(value, Styles, CultureInfo.InvariantCulture, out var number);
        var at = default(DateTimeOffset);
        var isDay = value.Length >= 10
            && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out at);
        return new CustomValue(TextValue.Fold(value), isNumber ? number : null, isDay ? at.UtcTicks : null);
    }

    private static RuleField Field(string name, params ReadOnlySpan<FieldType> types) =>
        RuleFields.Known(name) is { Derived: Derived.No } field && types.Contains(field.Type)
            ? field
            : throw new ArgumentException($"There is no such field to set: '{name}'.", nameof(name));
}
