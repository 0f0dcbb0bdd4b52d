using System.Diagnostics;
using System.Text.Json;
using ClientBase.Domain.Forecast;
using ClientBase.Domain.Forecast.Purchases;
using ClientBase.Domain.Forecast.Spend;

namespace ClientBase.Benchmarks;

/// <summary>The fit of BG/NBD and Gamma-Gamma to CDNOW's 2,357 customers, from the purchase log; needs the public data.</summary>
internal static class Forecasting
{
    private static readonly int Runs = Figures.Sized(21, small: 3);

    private static readonly JsonSerializerOptions Indented = new(JsonSerializerOptions.Web) { WriteIndented = true };

    public static Task RunAsync()
    {
        if (!File.Exists(Repository.Data(Cdnow.Sample)))
        {
            Console.Error.WriteLine($"{Cdnow.Sample} is not on this machine.");
            return Task.CompletedTask;
        }

        var log = Cdnow.Log();
        var milliseconds = new double[Runs];
        PurchaseFit? fit = null;
        for (var run = 0; run < Runs; run++)
        {
            var watch = Stopwatch.StartNew();
            var histories = log.Until(Cdnow.Published, TimeUnit.Week);
            fit = PurchaseFit.Of(histories, DropoutModel.BgNbd);
            SpendFit.Of(histories);
            milliseconds[run] = watch.Elapsed.TotalMilliseconds;
        }

        var figure = new
        {
            customers = log.Customers,
            firstMilliseconds = milliseconds[0],
            medianMilliseconds = milliseconds.Order().ElementAt(Runs / 2),
            fit!.LogLikelihood,
        };
        var artifacts = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts")).FullName;
        File.WriteAllText(Path.Combine(artifacts, "forecast.json"), JsonSerializer.Serialize(figure, Indented));
        Console.WriteLine(figure);
        return Task.CompletedTask;
    }
}
