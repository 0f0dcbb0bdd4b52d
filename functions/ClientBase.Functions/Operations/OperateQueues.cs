using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Operations;

/// <summary>How full the queues are.</summary>
/// <param name="Items">All queues, in the order work flows through them.</param>
/// <param name="Idle">True when nothing waits, runs or is scheduled for now.</param>
public sealed record QueuesView(IReadOnlyList<QueueState> Items, bool Idle);

/// <summary>Poison messages were put back.</summary>
/// <param name="Queue">Of which queue.</param>
/// <param name="Replayed">How many.</param>
public sealed record PoisonReplayed(string Queue, int Replayed);

/// <summary>Shows how full the queues are, and puts poison messages back.</summary>
public sealed class OperateQueues(QueueStore queues, KeptAnswers kept, TimeProvider clock)
{
    internal const string Kept = KeptAnswers.Figures + "queues";

    /// <summary>All queues, and whether there is nothing left to do.</summary>
    [Function("ShowQueues")]
    [Answers<QueuesView>]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "ops/queues")] HttpRequest request, CancellationToken cancellationToken)
    {
        var (view, at) = await kept.GetAsync(
            Kept, Client.MaxAgeOf(request), () => CountAsync(queues, own: 0, cancellationToken), cancellationToken);
        Client.TellAge(request, clock.GetUtcNow() - at);
        return Results.Json(view);
    }

    /// <summary>How full the queues are now.</summary>
    /// <param name="queues">The queues.</param>
    /// <param name="own">How many timers and queue functions run only to ask.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal static async Task<QueuesView> CountAsync(QueueStore queues, int own, CancellationToken cancellationToken)
    {
        // Asked first: a timer that ends later has put its messages where the counts below find them.
        var isRunning = RunningWork.Count > own;
        var items = await queues.ReadAsync(cancellationToken);
        return new QueuesView(items, !isRunning && items.All(queue => queue.Waiting == 0));
    }

    /// <summary>Puts a queue's poison messages back.</summary>
    [Function("ReplayPoison")]
    [Answers<PoisonReplayed>]
    public async Task<IResult> ReplayAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "ops/poison/{queue}/replay")] HttpRequest request,
        string queue,
        CancellationToken cancellationToken) =>
        Queues.All.Contains(queue)
            ? Results.Json(new PoisonReplayed(queue, await queues.ReplayPoisonAsync(queue, cancellationToken)))
            : Problems.NotFound($"There is no queue '{queue}'. There are: {string.Join(", ", Queues.All)}.");
}
