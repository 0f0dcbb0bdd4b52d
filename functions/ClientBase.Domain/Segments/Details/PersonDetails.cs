using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Segments.Rules.Fields;

namespace ClientBase.Domain.Segments.Details;

/// <summary>What a contact's card says to rules.</summary>
public static class PersonDetails
{
    private static readonly Dictionary<string, string> Named = new(StringComparer.Ordinal)
    {
        [ContactFields.FirstName] = "name.first",
        [ContactFields.LastName] = "name.last",
        [ContactFields.Patronymic] = "name.patronymic",
    };

    /// <summary>All of it, each with the time it was said. The birthday and when the contact was first seen are facts.</summary>
    public static IReadOnlyList<Detail> Of(Contact contact) =>
    [
        .. contact.FilledFields.SelectMany(field => OfField(field.Key, field.Value)),
        .. NameOf(contact),
        .. contact.Emails.Select(email => Text("email", email.Key, email.Value.Said.At)),
        .. contact.Phones.Select(phone => Text("phone", phone.Key, phone.Value.Said.At)),
        .. contact.TagNames.Select(tag => Text("tag", tag, default)),
        .. Origin(contact),
        .. Consents(contact),
    ];

    private static IEnumerable<Detail> OfField(string name, Stamped<string> field)
    {
        var at = field.Said.At;
        if (string.IsNullOrWhiteSpace(field.Value)
            || name is ContactFields.BirthDate or ContactFields.MainEmail or ContactFields.MainPhone or ContactFields.PushSubscription)
        {
            return [];
        }

        if (name == ContactFields.Interests)
        {
            return field.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(interest => Text("interests", interest, at));
        }

        if (Named.TryGetValue(name, out var ours))
        {
            return [Text(ours, field.Value, at)];
        }

        return name.StartsWith(ContactFields.CustomPrefix, StringComparison.Ordinal) && name.Length > ContactFields.CustomPrefix.Length
            ? [.. OfOwn(name, field.Value, at)]
            : RuleFields.Find(name) is { Type: FieldType.Text } known ? [Text(known.Name, field.Value, at)] : [];
    }

    // A field of the card that lies among the shop's own has both names.
    private static IEnumerable<Detail> OfOwn(string name, string value, DateTimeOffset at)
    {
        yield return Text(RuleFields.Own(name[ContactFields.CustomPrefix.Length..]).Name, value, at);
        if (CardField.OfKey(name) is { RuleName: { } rule and not "channel" } && RuleFields.Find(rule) is { Type: FieldType.Text } known)
        {
            yield return Text(known.Name, value, at);
        }
    }

    private static IEnumerable<Detail> NameOf(Contact contact) => contact.Name.IsKnown
        ? [Text("name.full", contact.Name.Full, contact.Fields.GetValueOrDefault(ContactFields.FirstName)?.Said.At ?? default)]
        : [];

    private static IEnumerable<Detail> Origin(Contact contact)
    {
        if (contact.FirstSeen is { } seen)
        {
            yield return Text("source", seen.Source, seen.Said.At);
        }

        if (PreferredChannel.Of(contact) is { } channel)
        {
            yield return Text("channel", channel, contact.FirstSeen?.Said.At ?? default);
        }
    }

    private static IEnumerable<Detail> Consents(Contact contact)
    {
        var answers = ConsentView.Of(contact.Consents);
        foreach (var purpose in answers.GroupBy(answer => answer.Purpose).Where(group => ConsentPurpose.All.Contains(group.Key)))
        {
            if (purpose.All(answer => answer.Statement.Granted))
            {
                yield return Flag("consent." + purpose.Key, purpose.Max(answer => answer.Statement.Said.At));
            }
        }

        foreach (var refused in contact.Consents.Where(consent => !consent.Value.Granted).GroupBy(consent => consent.Key.Purpose))
        {
            var at = refused.Min(consent => consent.Value.Said.At);
            if (refused.Key == ConsentPurpose.Marketing)
            {
                yield return Flag("unsubscribed", at);
            }
            else if (refused.Key == ConsentPurpose.Offers)
            {
                yield return Flag(DetailNames.Refused, at);
            }
        }
    }

    private static Detail Text(string field, string value, DateTimeOffset at) => new(DetailKind.Text, field, at) { Text = value };

    private static Detail Flag(string field, DateTimeOffset at) => new(DetailKind.Flag, field, at);
}
