namespace ClientBase.Domain.Contacts.Names;

/// <summary>The sex a name shows.</summary>
public enum Sex
{
    /// <summary>The name does not tell, or contradicts itself.</summary>
    Unknown,

    /// <summary>Male.</summary>
    Male,

    /// <summary>Female.</summary>
    Female,
}
