using System.Globalization;
using ClientBase.Domain.Tables;
using ClientBase.Functions.Storage.Documents;

namespace ClientBase.Functions.Reports.Costs;

/// <summary>Reads what was spent, by day and channel, from a file of an advertising network or a table of one's own.</summary>
internal static class CostFile
{
    private const int MostErrors = 50;
    private const int MostRows = 100_000;

    // As the exports of advertising networks and people head them, in lower case.
    private static readonly Dictionary<string, string[]> Headings = new(StringComparer.Ordinal)
    {
        ["day"] = ["day", "date", "дата", "день", "period", "период", "reporting starts", "начало отчетности"],
        ["channel"] = ["channel", "source", "utm_source", "канал", "источник", "medium", "платформа", "platform"],
        ["campaign"] = ["campaign", "utm_campaign", "campaign name", "кампания", "название кампании"],
        ["amount"] =
            ["amount", "cost", "spend", "spent", "amount spent", "сумма", "затраты", "расход", "расходы", "стоимость", "потрачено"],
        ["currency"] = ["currency", "валюта"],
    };

    /// <summary>The costs, and what could not be used, by row.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="currency">Of rows that name none.</param>
    /// <exception cref="InputRefusedException">It is no table, or lacks a day, a channel or an amount.</exception>
    public static (IReadOnlyList<KeptCost> Costs, SortedDictionary<string, string[]> Errors) Read(byte[] bytes, string currency)
    {
        using var table = TableInput.Open(() => new MemoryStream(bytes), "The file");
        int? Find(string name)
        {
            var column = table.Headers.Index().Where(one => Headings[name].Contains(Plain(one.Item))).Select(one => (int?)one.Index);
            return column.FirstOrDefault();
        }

        if (Find("day") is not { } day || Find("channel") is not { } channel || Find("amount") is not { } amount)
        {
            throw new InputRefusedException(
                $"The file wants columns day, channel and amount; campaign and currency may be there. Its columns are: "
                + $"{string.Join(", ", table.Headers)}.");
        }

        var (campaignAt, currencyAt) = (Find("campaign"), Find("currency"));
        var days = new CellTimes(table, day, CellTimes.Survey(table, day));
        var amounts = new CellNumbers(table, amount, CellNumbers.Survey(table, amount));
        var (costs, errors) = (new List<KeptCost>(), new SortedDictionary<string, string[]>(StringComparer.Ordinal));
        while (costs.Count < MostRows && table.ReadAny(out var flaw))
        {
            var at = days.TryRead(out var noDay);
            var sum = amounts.TryRead(out var noSum);
            var name = table.Text(channel).Trim();
            if (flaw is null && at is { } when && sum is >= 0 and { } spent && name.Length is > 0 and <= 100)
            {
                costs.Add(new KeptCost(
                    when.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    name,
                    campaignAt is { } of && table.Text(of).Trim() is { Length: > 0 } campaign ? campaign : null,
                    spent,
                    currencyAt is { } code && table.Text(code).Trim() is { Length: 3 } own ? own.ToUpperInvariant() : currency));
            }
            else if (errors.Count < MostErrors)
            {
                errors[$"row {table.RowNumber:d6}"] =
                    [flaw ?? noDay ?? noSum ?? (name.Length is 0 or > 100 ? "a channel of 1 to 100 letters" : "an amount of 0 or more")];
            }
        }

        return (costs, errors);
    }

    private static string Plain(string heading)
    {
        var name = heading.Trim().ToLowerInvariant();
        return name.IndexOf('(', StringComparison.Ordinal) is > 0 and var unit ? name[..unit].Trim() : name; // "Amount spent (EUR)"
    }
}
