using System.Globalization;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Orders;
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
    private readonly HashSet<string> _segments = new(StringComparer.Ordinal);
    private DateOnly? _birthday;

    /// <summary>Starts with what the contact card holds: profile, addresses, consents and orders.</summary>
    public static RuleSubjectBuilder From(Contact contact)
    {
        var builder = new RuleSubjectBuilder();
        foreach (var (name, field) in contact.FilledFields)
        {
            builder.FieldOfCard(name, field.Value);
        }

        if (contact.Name.IsKnown)
        {
            builder.Text("name.full", contact.Name.Full);
        }

        contact.Emails.Keys.ToList().ForEach(email => builder.Text("email", email));
        contact.Phones.Keys.ToList().ForEach(phone => builder.Text("phone", phone));
        if (contact.FirstSeen is { } seen)
        {
            builder.Text("source", seen.Source).Instant("firstSeen", seen.Said.At).Instant("lastSeen", contact.LastSeenAt);
        }

        contact.TagNames.ToList().ForEach(tag => builder.Text("tag", tag));
        foreach (var purpose in ConsentPurpose.All)
        {
            var answers = ConsentView.Of(contact.Consents).Where(answer => answer.Purpose == purpose).ToList();
            builder.Flag("consent." + purpose, answers.Count > 0 && answers.All(answer => answer.Statement.Granted));
        }

        return builder.Orders(contact);
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

    /// <summary>Sets the date of birth.</summary>
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
        Segments = new HashSet<string>(_segments, StringComparer.Ordinal),
    };

    private void FieldOfCard(string name, string value)
    {
        switch (name)
        {
            case ContactFields.FirstName: Text("name.first", value); break;
            case ContactFields.LastName: Text("name.last", value); break;
            case ContactFields.Patronymic: Text("name.patronymic", value); break;
            case ContactFields.BirthDate:
                _birthday = DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born)
                    ? born
                    : null;
                break;
            case "interests":
                value.Split(',').ToList().ForEach(interest => Text(name, interest));
                break;
            case var own when own.StartsWith(ContactFields.CustomPrefix, StringComparison.Ordinal)
                && own.Length > ContactFields.CustomPrefix.Length:
                Text(RuleFields.Own(own[ContactFields.CustomPrefix.Length..]).Name, value);
                if (CardField.OfKey(own) is { RuleName: { } ruleName })
                {
                    Text(ruleName, value);
                }

                break;
            default:
                if (RuleFields.Find(name) is { Type: FieldType.Text })
                {
                    Text(name, value);
                }

                break;
        }
    }

    private RuleSubjectBuilder Orders(Contact contact)
    {
        var currency = OrderSummary.Of(contact.Orders).Currency;
        foreach (var order in contact.Orders.Values.Where(order => order.Counts))
        {
            Order(order.Version!.PlacedAt, order.Version.Currency == currency ? order.Version.Total : null, order.Refunded);
        }

        return this;
    }

    private static CustomValue Custom(string value)
    {
        const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        var isNumber = decimal.TryParse(value, Styles, CultureInfo.InvariantCulture, out var number);
        var isDay = DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            && value.Length >= 10;
        return new CustomValue(TextValue.Fold(value), isNumber ? number : null, isDay ? at.UtcTicks : null);
    }

    private static RuleField Field(string name, params ReadOnlySpan<FieldType> types) =>
        RuleFields.Find(name) is { Derived: Derived.No } field && types.Contains(field.Type)
            ? field
            : throw new ArgumentException($"There is no such field to set: '{name}'.", nameof(name));
}
