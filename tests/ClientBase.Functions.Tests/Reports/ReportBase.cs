using System.Globalization;
using System.Text.Json;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Reports;
using ClientBase.Functions.Segments.Recompute;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace ClientBase.Functions.Tests.Reports;

/// <summary>A report as a reader sees it.</summary>
internal sealed class ReadReport(JsonElement json)
{
    private readonly List<string> _columns =
        [.. json.GetProperty("columns").EnumerateArray().Select(one => one.GetProperty("id").GetString()!)];

    public JsonElement Json => json;

    public int Count => json.GetProperty("rows").GetArrayLength();

    /// <summary>The values of a column.</summary>
    public IReadOnlyList<JsonElement> this[string column] =>
        [.. json.GetProperty("rows").EnumerateArray().Select(row => row[_columns.IndexOf(column)])];

    public IReadOnlyList<string?> Texts(string column) => [.. this[column].Select(cell => cell.GetString())];

    public IReadOnlyList<decimal> Numbers(string column) =>
        [.. this[column].Select(cell => cell.ValueKind == JsonValueKind.Null ? 0m : cell.GetDecimal())];

    /// <summary>A number by what another column says.</summary>
    public Dictionary<string, decimal> By(string key, string column) =>
        Texts(key).Zip(Numbers(column)).ToDictionary(row => row.First!, row => row.Second, StringComparer.Ordinal);

    /// <summary>A row as its cells, by what its first column says: a number as <c>1.5</c>, nothing as <c>null</c>.</summary>
    public Dictionary<string, string> Cells(params string[] columns) => this[_columns[0]].Index().ToDictionary(
        row => row.Item.GetString()!,
        row => string.Join(' ', columns.Select(column => this[column][row.Index]).Select(cell => cell.ValueKind switch
        {
            JsonValueKind.Null => "null",
            JsonValueKind.Number => Plain(cell.GetDecimal()),
            _ => cell.ToString(),
        })),
        StringComparer.Ordinal);

    /// <summary>Figures as <see cref="Cells"/> shows them.</summary>
    public static string Line(params object?[] figures) => string.Join(' ', figures.Select(figure => figure switch
    {
        null => "null",
        string text => text,
        _ => Plain(Convert.ToDecimal(figure, CultureInfo.InvariantCulture)),
    }));

    private static string Plain(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture);

    public decimal Total(string name) => json.GetProperty("totals").GetProperty(name).GetDecimal();

    public string Notes => json.GetProperty("notes").ToString();
}

/// <summary>A base with reports over it.</summary>
internal sealed class ReportBase(
    AzuriteFixture azurite, Dictionary<string, string?>? settings = null, Action<IServiceCollection>? replace = null)
    : TestApp(azurite, settings, replace)
{
    public Task<ReadReport> ReportAsync(string name, string query = "") => this.TableAsync(name, query);

    public Task<(int Status, JsonElement Body)> TryAsync(string name, string query = "") =>
        CallAsync(request => Get<ShowReports>().GetAsync(request, name, default), query: query);
}

internal static class ReportReading
{
    /// <summary>Works off what changed, or all anew.</summary>
    public static async Task RecomputeAsync(this TestApp app, bool isRebuild = false)
    {
        if (isRebuild)
        {
            await app.Get<RecomputeRequests>().AskAsync(isRebuild: true, default);
        }
        else
        {
            await app.Get<RecomputeSegments>().RunAsync(new TimerInfo(), default);
        }

        while (await app.TakeAsync<RecomputeAsked>(Queues.Recompute) is { Count: > 0 } asked)
        {
            foreach (var message in asked)
            {
                await app.Get<RunRecompute>().RunAsync(message, default);
            }
        }
    }

    /// <summary>A report over any base.</summary>
    public static async Task<ReadReport> TableAsync(this TestApp app, string name, string query = "")
    {
        var (status, body) = await app.CallAsync(request => app.Get<ShowReports>().GetAsync(request, name, default), query: query);
        Assert.True(status == StatusCodes.Status200OK, body.ToString());
        return new ReadReport(body);
    }
}
