using System.Security.Cryptography;
using System.Text;
using ClientBase.Functions.Http;

namespace ClientBase.Functions.Sending.Links;

/// <summary>What a link in a mail is for. A token made for one is good for nothing else.</summary>
public enum TokenPurpose
{
    /// <summary>To withdraw the consent to marketing mail.</summary>
    Unsubscribe = 'u',

    /// <summary>To see and change preferences.</summary>
    Preferences = 'p',

    /// <summary>To confirm a subscription.</summary>
    Confirm = 'c',

    /// <summary>To see the receipts of one's own consents.</summary>
    Receipts = 'r',

    /// <summary>To take out all of one's own data.</summary>
    Data = 'd',

    /// <summary>To be erased.</summary>
    Erase = 'e',
}

/// <summary>What a link in a mail stands for.</summary>
/// <param name="ContactId">Whom the mail went to.</param>
/// <param name="CampaignId">With which campaign.</param>
/// <param name="Channel">By which channel.</param>
public sealed record ContactToken(string ContactId, string CampaignId, string Channel = "email");

/// <summary>Makes and reads the tokens in links: signed, so that nobody can act for somebody else, and without personal data.</summary>
/// <param name="key">The secret.</param>
public sealed class TokenSigner(byte[] key)
{
    private const int ContactIdLength = 26; // ContactId.IsValid
    private const char Separator = '\n';
    private const int SignatureLength = 16; // 128 bits of the HMAC: short enough for a link, far beyond guessing.

    /// <summary>The token of a link.</summary>
    public string Sign(TokenPurpose purpose, ContactToken token)
    {
        var said = Encoding.UTF8.GetBytes($"{(char)purpose}{token.ContactId}{token.CampaignId}{Suffix(token.Channel)}");
        return TokenText.Of([.. Signature(said), .. said]);
    }

    /// <summary>What a token stands for; null for a forged one, or one made for another purpose.</summary>
    public ContactToken? Read(TokenPurpose purpose, string text)
    {
        if (!TokenText.TryDecode(text, 512, out var bytes)
            || bytes.Length <= SignatureLength
            || !CryptographicOperations.FixedTimeEquals(Signature(bytes.AsSpan(SignatureLength)), bytes.AsSpan(0, SignatureLength)))
        {
            return null;
        }

        // The signature is ours, so this is what was signed: purpose, contact id (of fixed length), campaign.
        var said = Encoding.UTF8.GetString(bytes.AsSpan(SignatureLength));
        if (said[0] != (char)purpose)
        {
            return null;
        }

        var (contact, rest) = (said[1..(1 + ContactIdLength)], said[(1 + ContactIdLength)..].Split(Separator, 2));
        return rest is [var campaign, var channel] ? new ContactToken(contact, campaign, channel) : new ContactToken(contact, rest[0]);
    }

    // Links in mails are the rule, and as long as they were.
    private static string Suffix(string channel) => channel == "email" ? "" : $"{Separator}{channel}";

    private byte[] Signature(ReadOnlySpan<byte> said) => HMACSHA256.HashData(key, said)[..SignatureLength];
}
