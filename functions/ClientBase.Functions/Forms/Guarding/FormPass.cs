using System.Security.Cryptography;
using System.Text.Json;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Forms.Guarding;

/// <summary>What proves who fills a form in, so that they are asked only what is not known yet.</summary>
/// <param name="FormId">The form it is for.</param>
/// <param name="Until">When it ends, in Unix seconds.</param>
public sealed record FormPass(string FormId, long Until)
{
    /// <summary>The contact a link was made for; null for somebody who has just posted.</summary>
    public string? Contact { get; init; }

    /// <summary>The address that was posted.</summary>
    public string? Email { get; init; }

    /// <summary>The telephone that was posted.</summary>
    public string? Phone { get; init; }

    /// <summary>The capture that was made of the post.</summary>
    public string? Capture { get; init; }

    /// <summary>The names of the fields answered so far.</summary>
    public IReadOnlyList<string> Answered { get; init; } = [];
}

/// <summary>Seals passes: whoever reads an address they stand in learns nothing, and nobody else can make one.</summary>
public sealed class FormPasses(SigningKey key, TimeProvider clock)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int LongestPass = 8_000;

    /// <summary>The pass as it stands in an address.</summary>
    public async ValueTask<string> SealAsync(FormPass pass, CancellationToken cancellationToken)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(pass, JsonSerializerOptions.Web);
        var nonce = RandomNumberGenerator.GetBytes(NonceLength);
        var (secret, tag) = (new byte[plain.Length], new byte[TagLength]);
        using var cipher = await CipherAsync(cancellationToken);
        cipher.Encrypt(nonce, plain, secret, tag);
        return TokenText.Of([.. nonce, .. tag, .. secret]);
    }

    /// <summary>The pass behind a text; null when it is none of ours, of another form, or over.</summary>
    public async ValueTask<FormPass?> OpenAsync(string formId, string? text, CancellationToken cancellationToken)
    {
        if (text is null || !TokenText.TryDecode(text, LongestPass, out var bytes) || bytes.Length <= NonceLength + TagLength)
        {
            return null;
        }

        var plain = new byte[bytes.Length - NonceLength - TagLength];
        using var cipher = await CipherAsync(cancellationToken);
        try
        {
            cipher.Decrypt(
                bytes.AsSpan(0, NonceLength), bytes.AsSpan(NonceLength + TagLength), bytes.AsSpan(NonceLength, TagLength), plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        var pass = JsonSerializer.Deserialize<FormPass>(plain, JsonSerializerOptions.Web)!;
        return pass.FormId == formId && pass.Until >= clock.GetUtcNow().ToUnixTimeSeconds() ? pass : null;
    }

    private async ValueTask<AesGcm> CipherAsync(CancellationToken cancellationToken) =>
        new(await key.ForAsync("form-pass", cancellationToken), TagLength);
}
