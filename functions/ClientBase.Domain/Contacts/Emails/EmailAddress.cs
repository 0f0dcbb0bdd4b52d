using System.Diagnostics.CodeAnalysis;

namespace ClientBase.Domain.Contacts.Emails;

/// <summary>An e-mail address in the one spelling we compare and store.</summary>
/// <remarks>
/// Removes only differences that no provider makes: outer space, letter case, Unicode host names.
/// Dots and "+tags" stay: few providers ignore them, and merging two people is worse than keeping one twice.
/// </remarks>
public sealed record EmailAddress
{
    internal EmailAddress(string local, string host) => Value = $"{local}@{host}";

    /// <summary>The address: lower case, host in ASCII form.</summary>
    public string Value { get; }

    /// <summary>What stands before the @.</summary>
    public string Local => Value[..Value.IndexOf('@', StringComparison.Ordinal)];

    /// <summary>The host, in ASCII form.</summary>
    public string Host => Value[(Value.IndexOf('@', StringComparison.Ordinal) + 1)..];

    /// <summary>Reads an address as people type it.</summary>
    /// <param name="text">What was typed; null and blank are refused.</param>
    /// <param name="email">The address, or null when the text is not one.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out EmailAddress? email)
    {
        email = EmailReader.Read(text).Email;
        return email is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
