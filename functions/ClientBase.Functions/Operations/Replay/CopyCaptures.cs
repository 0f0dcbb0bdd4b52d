using System.Text.Json;
using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Documents;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Operations.Replay;

/// <summary>A capture on its way from one base to another.</summary>
/// <param name="FiledAt">When the first base filed it: filed in this order, another base decides the same.</param>
/// <param name="Capture">The capture, as it is stored.</param>
public sealed record CaptureCopy(DateTimeOffset FiledAt, JsonElement Capture);

/// <summary>Captures to file.</summary>
/// <param name="Items">As <c>GET /api/ops/captures</c> gives them, in the order to file them in.</param>
public sealed record CaptureCopies(IReadOnlyList<CaptureCopy>? Items);

/// <summary>What became of them.</summary>
/// <param name="Filed">Filed now or before.</param>
/// <param name="Dropped">About people who were erased here, or carts of nobody known: nothing of them is kept.</param>
public sealed record CapturesTaken(int Filed, int Dropped);

/// <summary>Gives the raw captures of a base, and takes those of another.</summary>
public sealed class CopyCaptures(TableServiceClient service, ContactFiling filing, RecomputeRequests recompute)
{
    private const int MaxBytes = 64 * 1024 * 1024;
    private const int MaxItems = 1000;

    private readonly RawCaptures _captures = new(service.GetTableClient(Tables.Contacts));

    /// <summary>A page of all captures, shard by shard.</summary>
    [Function("ListCaptures")]
    [AsksPaging]
    [Answers<Page<CaptureCopy>>]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "ops/captures")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(request, out var paging, out var problem))
        {
            return problem;
        }

        // Where the page before ended: the shard, and after a space the row, if any.
        var place = (paging.Continuation ?? ContactId.Shards[0]).Split(' ', 2);
        var shard = ContactId.Shards.ToList().IndexOf(place[0]);
        if (shard < 0)
        {
            return Paging.NotOurs();
        }

        var page = await _captures.ReadAsync(
            place[0], DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue, place.ElementAtOrDefault(1), paging.Take, cancellationToken);
        var next = page.After is { } after ? $"{place[0]} {after}" : ContactId.Shards.ElementAtOrDefault(shard + 1);
        return Results.Json(new Page<CaptureCopy>([.. page.Captures.Select(Copy)], Paging.Encode(next)));
    }

    /// <summary>Files captures of another base under their own ids, in the order given. A repeat changes nothing.</summary>
    [Function("TakeCaptures")]
    [Takes<CaptureCopies>]
    [Answers<CapturesTaken>]
    public async Task<IResult> TakeAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "ops/captures")] HttpRequest request, CancellationToken cancellationToken)
    {
        var (body, problem) = await JsonBodies.ReadAsync<CaptureCopies>(request, MaxBytes, cancellationToken);
        if (body is null)
        {
            return problem!;
        }

        if (body.Items is not { Count: <= MaxItems } items || !TryRead(items, out var captures))
        {
            return Problems.BadRequest(
                $"'items' holds up to {MaxItems} captures as GET /api/ops/captures gives them.",
                new Dictionary<string, string[]> { ["items"] = ["pass a page on as it was given"] });
        }

        var filed = 0;
        foreach (var capture in captures)
        {
            filed += await filing.FileAsync(capture with { IsHistory = true }, cancellationToken) is null ? 0 : 1;
        }

        await recompute.AskSoonAsync(cancellationToken);
        return Results.Json(new CapturesTaken(filed, captures.Count - filed));
    }

    private static CaptureCopy Copy(RawCapture raw) => new(
        raw.FiledAt, JsonSerializer.SerializeToElement(CaptureDocument.Of(raw.Capture), DocumentJson.Compact.CaptureDocument));

    private static bool TryRead(IReadOnlyList<CaptureCopy> items, out List<CapturedEvent> captures)
    {
        captures = [];
        foreach (var item in items)
        {
            if (item is not { Capture.ValueKind: JsonValueKind.Object })
            {
                return false;
            }

            try
            {
                var document = item.Capture.Deserialize(DocumentJson.Compact.CaptureDocument);
                if (document is not { Id.Length: > 0, Source: not null, Kind: not null, Says: not null })
                {
                    return false;
                }

                captures.Add((document.Data is null ? document with { Data = new Dictionary<string, object?>() } : document).ToCapture());
            }
            catch (Exception wrong) when (wrong is JsonException or ArgumentException) // No capture, or of no time there is.
            {
                return false;
            }
        }

        return captures.TrueForAll(capture => capture.About is not null || IdentityResolver.KeysOf(capture).Count > 0);
    }
}
