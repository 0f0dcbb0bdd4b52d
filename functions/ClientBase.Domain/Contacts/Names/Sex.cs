namespace ClientBase.Domain.Contacts.Names;

/// <summary>Sex as far as a name tells it.</summary>
public enum Sex
{
    /// <summary>The name does not tell, or contradicts itself.</summary>
    Unknown,

    /// <summary>Male.</summary>
    Male,

    /// <summary>Female.</summary>
    Female,
}
