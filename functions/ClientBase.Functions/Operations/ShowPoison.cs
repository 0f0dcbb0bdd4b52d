using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Operations;

/// <summary>Shows the messages that failed too often, and why.</summary>
public sealed class ShowPoison(QueueStore queues)
{
    /// <summary>The first of a queue's poison messages: a queue cannot be looked into further. Put these back, and more show.</summary>
    [Function(nameof(ShowPoison))]
    [Answers<Page<PoisonMessage>>]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "ops/poison/{queue}")] HttpRequest request,
        string queue,
        CancellationToken cancellationToken) =>
        Queues.All.Contains(queue)
            ? Results.Json(new Page<PoisonMessage>(await queues.PeekPoisonAsync(queue, cancellationToken), Continuation: null))
            : Problems.NotFound($"There is no queue '{queue}'. There are: {string.Join(", ", Queues.All)}.");
}
