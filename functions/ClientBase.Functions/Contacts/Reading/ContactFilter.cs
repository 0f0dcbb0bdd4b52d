using ClientBase.Domain.Contacts;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Contacts.Reading;

/// <summary>What a list of contacts is asked for; all of it has to hold.</summary>
internal sealed class ContactFilter
{
    private readonly List<Func<Contact, bool>> _ofContact = [];
    private readonly List<Func<ContactCard, bool>> _ofCard = [];

    private ContactFilter(IQueryCollection query)
    {
        string? Asked(string name) => query[name].ToString().Trim() is { Length: > 0 } text ? text : null;
        (Email, Phone, ExternalId) = (Asked("email"), Asked("phone"), Asked("externalId"));
        (Text, Segment, Manager) = (Asked("q"), Asked("segment"), Asked("manager"));
        (Tag, City) = (Asked("tag"), Asked(ContactFields.City));
        if (Segment is { } segment)
        {
            _ofCard.Add(card => card.Scores.Segments.Contains(segment));
        }

        if (Manager is { } manager)
        {
            _ofCard.Add(card => string.Equals(card.Manager, manager, StringComparison.OrdinalIgnoreCase));
        }

        if (Text is { } text)
        {
            var words = SearchWords.InSearch(text);
            _ofContact.Add(contact => words.Count > 0 && SearchWords.Match(contact, words));
        }

        if (Tag is { } tag)
        {
            _ofContact.Add(contact => contact.TagNames.Any(own => SearchWords.AreAlike(own, tag)));
        }

        foreach (var (key, value) in query.Select(one => (KeyOf(one.Key), Asked(one.Key))))
        {
            if (key is not null && value is not null)
            {
                _ofContact.Add(contact => contact.Field(key) is { } own && SearchWords.AreAlike(own, value));
                HasFields = true;
            }
        }
    }

    public string? Email { get; }

    public string? Phone { get; }

    public string? ExternalId { get; }

    public string? Text { get; }

    public string? Segment { get; }

    public string? Manager { get; }

    public string? Tag { get; }

    public string? City { get; }

    /// <summary>Whether a value of a field is asked for.</summary>
    public bool HasFields { get; }

    public static ContactFilter Of(HttpRequest request) => new(request.Query);

    /// <summary>Whether the contact itself is as asked for.</summary>
    public bool Fits(Contact contact) => _ofContact.TrueForAll(holds => holds(contact));

    /// <summary>Whether all is as asked for.</summary>
    public bool Fits(ContactCard card) => Fits(card.Contact) && _ofCard.TrueForAll(holds => holds(card));

    private static string? KeyOf(string name) => CardField.Find(name) is { } known ? known.Key
        : name.StartsWith(ContactFields.CustomPrefix, StringComparison.Ordinal) && name.Length > ContactFields.CustomPrefix.Length ? name
        : null;
}
