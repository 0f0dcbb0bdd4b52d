using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Sending.Channels.Outbox;

/// <summary>Shows the local outbox.</summary>
public sealed class ReadOutbox(OutboxStore outbox)
{
    /// <summary>A page of it, newest first.</summary>
    [Function(nameof(ReadOutbox))]
    [AsksPaging]
    [Answers<Page<OutboxMail>>]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "outbox")] HttpRequest request, CancellationToken cancellationToken) =>
        Paging.TryRead(request, out var paging, out var problem)
            ? Results.Json(await outbox.ListAsync(paging, cancellationToken))
            : problem;
}
