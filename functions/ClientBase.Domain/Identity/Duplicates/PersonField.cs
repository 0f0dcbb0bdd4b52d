namespace ClientBase.Domain.Identity.Duplicates;

/// <summary>What a column holds. The kind decides how its values are compared.</summary>
public enum PersonField
{
    /// <summary>Name in one cell; its parts fill the gaps in the columns of parts.</summary>
    FullName,

    /// <summary>Given name.</summary>
    FirstName,

    /// <summary>Surname.</summary>
    LastName,

    /// <summary>Patronymic or middle name.</summary>
    Patronymic,

    /// <summary>Date of birth: ISO, <c>yyyymmdd</c> or <c>dd.mm.yyyy</c>.</summary>
    BirthDate,

    /// <summary>Street, with or without the number.</summary>
    Address,

    /// <summary>Second line of the address.</summary>
    Address2,

    /// <summary>Number of the house.</summary>
    StreetNumber,

    /// <summary>City, town or suburb.</summary>
    City,

    /// <summary>Region, state or province.</summary>
    Region,

    /// <summary>Postal code.</summary>
    Postcode,

    /// <summary>Country.</summary>
    Country,

    /// <summary>Number of a person in a register of the state: tax number, social security number, passport.</summary>
    NationalId,

    /// <summary>E-mail address.</summary>
    Email,

    /// <summary>Telephone number, digits in any grouping.</summary>
    Phone,
}
