using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ClientBase.Functions.Reports.Logs;
using ClientBase.Functions.Reports.Making;
using ClientBase.Functions.Segments.Recompute;

namespace ClientBase.Functions.Reports;

/// <summary>
/// Answers with reports as JSON: with the last result while nothing that it was made of has changed, else it is made anew and kept.
/// </summary>
public sealed class ReportAnswers(ReportCatalogue reports, KeptResults kept, ReportStore store, RecomputeRuns runs)
{
    // Cyrillic as it is, in half the bytes; as the other answers of the API.
    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Another version of the app may count otherwise.
    private static readonly string Version = typeof(ReportAnswers).Module.ModuleVersionId.ToString("N");

    /// <summary>The answer.</summary>
    public async Task<byte[]> OfAsync(IReport report, ReportQuery query, CancellationToken cancellationToken)
    {
        if (report.Basis == ReportBasis.Live)
        {
            return await MakeAsync(report, query, cancellationToken);
        }

        var before = await StateAsync(report, cancellationToken);
        if (before.Generation is { } known && await kept.FindAsync(report, query, known, cancellationToken) is { } result)
        {
            return result;
        }

        var made = await MakeAsync(report, query, cancellationToken);
        if (before is { Generation: { } generation, IsStill: true })
        {
            // Looked at again once it lies there: whoever changes something later finds it. What was changed meanwhile may be in it or not.
            await kept.SaveAsync(report, query, generation, made, cancellationToken);
            if (await StateAsync(report, cancellationToken) != before)
            {
                await kept.ForgetAsync(report, query, cancellationToken);
            }
        }

        return made;
    }

    private async Task<byte[]> MakeAsync(IReport report, ReportQuery query, CancellationToken cancellationToken)
    {
        var (table, asOf) = await reports.MakeAsync(report, query, cancellationToken);
        return JsonSerializer.SerializeToUtf8Bytes(ReportAnswer.Of(report.Name, asOf, table), Json);
    }

    // While a recompute is under way the result of the one before stands, but what is made then is of neither.
    private async Task<State> StateAsync(IReport report, CancellationToken cancellationToken)
    {
        if (await runs.GetAsync(cancellationToken) is not { UpdatedAt: { } updatedAt } run)
        {
            return new State(null, IsStill: false);
        }

        var costs = report.Basis == ReportBasis.RecomputeAndCosts ? await store.CostsVersionAsync(cancellationToken) : null;
        return new State(string.Create(CultureInfo.InvariantCulture, $"{updatedAt.UtcTicks:x} {costs} {Version}"), run.IsFinished);
    }

    private readonly record struct State(string? Generation, bool IsStill);
}
