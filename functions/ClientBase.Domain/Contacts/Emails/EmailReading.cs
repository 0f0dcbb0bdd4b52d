namespace ClientBase.Domain.Contacts.Emails;

/// <summary>What a typed e-mail address was read as.</summary>
/// <param name="Email">The address, or null when the text is not one.</param>
/// <param name="Reason">Why it is not one: a code of <see cref="EmailReasons"/>; null for an address.</param>
public readonly record struct EmailReading(EmailAddress? Email, string? Reason);

/// <summary>Why an e-mail address is refused.</summary>
public static class EmailReasons
{
    /// <summary>Nothing was typed.</summary>
    public const string Empty = "empty";

    /// <summary>What people write to get past a form: no@..., none@..., test@test.com.</summary>
    public const string Placeholder = "placeholder";

    /// <summary>There is no @.</summary>
    public const string NoAtSign = "no-at-sign";

    /// <summary>Nothing stands before the @.</summary>
    public const string NoLocalPart = "no-local-part";

    /// <summary>Nothing stands behind the @.</summary>
    public const string NoDomain = "no-domain";

    /// <summary>Over 64 octets before the @ (RFC 5321, 4.5.3.1.1).</summary>
    public const string LocalPartTooLong = "local-part-too-long";

    /// <summary>Over 254 octets (the path of RFC 5321, less its angle brackets).</summary>
    public const string TooLong = "too-long";

    /// <summary>A space, a second @ or another character no mailbox has.</summary>
    public const string BadCharacter = "bad-character";

    /// <summary>A local part in quotation marks, which no provider hands out.</summary>
    public const string QuotedLocalPart = "quoted-local-part";

    /// <summary>A comment in brackets.</summary>
    public const string Comment = "comment";

    /// <summary>An IP address in square brackets instead of a domain.</summary>
    public const string AddressLiteral = "address-literal";

    /// <summary>The local part or the domain begins or ends with a dot.</summary>
    public const string DotAtEdge = "dot-at-edge";

    /// <summary>Two dots in a row.</summary>
    public const string TwoDots = "two-dots";

    /// <summary>A domain of one label.</summary>
    public const string NoTopLevelDomain = "no-top-level-domain";

    /// <summary>A top-level domain of one letter or of digits only.</summary>
    public const string BadTopLevelDomain = "bad-top-level-domain";

    /// <summary>Not a host name under UTS 46: forbidden character, hyphen at an edge, label over 63 octets.</summary>
    public const string BadDomain = "bad-domain";
}
