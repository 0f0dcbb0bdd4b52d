using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClientBase.Functions.Forms.Receiving;
using ClientBase.Functions.Storage;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Forms.Guarding;

/// <summary>A piece of work for a browser, as ALTCHA writes it.</summary>
/// <param name="Algorithm">How it is worked on.</param>
/// <param name="Challenge">Digest of the salt and the number that is to be found.</param>
/// <param name="Maxnumber">The largest the number may be.</param>
/// <param name="Salt">What stands before the number; it ends with when the challenge ends.</param>
/// <param name="Signature">Proves that the challenge is ours.</param>
public sealed record WorkChallenge(string Algorithm, string Challenge, int Maxnumber, string Salt, string Signature);

/// <summary>Makes browsers work before they may post, so that posting by the thousand costs something.</summary>
/// <see href="https://altcha.org/docs/v2/proof-of-work/"/>
public sealed class ProofOfWork(SigningKey key, FormWindows windows, IOptions<FormOptions> options, TimeProvider clock)
{
    private const string Algorithm = "SHA-256";
    private const int LongestSolution = 2_000;
    private static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(20);

    /// <summary>A new challenge for a form.</summary>
    public async Task<WorkChallenge> ChallengeAsync(string formId, CancellationToken cancellationToken)
    {
        var until = clock.GetUtcNow().Add(GoodFor).ToUnixTimeSeconds();
        var salt = $"{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12))}?expires={until}&form={Uri.EscapeDataString(formId)}&";
        var challenge = Digest(salt, RandomNumberGenerator.GetInt32(options.Value.WorkNumber + 1));
        return new WorkChallenge(Algorithm, challenge, options.Value.WorkNumber, salt, await SignAsync(challenge, cancellationToken));
    }

    /// <summary>Whether a solution is right, of this form, in time, and used for the first time.</summary>
    /// <param name="formId">The form.</param>
    /// <param name="solution">What was posted: JSON in base64.</param>
    public async Task<bool> IsDoneAsync(string formId, string? solution, CancellationToken cancellationToken)
    {
        if (Read(solution) is not { } solved
            || solved.Algorithm != Algorithm
            || solved.Challenge != Digest(solved.Salt!, solved.Number)
            || !CryptographicOperations.FixedTimeEquals(
                Encoding.ASCII.GetBytes(await SignAsync(solved.Challenge!, cancellationToken)), Encoding.UTF8.GetBytes(solved.Signature!)))
        {
            return false;
        }

        // The salt is ours as signed: its parameters are what we wrote.
        var parameters = solved.Salt!.Split('?', 2)[^1].Split('&');
        return parameters.Contains($"form={Uri.EscapeDataString(formId)}")
            && parameters[0] is ['e', 'x', 'p', 'i', 'r', 'e', 's', '=', .. var until]
            && long.TryParse(until, out var ends)
            && ends >= clock.GetUtcNow().ToUnixTimeSeconds()
            && await windows.IsFirstUseAsync(solved.Challenge!, DateTimeOffset.FromUnixTimeSeconds(ends), cancellationToken);
    }

    private static Solution? Read(string? solution)
    {
        var bytes = new byte[LongestSolution];
        if (solution is not { Length: > 0 and <= LongestSolution } || !Convert.TryFromBase64String(solution, bytes, out var length))
        {
            return null;
        }

        try
        {
            var read = JsonSerializer.Deserialize<Solution>(bytes.AsSpan(0, length), JsonSerializerOptions.Web);
            return read is { Challenge: not null, Salt: not null, Signature: not null } ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Digest(string salt, long number) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{salt}{number}"))));

    private async ValueTask<string> SignAsync(string challenge, CancellationToken cancellationToken)
    {
        var secret = await key.ForAsync("form-work", cancellationToken);
        return Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(challenge)));
    }

    private sealed record Solution(string? Algorithm, string? Challenge, long Number, string? Salt, string? Signature);
}
