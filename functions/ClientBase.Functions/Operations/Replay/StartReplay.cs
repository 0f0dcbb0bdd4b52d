using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Operations.Replay;

/// <summary>What to replay: a span of time, or one contact.</summary>
/// <param name="From">The earliest event; null: from the first.</param>
/// <param name="To">The latest; null: to the last.</param>
/// <param name="Contact">A contact to put together anew and compare.</param>
public sealed record ReplayBody(DateTimeOffset? From, DateTimeOffset? To, string? Contact);

/// <summary>A replay was started.</summary>
/// <param name="From">The earliest event.</param>
/// <param name="To">The latest.</param>
/// <param name="Queue">The queue that shows how far it is: <c>GET /api/ops/queues</c>.</param>
public sealed record ReplayStarted(DateTimeOffset From, DateTimeOffset To, string Queue);

/// <summary>Files raw captures again, which changes nothing, or compares a contact with what was said of it.</summary>
public sealed class StartReplay(ReplayMessages messages, ContactReplay contacts)
{
    private const int MaxBytes = 4096;

    /// <summary>202 for a span of time, 200 for a contact.</summary>
    [Function(nameof(StartReplay))]
    [Takes<ReplayBody>(Example = """{"from":"2026-01-01T00:00:00Z"}""")]
    [Answers<ReplayStarted>(202)]
    [Answers<ReplayedContact>]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "ops/replay")] HttpRequest request, CancellationToken cancellationToken)
    {
        var (body, problem) = await JsonBodies.ReadAsync<ReplayBody>(request, MaxBytes, cancellationToken);
        if (body is null)
        {
            return problem!;
        }

        if (body.Contact is { } contactId)
        {
            return await contacts.ReplayAsync(contactId, cancellationToken) is { } replayed
                ? Results.Json(replayed)
                : Problems.NotFound($"There is no contact '{contactId}'.");
        }

        var (from, to) = (body.From ?? DateTimeOffset.UnixEpoch, body.To ?? DateTimeOffset.MaxValue);
        if (from > to)
        {
            return Problems.BadRequest(
                "'from' is after 'to'.", new Dictionary<string, string[]> { ["from"] = ["give a time that is not after 'to'"] });
        }

        await messages.StartAsync(from, to, cancellationToken);
        return Results.Json(new ReplayStarted(from, to, Storage.Queues.Replay), statusCode: StatusCodes.Status202Accepted);
    }
}
