using ClientBase.Domain.Tables;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Imports.Reading;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Imports;

/// <summary>How a file would be read.</summary>
/// <param name="Columns">Its columns, as they stand.</param>
/// <param name="Fields">What a column can hold; beside these <c>custom.NAME</c>, a field of one's own.</param>
/// <param name="Missing">What no column holds, though rows of this kind cannot do without; null when nothing is missing.</param>
public sealed record ImportPreview(IReadOnlyList<ColumnPreview> Columns, IReadOnlyList<string> Fields, string? Missing);

/// <summary>A column of a file.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Field">The field it holds; null: it is not read.</param>
/// <param name="Guessed">Whether that was guessed from its heading.</param>
/// <param name="Samples">What its first rows hold, the empty cells left out.</param>
public sealed record ColumnPreview(string Name, string? Field, bool Guessed, IReadOnlyList<string> Samples);

/// <summary>Looks into a file before it is imported. Nothing is kept.</summary>
public sealed class PreviewImport(TimeProvider clock)
{
    private const int MaxBytes = 32 * 1024 * 1024;
    private const int Rows = 20;
    private const int Samples = 3;
    private const int LongestSample = 80;

    /// <summary>The columns with what they are taken for; the first part of a CSV file is enough.</summary>
    [Function(nameof(PreviewImport))]
    [Takes("text/csv", "application/gzip", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [Asks("kind", "What its rows are.", Words = ["contacts", "orders", "interactions"])]
    [Asks("mapping", "column:field, by commas; column:- leaves one out.")]
    [Asks("shop", "Whose ids the file holds.")]
    [Answers<ImportPreview>]
    [Refuses(415, "No file that is read here.")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "imports/preview")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var (import, problem) = ImportQuery.Read(request, clock.GetUtcNow());
        if (import is null)
        {
            return problem!;
        }

        if (await Bodies.ReadAsync(request, MaxBytes, cancellationToken) is not { } file)
        {
            return Problems.TooLarge(MaxBytes);
        }

        try
        {
            return Results.Json(Look(file, import));
        }
        catch (MappingRefusedException refused)
        {
            return StartImport.MappingProblem(refused.Message);
        }
        catch (InputRefusedException refused)
        {
            return Problems.BadRequest(refused.Message);
        }
    }

    private static ImportPreview Look(byte[] file, ImportState import)
    {
        using var table = TableInput.Open(
            () => new MemoryStream(file), "the file", new TableHabits(import.Charset, IsStartOnly: true));
        var columns = ColumnMapping.Of(table.Headers, import.Asked, import.Kind, import.Shop != ImportMapping.Source);
        var samples = SamplesOf(table);
        return new ImportPreview(
            [
                .. table.Headers.Select((name, index) => columns.FirstOrDefault(column => column.Index == index) is { } read
                    ? new ColumnPreview(name, read.Field, read.IsGuessed, samples[index])
                    : new ColumnPreview(name, null, !import.Asked.ContainsKey(name), samples[index])),
            ],
            ImportFields.Of(import.Kind),
            ColumnMapping.WhatIsMissing(columns, import.Kind));
    }

    private static List<string>[] SamplesOf(TableInput table)
    {
        var samples = table.Headers.Select(_ => new List<string>()).ToArray();
        try
        {
            for (var row = 0; row < Rows && table.ReadAny(out _); row++)
            {
                foreach (var (index, some) in samples.Index())
                {
                    if (some.Count < Samples && table.Text(index) is { Length: > 0 } text && !some.Contains(Short(text)))
                    {
                        some.Add(Short(text));
                    }
                }
            }
        }
        catch (InputRefusedException)
        {
            // Of a part of a file the last row may be cut in the middle: what was read before it is enough.
        }

        return samples;
    }

    private static string Short(string text) => text.Length <= LongestSample ? text : text[..LongestSample] + "…";
}
