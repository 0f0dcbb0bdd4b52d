using System.Globalization;
using Azure;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Telemetry;

/// <summary>Tells why queue and timer functions fail, and keeps it when a message fails for the last time.</summary>
/// <remarks>
/// A message that cannot be read fails in here too: the worker reads it as the function's parameter. What the host itself cannot decode
/// (not base64) reaches no worker, and its cause stays unknown.
/// </remarks>
public sealed class QueueFailures(PoisonCauses causes, TimeProvider clock, ILogger<QueueFailures> logger) : IFunctionsWorkerMiddleware
{
    /// <summary>How often a message is tried before it is put into the poison queue; a test holds it against host.json.</summary>
    public const int MaxAttempts = 5;

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception exception) when (context.GetHttpContext() is null)
        {
            var failure = new SafeException(exception);
            AppMetrics.FunctionFailed(context.FunctionDefinition.Name, failure.ErrorType);
            await TellAsync(context, failure);

            // The host logs what it is thrown, with its message: let it be one that may be logged.
            throw failure;
        }
    }

    private async Task TellAsync(FunctionContext context, SafeException failure)
    {
        var function = context.FunctionDefinition.Name;
        if (QueueOf(context) is not { } queue)
        {
            logger.FunctionFailed(function, failure.Message, failure);
            return;
        }

        var messageId = Metadata(context, "Id")?.Trim('"');
        var attempt = int.TryParse(Metadata(context, "DequeueCount"), CultureInfo.InvariantCulture, out var count) ? count : 1;
        if (attempt < MaxAttempts)
        {
            logger.MessageFailed(function, messageId, attempt, MaxAttempts, failure.Message);
            return;
        }

        logger.MessagePoisoned(function, messageId, attempt, queue, failure.Message, failure);
        AppMetrics.Poisoned(queue);
        if (Metadata(context, "QueueTrigger") is { } message)
        {
            await NoteAsync(queue, message, new PoisonCause(clock.GetUtcNow(), attempt, failure.Message, function));
        }
    }

    // Not cancelled with the function: it may be the cancellation that is to be told of.
    private async Task NoteAsync(string queue, string message, PoisonCause cause)
    {
        try
        {
            await causes.NoteAsync(queue, message, cause, CancellationToken.None);
        }
        catch (Exception notNoted) when (notNoted is RequestFailedException or AggregateException)
        {
            logger.CauseNotNoted(queue, SafeException.CauseOf(notNoted));
        }
    }

    private static string? QueueOf(FunctionContext context) => context.FunctionDefinition.Parameters
        .SelectMany(parameter => parameter.Properties.Values)
        .OfType<QueueTriggerAttribute>()
        .FirstOrDefault()?.QueueName;

    private static string? Metadata(FunctionContext context, string name) =>
        context.BindingContext.BindingData.GetValueOrDefault(name)?.ToString();
}
