namespace ClientBase.Domain.Contacts;

/// <summary>Sources of what is said of a person by hand: <see cref="Stamped{T}.Source"/>.</summary>
public static class Origins
{
    /// <summary>Said by whoever has the key of the API.</summary>
    public const string Api = "api";

    /// <summary>Typed by somebody of the staff.</summary>
    public static string OfStaff(string name) => $"staff:{name}";
}
