using ClientBase.Domain.Tables;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Imports.Reading;
using ClientBase.Functions.Imports.Running;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Imports;

/// <summary>Takes a file of people, orders or calls.</summary>
public sealed class StartImport(ImportStore imports, IOptions<ImportOptions> options, TimeProvider clock, ILogger<StartImport> logger)
{
    /// <summary>202 once the file is durable and its heading fits; it is worked through later.</summary>
    [Function(nameof(StartImport))]
    [Takes("text/csv", "application/gzip", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [Asks("kind", "What its rows are.", Words = ["contacts", "orders", "interactions"])]
    [Asks("mapping", "column:field, by commas; column:- leaves one out.")]
    [Asks("shop", "Whose ids the file holds.")]
    [Asks("dryRun", "True: only tell what would be done.", Type = typeof(bool))]
    [Answers<ImportAccepted>(202)]
    [Refuses(415, "No file that is read here.")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "imports")] HttpRequest request, CancellationToken cancellationToken)
    {
        var (import, problem) = ImportQuery.Read(request, clock.GetUtcNow());
        if (import is null)
        {
            return problem!;
        }

        var bytes = await StoreAsync(request, import.Id, cancellationToken);
        problem = bytes switch
        {
            null => Problems.TooLarge(options.Value.MaxBytes),
            0 => Problems.BadRequest("The body is empty: send the file itself, CSV or XLSX."),
            _ => WhyNot(import),
        };
        if (problem is not null)
        {
            await imports.DeleteFileAsync(import.Id, cancellationToken);
            return problem;
        }

        await imports.PutAsync(new ImportWork(import.Id, 0), cancellationToken);
        await imports.AddAsync(import, cancellationToken);
        logger.Taken(import.Id, import.Kind, bytes!.Value);
        return Results.Json(new ImportAccepted(import.Id), statusCode: StatusCodes.Status202Accepted);
    }

    /// <returns>The bytes of the file; null when it is over the limit.</returns>
    private async Task<long?> StoreAsync(HttpRequest request, string id, CancellationToken cancellationToken)
    {
        var limit = options.Value.MaxBytes;
        if (request.ContentLength > limit)
        {
            return null;
        }

        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server)
        {
            server.MaxRequestBodySize = limit + 1; // The server's own limit is for bodies that are held in memory.
        }

        await using var file = await imports.CreateFileAsync(id, cancellationToken);
        var buffer = new byte[128 * 1024];
        var total = 0L;
        for (int read; (read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if ((total += read) > limit)
            {
                return null;
            }

            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return total;
    }

    private IResult? WhyNot(ImportState import)
    {
        try
        {
            using var table = imports.Open(import, isHeadingOnly: true);
            var columns = ColumnMapping.Of(table.Headers, import.Asked, import.Kind, import.Shop != ImportMapping.Source);
            return ColumnMapping.WhatIsMissing(columns, import.Kind) is { } missing ? MappingProblem(missing) : null;
        }
        catch (MappingRefusedException refused)
        {
            return MappingProblem(refused.Message);
        }
        catch (InputRefusedException refused)
        {
            return Problems.BadRequest(refused.Message);
        }
    }

    internal static IResult MappingProblem(string why) =>
        Problems.BadRequest($"The mapping cannot be followed: {why}", new Dictionary<string, string[]> { ["mapping"] = [why] });
}
