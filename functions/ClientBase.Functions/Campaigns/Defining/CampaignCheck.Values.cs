using System.Globalization;
using System.Text.RegularExpressions;
using ClientBase.Domain.Crm;

namespace ClientBase.Functions.Campaigns.Defining;

/// <content>How single values are read and refused.</content>
internal sealed partial class CampaignCheck
{
    private double? Between(string field, double? value, double least, double most)
    {
        if (value is { } number && !(number >= least && number <= most))
        {
            Refuse(field, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"));
        }

        return value;
    }

    private int? Least(string field, int? value, int least)
    {
        if (value < least)
        {
            Refuse(field, $"at least {least}");
        }

        return value;
    }

    private TimeSpan? Duration(string field, string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (!Durations.TryParse(text, out var duration))
        {
            Refuse(field, "a span of time such as 30m, 4h or 7d");
        }

        return duration;
    }

    private T Refused<T>(string field, string why)
        where T : struct
    {
        Refuse(field, why);
        return default;
    }

    private void Refuse(string field, params string[] why) => _errors.TryAdd(field, why);

    [GeneratedRegex("^[A-Za-z0-9_-]{1,32}$")]
    private static partial Regex VariantId();
}
