using ClientBase.Functions.Http;

namespace ClientBase.Functions.Loyalty;

/// <summary>What bodies of this feature have in common.</summary>
internal static class LoyaltyFields
{
    /// <summary>A currency, in capitals.</summary>
    public static string? Currency(this BodyFields body, string name, bool isRequired = false)
    {
        var currency = body.Text(name, int.MaxValue, isRequired)?.ToUpperInvariant();
        if (currency is not null && !(currency.Length == 3 && currency.All(char.IsAsciiLetter)))
        {
            body.Refuse(name, "three letters such as RUB (ISO 4217)");
        }

        return currency;
    }

    /// <summary>A number that has to be there.</summary>
    public static decimal? RequiredNumber(this BodyFields body, string name, decimal min, decimal max)
    {
        if (!body.Has(name) || body.IsNull(name))
        {
            body.Refuse(name, "is required");
        }

        return body.Number(name, min, max);
    }
}
