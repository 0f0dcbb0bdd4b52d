using System.Globalization;
using System.Text.Json;
using ClientBase.Cli.Orders;
using ClientBase.Cli.Screens;
using ClientBase.Domain.Forecast;
using ClientBase.Domain.Segments.Scoring;
using Spectre.Console;

namespace ClientBase.Cli.Scores;

/// <summary>Shows the scores of the whole base.</summary>
internal static class ScoreScreen
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerOptions.Web) { WriteIndented = true };

    public static void Show(ScoreRun run, OrderFile orders, string path, bool asJson)
    {
        Advise(run, orders);
        if (asJson)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(
                new
                {
                    run.AsOf,
                    orders.Lines,
                    orders.LinesWithoutCustomer,
                    run.Summary.Customers,
                    run.Summary.Buyers,
                    run.Summary.Rfm,
                    run.Summary.AbcXyz,
                    run.Summary.Rating,
                    run.Summary.ParetoShare,
                    Forecast = run.Forecast is { } forecast ? Shown(forecast) : null,
                    Out = path,
                },
                Indented));
            return;
        }

        var (text, summary) = (Terminal.Out, run.Summary);
        text.Write(TableOf("RFM segment", summary.Rfm));
        text.Write(TableOf("ABC-XYZ", summary.AbcXyz));
        text.Write(TableOf("Rating", summary.Rating));
        var buyers = $"{summary.Customers} customers, {summary.Buyers} with an order";
        text.WriteLine(summary.ParetoShare is { } share
            ? string.Create(CultureInfo.InvariantCulture, $"{buyers}; the top 20 % bring {share:0.0%} of the profit.")
            : $"{buyers}; there is no profit to share.");
        text.WriteLine($"Written to {path}");
    }

    private static void Advise(ScoreRun run, OrderFile orders)
    {
        if (orders.LinesWithoutCustomer > 0)
        {
            Console.Error.WriteLine($"{orders.LinesWithoutCustomer} of {orders.Lines} lines name no customer and are left out.");
        }

        if (run.Summary.Customers == 0)
        {
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"There is no order up to {run.AsOf:yyyy-MM-dd HH:mm:ss} UTC: nobody is scored."));
        }
        else if (run.Forecast is null)
        {
            Console.Error.WriteLine(
                "Nobody has an order, so there is nothing to forecast from: p_alive, expected_orders_90d and value_12m are empty.");
        }
        else if (run.Forecast.IsShrunk)
        {
            Console.Error.WriteLine(
                $"Fewer than {ShopForecast.EnoughRepeatBuyers} customers bought again,"
                + " so the forecast is shrunk towards what is typical of shops.");
        }
    }

    private static object Shown(ShopForecast forecast) => new
    {
        Model = forecast.Purchases.Law.Model.ToString().ToLowerInvariant(),
        forecast.Purchases.Law.R,
        forecast.Purchases.Law.Alpha,
        forecast.Purchases.Law.A,
        forecast.Purchases.Law.B,
        forecast.Purchases.LogLikelihood,
        forecast.IsShrunk,
        GammaGamma = forecast.Spend is { } spend ? new { spend.Law.P, spend.Law.Q, spend.Law.V, spend.LogLikelihood } : null,
    };

    private static Table TableOf(string title, IReadOnlyDictionary<string, Tally> tallies)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn(title)
            .AddColumn(new TableColumn("Customers").RightAligned()).AddColumn(new TableColumn("Total").RightAligned());
        foreach (var (name, tally) in tallies)
        {
            table.AddRow(name, $"{tally.Customers}", tally.Total.ToString("N2", CultureInfo.InvariantCulture));
        }

        return table;
    }
}
