using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using ClientBase.Domain.Loyalty;
using ClientBase.Functions.Forms.Defining;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Forms.Receiving;

/// <summary>What somebody gets for filling a form in.</summary>
/// <param name="Title">What it is, by language; null where the form does not say.</param>
/// <param name="Code">The promo code; null where none is given.</param>
/// <param name="Percent">Discount in per cent.</param>
/// <param name="Amount">Discount as a sum.</param>
/// <param name="Currency">The sum's currency.</param>
public sealed record BonusGiven(
    IReadOnlyDictionary<string, string>? Title, string? Code, decimal? Percent, decimal? Amount, string? Currency)
{
    /// <summary>Whether the code is one for all who fill the form in.</summary>
    [JsonIgnore]
    public bool IsCommon { get; init; }

    internal Dictionary<string, object?> ToData() => new Dictionary<string, object?>
    {
        ["title"] = Title?.ToDictionary(text => text.Key, text => (object?)text.Value),
        ["code"] = Code,
        ["percent"] = Percent,
        ["amount"] = Amount,
        ["currency"] = Currency,
        ["common"] = IsCommon ? true : null,
    }.Where(member => member.Value is not null).ToDictionary();
}

/// <summary>Gives the bonus that a form promises.</summary>
/// <remarks>Everybody's own code is made from the capture: a repeat of a post gets the same, and nobody can make one up.</remarks>
public sealed class FormBonusGiver(SigningKey key)
{
    /// <summary>The bonus of a capture; null where the form has none.</summary>
    public async ValueTask<BonusGiven?> OfAsync(FormDefinition form, string captureId, CancellationToken cancellationToken)
    {
        if (form.Bonus is not { } bonus)
        {
            return null;
        }

        var code = bonus.HasOwnCodes ? await OwnCodeAsync(bonus.Prefix ?? "", captureId, cancellationToken) : bonus.CommonCode;
        return new BonusGiven(bonus.Name, code, bonus.Percent, bonus.Amount, bonus.Currency) { IsCommon = !bonus.HasOwnCodes };
    }

    private async ValueTask<string> OwnCodeAsync(string prefix, string captureId, CancellationToken cancellationToken) =>
        PromoText.Of(
            prefix,
            HMACSHA256.HashData(await key.ForAsync("form-bonus", cancellationToken), Encoding.UTF8.GetBytes(captureId)));
}
