using System.Text.Json.Serialization;

namespace SendGrid.Helpers.Mail;

public class EmailAddress : IEquatable<EmailAddress>
{
    public EmailAddress()
    {
    }

    public EmailAddress(string email, string name = null)
    {
        Email = email;
        Name = name;
    }

    [JsonPropertyName("name")]
    public string Name { get; set; }

    [JsonPropertyName("email")]
    public string Email { get; set; }

    public static bool operator ==(EmailAddress left, EmailAddress right) => left?.Equals(right) ?? right is null;

    public static bool operator !=(EmailAddress left, EmailAddress right) => !(left == right);

    public bool Equals(EmailAddress other) => other is not null && string.Equals(Email, other.Email, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object obj) => obj?.GetType() == GetType() && Equals((EmailAddress)obj);

    public override int GetHashCode() => Email is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(Email);
}
