using System.Text.Json;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Names;
using ClientBase.Domain.Contacts.Phones;

namespace ClientBase.Functions.Shops;

/// <summary>What shops' customer and address objects have in common.</summary>
internal static class ShopPerson
{
    /// <summary>Says the name in <c>first_name</c> and <c>last_name</c>.</summary>
    public static CaptureBuilder ShopName(this CaptureBuilder capture, JsonElement person) =>
        capture.Field(ContactFields.FirstName, PersonName.Clean(person.Text("first_name"))).Field(ContactFields.LastName, PersonName.Clean(person.Text("last_name")));

    /// <summary>Says the first text that is an e-mail address.</summary>
    public static CaptureBuilder FirstEmail(this CaptureBuilder capture, params string?[] typed) =>
        capture.Email(typed.Select(text => EmailAddress.TryParse(text, out var email) ? email : null).FirstOrDefault(email => email is not null));

    /// <summary>Says the first text that is a telephone number.</summary>
    public static CaptureBuilder FirstPhone(this CaptureBuilder capture, string? country, params string?[] typed) =>
        capture.Phone(typed.Select(text => PhoneNumber.TryParse(text, country, out var phone) ? phone : null).FirstOrDefault(phone => phone is not null));
}
