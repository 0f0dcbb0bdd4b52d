using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Addresses;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Names;
using ClientBase.Domain.Contacts.Phones;

namespace ClientBase.Functions.Shops;

/// <summary>An address as a shop keeps it, with the name and telephone that go with it.</summary>
/// <param name="First">Given name.</param>
/// <param name="Last">Surname.</param>
/// <param name="Phone">Telephone as typed.</param>
/// <param name="Company">Company.</param>
/// <param name="City">City.</param>
/// <param name="Region">Region or state.</param>
/// <param name="Country">ISO 3166 code, or the country as typed.</param>
internal sealed record ShopAddress(
    string? First, string? Last, string? Phone, string? Company, string? City, string? Region, string? Country)
{
    /// <summary>A name and a telephone without an address.</summary>
    public static ShopAddress Of(string? first, string? last, string? phone = null) => new(first, last, phone, null, null, null, null);

    public bool HasName => First is not null || Last is not null;

    public bool HasPlace => City is not null || Country is not null;

    /// <summary>Whether it may be the other's person: a present goes to somebody else.</summary>
    public bool MayBeOf(ShopAddress other) =>
        !HasName || !other.HasName || new PersonName(First, Last, null).AgreesWith(new PersonName(other.First, other.Last, null));
}

/// <summary>What shops' customers and addresses have in common: for each fact, the first place that tells it.</summary>
internal static class ShopPerson
{
    /// <summary>Says the name, place and telephone of a customer.</summary>
    /// <param name="capture">The capture.</param>
    /// <param name="home">Country of national telephone numbers where no address names one.</param>
    /// <param name="addresses">Where the facts may stand, the first best.</param>
    public static CaptureBuilder Person(this CaptureBuilder capture, string? home, IEnumerable<ShopAddress> addresses)
    {
        var all = addresses.ToList();
        var named = all.Find(address => address.HasName);
        var place = all.Find(address => address.HasPlace);
        var country = all.Select(address => Countries.CodeOf(address.Country)).FirstOrDefault(code => code is not null) ?? home;
        return capture
            .Name(named?.First, named?.Last, null)
            .Field(ContactFields.Company, all.Find(address => address.Company is not null)?.Company)
            .Field(ContactFields.City, place?.City).Field("region", place?.Region).Field(ContactFields.Country, place?.Country)
            .Phone(all.Select(address => PhoneOf(address, country)).FirstOrDefault(phone => phone is not null));
    }

    /// <summary>Says the first text that is an e-mail address.</summary>
    public static CaptureBuilder FirstEmail(this CaptureBuilder capture, params string?[] typed) => capture.Email(FirstEmail(typed));

    /// <summary>The first text that is an e-mail address.</summary>
    public static EmailAddress? FirstEmail(params string?[] typed) =>
        typed.Select(text => EmailAddress.TryParse(text, out var email) ? email : null).FirstOrDefault(email => email is not null);

    // A national number is of the country of its own address.
    private static PhoneNumber? PhoneOf(ShopAddress address, string? country) =>
        PhoneNumber.TryParse(address.Phone, Countries.CodeOf(address.Country) ?? country, out var phone) ? phone : null;
}
