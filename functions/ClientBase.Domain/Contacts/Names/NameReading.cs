namespace ClientBase.Domain.Contacts.Names;

/// <summary>What a typed name was read as.</summary>
/// <param name="Name">The name in parts; <see cref="PersonName.Unknown"/> when the text is not one, or is that of a firm.</param>
/// <param name="Reason">Why it is not one: a code of <see cref="NameReasons"/>; null for a name.</param>
/// <param name="Flags">What a person may want to check: codes of <see cref="NameFlags"/>, in their order there.</param>
/// <param name="Company">The firm when the text names one by its legal form; null otherwise.</param>
public readonly record struct NameReading(PersonName Name, string? Reason, IReadOnlyList<string> Flags, string? Company = null)
{
    internal static NameReading Refused(string reason) => new(PersonName.Unknown, reason, []);
}

/// <summary>Why a text is no name.</summary>
public static class NameReasons
{
    /// <summary>Nothing visible was typed.</summary>
    public const string Empty = "empty";

    /// <summary>Digits, signs or pictures only.</summary>
    public const string NoLetters = "no-letters";

    /// <summary>A link, an address, markup or an advert.</summary>
    public const string NotAName = "not-a-name";

    /// <summary>What is written where there is no name: "Guest Customer", «Имя Фамилия», "null".</summary>
    public const string Placeholder = "placeholder";
}

/// <summary>What is noted about a name that was read.</summary>
public static class NameFlags
{
    /// <summary>A part is initials: «Иванов И. П.».</summary>
    public const string Initials = "initials";

    /// <summary>The given name is a short form: «Саша», "Bob".</summary>
    public const string Diminutive = "diminutive";

    /// <summary>A word of two alphabets was corrected: «Аnna» with a Cyrillic А.</summary>
    public const string LookAlikeLetters = "look-alike-letters";

    /// <summary>A title or generation was left out: "Dr.", «г-жа», "Jr".</summary>
    public const string Title = "title";

    /// <summary>It is a firm, which has no first name, no sex and no greeting by name.</summary>
    public const string Company = "company";
}
