namespace ClientBase.Domain.Contacts;

/// <summary>Names of the single-valued fields of a contact, as forms and the API spell them.</summary>
public static class ContactFields
{
    /// <summary>Given name.</summary>
    public const string FirstName = "firstName";

    /// <summary>Surname.</summary>
    public const string LastName = "lastName";

    /// <summary>Patronymic.</summary>
    public const string Patronymic = "patronymic";

    /// <summary>ISO 3166 code of the country, or what was typed when it is none.</summary>
    public const string Country = "country";

    /// <summary>City.</summary>
    public const string City = "city";

    /// <summary>Date of birth, ISO 8601.</summary>
    public const string BirthDate = "birthDate";

    /// <summary>Sex: <c>m</c> or <c>f</c>.</summary>
    public const string Sex = "sex";

    /// <summary>The company they are, or work for.</summary>
    public const string Company = "company";

    /// <summary>Who decides at the company.</summary>
    public const string DecisionMaker = CustomPrefix + "decisionMaker";

    /// <summary>BCP 47 tag, such as <c>ru</c>.</summary>
    public const string Language = "language";

    /// <summary>What the person is interested in, as typed.</summary>
    public const string Interests = "interests";

    /// <summary>The e-mail address that was chosen by hand to be the one mail goes to.</summary>
    public const string MainEmail = "email";

    /// <summary>The telephone that was chosen by hand to be the one to call.</summary>
    public const string MainPhone = "phone";

    /// <summary>The browser that notifications go to, as its subscription in JSON: the one that allowed them last.</summary>
    public const string PushSubscription = "pushSubscription";

    /// <summary>Prefix of further addresses, by their kind: <c>address.delivery</c>.</summary>
    public const string AddressPrefix = "address.";

    /// <summary>Prefix of the shop's own fields.</summary>
    public const string CustomPrefix = "custom.";

    /// <summary>Fields of a form that are copied to the contact as they are.</summary>
    public static IReadOnlyList<string> Known { get; } =
    [
        FirstName, LastName, Patronymic, BirthDate, Sex, City, "region", Country, "address", Company, "jobTitle", Language, Interests,
    ];
}
