using ClientBase.Cli.Api;
using ClientBase.Cli.Demo;
using ClientBase.Cli.Screens;
using ClientBase.Domain.Tables;

namespace ClientBase.Cli.Exports;

/// <summary>Of a report: of which time and whom.</summary>
internal sealed record ReportSpan(string? From, string? To, string? By, string? Segment);

/// <summary>Has a running base make a file, waits for it and saves it.</summary>
internal sealed class ExportFetch(IClientBaseApi api)
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    /// <summary>Asks for the file and follows it to its end.</summary>
    /// <param name="asked">What is wanted.</param>
    /// <param name="span">Of a report: of which time and whom.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<ExportState> RunAsync(ExportAsked asked, ReportSpan span, CancellationToken cancellationToken)
    {
        var id = (await api.StartExportAsync(asked, span.From, span.To, span.By, span.Segment, cancellationToken)).Id;
        return await Terminal.FollowAsync("Exporting", progress => Polling.UntilAsync(
            async () =>
            {
                var state = await api.ExportAsync(id, cancellationToken);
                progress.Report(state.Total is > 0 and var total ? (double)state.Rows / total : 0d);
                return state;
            },
            state => state.State is not ("queued" or "running"),
            Patience,
            cancellationToken));
    }

    /// <summary>Saves the file; its bytes.</summary>
    /// <exception cref="InputRefusedException">It cannot be written there.</exception>
    public async Task<long> SaveAsync(ExportState export, string path, CancellationToken cancellationToken)
    {
        var link = new Uri(export.Url!).AbsolutePath.Split('/');
        await using var stream = await api.ExportFileAsync(link[^3], link[^1], cancellationToken);
        try
        {
            await using var file = File.Create(path);
            await stream.CopyToAsync(file, cancellationToken);
            return file.Length;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InputRefusedException($"{path} cannot be written: {failure.Message}");
        }
    }
}
