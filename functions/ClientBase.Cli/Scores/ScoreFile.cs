using System.Globalization;
using ClientBase.Cli.Tables;

namespace ClientBase.Cli.Scores;

/// <summary>The table of scores: one row for each customer, in ordinal order of their ids. Unknown values are empty.</summary>
internal static class ScoreFile
{
    private static readonly string[] Columns =
    [
        "customer", "recency", "frequency", "monetary", "r", "f", "m", "rfm_segment", "abc", "xyz", "rating",
        "p_alive", "expected_orders_90d", "value_12m",
    ];

    public static void Write(ScoreRun run, string path)
    {
        using var file = CsvOutput.Create(path, Columns);
        for (var customer = 0; customer < run.Scores.CustomerIds.Count; customer++)
        {
            ref readonly var score = ref run.Scores[customer];
            var forecast = run.Forecasts[customer];
            string?[] cells =
            [
                run.Scores.CustomerIds[customer],
                Text(score.RecencyDays),
                Text(score.Orders),
                run.Scores.TotalOf(customer).ToString("0.######", CultureInfo.InvariantCulture),
                Text(score.Rfm?.R),
                Text(score.Rfm?.F),
                Text(score.Rfm?.M),
                score.Rfm?.Segment,
                score.Abc.ToString(),
                score.Xyz.ToString(),
                score.Rating.ToString(),
                Text(forecast?.PAlive),
                Text(forecast?.ExpectedOrders),
                Text(forecast?.Value),
            ];
            foreach (var cell in cells)
            {
                file.Rows.WriteField(cell);
            }

            file.Rows.EndRecord();
        }

        file.Finish();
    }

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Text(double? number) => number?.ToString("0.######", CultureInfo.InvariantCulture) ?? "";
}
