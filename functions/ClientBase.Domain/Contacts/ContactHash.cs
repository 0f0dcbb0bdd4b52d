using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Identity;

namespace ClientBase.Domain.Contacts;

/// <summary>A digest of what is known of a contact: equal for the same captures in any order, whatever the ids and receipt times.</summary>
public static class ContactHash
{
    /// <summary>Hex SHA-256 over names, e-mails, phones, external ids, consents, orders, fields and custom fields.</summary>
    public static string Of(Contact contact)
    {
        var meaning = new StringBuilder();
        void Say(string kind, params string[] parts)
        {
            meaning.Append(kind);
            foreach (var part in parts)
            {
                // With the length first, no value can look like two.
                meaning.Append(CultureInfo.InvariantCulture, $"|{part.Length}:{part}");
            }

            meaning.Append('\n');
        }

        foreach (var (name, field) in contact.FilledFields)
        {
            Say("field", name, field.Value);
        }

        foreach (var key in contact.Keys.Where(key => key.Kind is not (IdentityKind.Order or IdentityKind.Cart)))
        {
            Say("key", key.ToString());
        }

        foreach (var consent in ConsentView.Of(contact.Consents))
        {
            Say("consent", consent.Purpose, consent.Channel, consent.Statement.Granted ? "yes" : "no");
        }

        foreach (var (id, order) in contact.Orders.Where(order => order.Value.Counts))
        {
            var version = order.Version!;
            Say("order", id, version.PlacedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), Plain(order.Net), version.Currency);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(meaning.ToString())));
    }

    // 10.0 and 10.00 are the same sum.
    private static string Plain(decimal amount) => amount.ToString("0.############################", CultureInfo.InvariantCulture);
}
