namespace ClientBase.Domain.Contacts;

/// <summary>Sources of what is not said by the person: <see cref="Stamped{T}.Source"/>.</summary>
public static class Origins
{
    /// <summary>Said by whoever has the key of the API.</summary>
    public const string Api = "api";

    private const string Derived = "derived";
    private const string Staff = "staff:";

    /// <summary>Concluded from something else: the sex from a first name, a time zone from a telephone.</summary>
    /// <param name="from">What from, such as <c>name</c>; a word, not its value.</param>
    public static string DerivedFrom(string from) => $"{Derived}:{from}";

    /// <summary>Typed by somebody of the staff.</summary>
    public static string OfStaff(string name) => Staff + name;

    /// <summary>Whether a value was concluded and not said by anybody.</summary>
    public static bool IsDerived(string source) =>
        source.StartsWith(Derived, StringComparison.Ordinal) && (source.Length == Derived.Length || source[Derived.Length] == ':');
}
