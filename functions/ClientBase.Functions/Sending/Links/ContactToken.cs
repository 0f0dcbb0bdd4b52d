using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

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
}

/// <summary>What a link in a mail stands for.</summary>
/// <param name="ContactId">Whom the mail went to.</param>
/// <param name="CampaignId">With which campaign.</param>
public sealed record ContactToken(string ContactId, string CampaignId);

/// <summary>Makes and reads the tokens in links: signed, so that nobody can act for somebody else, and without personal data.</summary>
/// <param name="key">The secret.</param>
public sealed class TokenSigner(byte[] key)
{
    private const int ContactIdLength = 26; // ContactId.IsValid
    private const int SignatureLength = 16; // 128 bits of the HMAC: short enough for a link, far beyond guessing.

    /// <summary>The token of a link.</summary>
    public string Sign(TokenPurpose purpose, ContactToken token)
    {
        var said = Encoding.UTF8.GetBytes($"{(char)purpose}{token.ContactId}{token.CampaignId}");
        return Base64Url.EncodeToString([.. Signature(said), .. said]);
    }

    /// <summary>What a token stands for; null for a forged one, or one made for another purpose.</summary>
    public ContactToken? Read(TokenPurpose purpose, string text)
    {
        if (text.Length > 512 || !Base64Url.IsValid(text))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(text);
        if (bytes.Length <= SignatureLength
            || !CryptographicOperations.FixedTimeEquals(Signature(bytes.AsSpan(SignatureLength)), bytes.AsSpan(0, SignatureLength)))
        {
            return null;
        }

        // The signature is ours, so this is what was signed: purpose, contact id (of fixed length), campaign.
        var said = Encoding.UTF8.GetString(bytes.AsSpan(SignatureLength));
        return said[0] == (char)purpose ? new ContactToken(said[1..(1 + ContactIdLength)], said[(1 + ContactIdLength)..]) : null;
    }


    private byte[] Signature(ReadOnlySpan<byte> said) => HMACSHA256.HashData(key, said)[..SignatureLength];
}
