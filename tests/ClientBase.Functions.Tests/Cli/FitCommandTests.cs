using System.Text.Json;

namespace ClientBase.Functions.Tests.Cli;

public sealed class FitCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [PublicDataFact(Cdnow.Sample)]
    public async Task The_published_fits_are_printed_as_json()
    {
        var lines = File.ReadLines(Repository.Data(Cdnow.Sample)).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(cells => cells.Length == 5);
        var csv = "customer,date,amount\n" + string.Join('\n', lines.Select(cells => $"{cells[0]},{cells[2]},{cells[4]}"));

        var (_, output, _) = await FitAsync(csv, "--amount", "amount", "--unit", "week", "--until", "1997-09-30", "--json");
        var fit = JsonDocument.Parse(output).RootElement;

        var bgnbd = fit.GetProperty("bgnbd");
        Assert.Equal(
            [0.243, 4.414, 0.793, 2.426],
            new[] { "r", "alpha", "a", "b" }.Select(name => Math.Round(bgnbd.GetProperty(name).GetDouble(), 3)));
        Assert.Equal(-9582.4, bgnbd.GetProperty("logLikelihood").GetDouble(), 0.05);
        Assert.Equal(
            [6.25, 3.74, 15.44],
            new[] { "p", "q", "v" }.Select(name => Math.Round(fit.GetProperty("gammaGamma").GetProperty(name).GetDouble(), 2)));
        Assert.Equal(2357, fit.GetProperty("customers").GetInt32());
    }

    [Fact]
    public async Task Without_sums_there_is_no_spend_and_one_customer_is_enough()
    {
        var (_, output, _) = await FitAsync("customer,date\na,2026-01-01\n", "--unit", "day", "--until", "2026-02-01", "--json");
        var fit = JsonDocument.Parse(output).RootElement;

        Assert.Equal(JsonValueKind.Null, fit.GetProperty("gammaGamma").ValueKind);
        Assert.Equal((1, 0), (fit.GetProperty("customers").GetInt32(), fit.GetProperty("repeatCustomers").GetInt32()));
    }

    [Fact]
    public async Task A_log_without_purchases_by_then_is_refused()
    {
        var result = await FitAsync("customer,date\na,2026-01-01\n", "--unit", "day", "--until", "2025-12-31", "--json");

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains("no purchase up to 2025-12-31", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--unit", "month", "--until", "2026-01-01")]
    [InlineData("--unit", "day", "--until", "soon")]
    [InlineData("--unit", "day")]
    public async Task Wrong_usage_exits_with_2(params string[] arguments) =>
        Assert.Equal(2, (await FitAsync("customer,date\na,2026-01-01\n", arguments)).ExitCode);

    private Task<CliResult> FitAsync(string orders, params string[] arguments) =>
        CliProcess.RunAsync(["fit", _folder.Write("orders.csv", orders), "--customer", "customer", "--date", "date", .. arguments]);
}
