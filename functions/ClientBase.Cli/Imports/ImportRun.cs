using ClientBase.Cli.Api;
using ClientBase.Cli.Demo;
using ClientBase.Cli.Screens;
using ClientBase.Domain.Tables;

namespace ClientBase.Cli.Imports;

/// <summary>What is to be imported.</summary>
/// <param name="Path">The file.</param>
/// <param name="Kind"><c>contacts orders interactions</c>.</param>
/// <param name="IsDryRun">Whether it only tells what it would do.</param>
/// <param name="Mapping"><c>column:field,...</c>; null: guessed.</param>
/// <param name="Shop">The shop whose ids it holds, if any.</param>
internal sealed record ImportAsked(string Path, string Kind, bool IsDryRun, string? Mapping, string? Shop);

/// <summary>Imports a file into a running base and waits for it.</summary>
internal sealed class ImportRun(IClientBaseApi api)
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(24);
    private static readonly TimeSpan Absence = TimeSpan.FromMinutes(5); // The import itself goes on once the base is back.

    /// <summary>Posts the file and follows the import to its end.</summary>
    /// <exception cref="InputRefusedException">The file cannot be read.</exception>
    public async Task<ImportState> RunAsync(ImportAsked asked, CancellationToken cancellationToken)
    {
        var id = await PostAsync(asked, cancellationToken);
        return await Terminal.FollowAsync("Importing", progress => Polling.UntilAsync(
            async () =>
            {
                var state = await Polling.WhenThereAsync(() => api.ImportAsync(id, cancellationToken), Absence, cancellationToken);
                progress.Report(state.Total is > 0 and var total ? (double)state.Rows / total : 0d);
                return state;
            },
            state => state.State is not ("queued" or "running"),
            Patience,
            cancellationToken));
    }

    /// <summary>The lines of the report, heading and all; saves it where a path is given.</summary>
    public async Task<IReadOnlyList<string>> ReportAsync(string id, string? path, CancellationToken cancellationToken)
    {
        await using var stream = await api.ImportReportAsync(id, cancellationToken);
        if (path is null)
        {
            using var reader = new StreamReader(stream);
            return (await reader.ReadToEndAsync(cancellationToken)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        }

        try
        {
            await using var file = File.Create(path);
            await stream.CopyToAsync(file, cancellationToken);
            return [];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InputRefusedException($"{path} cannot be written: {failure.Message}");
        }
    }

    private async Task<string> PostAsync(ImportAsked asked, CancellationToken cancellationToken)
    {
        try
        {
            using var content = new PackedFile(asked.Path);
            return (await api.StartImportAsync(content, asked.Kind, asked.IsDryRun, asked.Mapping, asked.Shop, cancellationToken)).Id;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InputRefusedException($"{asked.Path} cannot be read: {failure.Message}");
        }
    }
}
