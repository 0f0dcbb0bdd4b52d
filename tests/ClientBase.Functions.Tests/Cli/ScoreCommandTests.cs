using System.Text.Json;

namespace ClientBase.Functions.Tests.Cli;

public sealed class ScoreCommandTests : IDisposable
{
    private const string Header =
        "customer,recency,frequency,monetary,r,f,m,rfm_segment,abc,xyz,rating,p_alive,expected_orders_90d,value_12m";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Customers_are_scored_in_ordinal_order_of_their_ids()
    {
        var (result, rows) = await ScoreAsync(
            "client;when;sum;order\nb;01.01.2026 10:00;100,50;1\nb;01.01.2026 12:00;-0,50;1\n"
            + "B;20.02.2026;300;2\nb;28.02.2026;50;3\nc;20.02.2026;-10;4\nd;02.03.2026;1;5\n",
            "--order", "order");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(Header, rows[0]);
        Assert.Equal(["B", "b", "c"], rows[1..].Select(row => row.Split(',')[0]));
        Assert.StartsWith("B,9,1,300,", rows[1], StringComparison.Ordinal);
        Assert.StartsWith("b,1,2,150,", rows[2], StringComparison.Ordinal);
        Assert.Equal("c,,0,-10,,,,,C,Z,E,,,", rows[3]);
        Assert.Contains("A", rows[1].Split(',')[8], StringComparison.Ordinal);
        Assert.Contains("shrunk", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_is_the_only_thing_on_standard_output()
    {
        var (result, _) = await ScoreAsync("client,when,sum\na,2026-01-01,10\na,2026-02-01,20\n,2026-02-01,20\n", "--json");

        var summary = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal(1, summary.GetProperty("customers").GetInt32());
        Assert.Equal(1, summary.GetProperty("linesWithoutCustomer").GetInt32());
        Assert.True(summary.GetProperty("forecast").GetProperty("isShrunk").GetBoolean());
        Assert.Contains("1 of 3 lines name no customer", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("client,when,sum\n")]
    [InlineData("client,when,sum\na,2027-01-01,10\n")]
    public async Task Nobody_is_scored_before_the_first_order(string orders)
    {
        var (result, rows) = await ScoreAsync(orders);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal([Header], rows);
        Assert.Contains("nobody is scored", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("client,when,sum\na,yesterday,10\n", "row 2, column 'when': 'yesterday'")]
    [InlineData("client,when,sum\na,2026-01-01,10\nb,2026-01-01,x\n", "row 3, column 'sum': 'x'")]
    [InlineData("client,when\na,2026-01-01\n", "no column 'sum'")]
    public async Task A_refused_input_is_named_by_row_and_column_and_nothing_is_written(string orders, string message)
    {
        var (result, rows) = await ScoreAsync(orders);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message, result.Errors, StringComparison.Ordinal);
        Assert.Empty(rows);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Wrong_usage_exits_with_2()
    {
        Assert.Equal(2, (await CliProcess.RunAsync("score", "a.csv", "--customer", "c")).ExitCode);
        Assert.Equal(2, (await ScoreAsync("client,when,sum\n", "--model", "guess")).Result.ExitCode);
        Assert.Equal(2, (await CliProcess.RunAsync(
            "score", "a.csv", "--customer", "c", "--date", "d", "--amount", "a", "--as-of", "soon", "--out", "o.csv")).ExitCode);
    }

    private async Task<(CliResult Result, string[] Rows)> ScoreAsync(string orders, params string[] more)
    {
        var path = _folder.At("scores.csv");
        var result = await CliProcess.RunAsync(
        [
            "score", _folder.Write("orders.csv", orders), "--customer", "client", "--date", "when", "--amount", "sum",
            "--as-of", "2026-03-01", "--out", path, .. more,
        ]);
        return (result, File.Exists(path) ? await File.ReadAllLinesAsync(path) : []);
    }
}
