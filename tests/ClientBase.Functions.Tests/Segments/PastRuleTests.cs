using System.Text.Json;
using ClientBase.Functions.Segments.Defining;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Segments;

public sealed class PastRuleTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly SegmentBase _base = new(azurite);

    public async ValueTask InitializeAsync() => await _base.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _base.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_forecast_of_a_time_past_is_refused_with_where_it_is_asked_for()
    {
        await _base.FileAsync("a@example.com", 0, (400, 5m), (20, 7m));
        await _base.DefineAsync("leaving", "orders.count > 1 and forecast.alive < 0.4");
        await _base.RecomputeAsync();
        var at = _base.Clock.GetUtcNow().AddDays(-15).ToString("yyyy-MM-dd", null);

        var direct = await PreviewAsync(new { rule = "everyone and forecast.alive < 0.4", at });
        var through = await PreviewAsync(new { rule = "not in segment leaving", at });
        var backtest = await _base.CallAsync(
            request => _base.Get<PreviewSegment>().BacktestAsync(request, "leaving", default), query: $"?at={at}");

        Assert.Equal((400, 400, 400), (direct.Status, through.Status, backtest.Status));
        Assert.Equal((13, 15), (Position(direct.Body), Position(through.Body)));
        Assert.Contains("segment 'leaving' asks for forecast.alive", Error(through.Body).GetRawText(), StringComparison.Ordinal);
        Assert.Equal(200, (await PreviewAsync(new { rule = "loyalty.points > 5 or loyalty.spent > 3", at })).Status);

        static JsonElement Error(JsonElement problem) => problem.GetProperty("errors").GetProperty("rule")[0];

        static int Position(JsonElement problem) => Error(problem).GetProperty("position").GetInt32();
    }

    private Task<(int Status, JsonElement Body)> PreviewAsync(object body) =>
        _base.CallAsync(request => _base.Get<PreviewSegment>().RunAsync(request, default), body);
}
