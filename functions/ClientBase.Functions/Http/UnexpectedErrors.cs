using ClientBase.Functions.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Http;

/// <summary>Answers for HTTP functions that fail: a problem with an id, by which the log tells more than a stranger may know.</summary>
public sealed class UnexpectedErrors(ILogger<UnexpectedErrors> logger) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        try
        {
            await next(context);

            // Written in here, so that what fails while it is written is answered for as well.
            if (context.GetInvocationResult().Value is IResult answer)
            {
                await answer.ExecuteAsync(http);
            }
        }
        catch (Exception exception)
        {
            await AnswerAsync(exception, context, http);
        }

        context.GetInvocationResult().Value = Results.Empty;
    }

    private Task AnswerAsync(Exception exception, FunctionContext context, HttpContext http)
    {
        if (http.Response.HasStarted)
        {
            return CutOff(exception, context, http);
        }

        http.Response.Clear();
        return AnswerFor(exception, context, http).ExecuteAsync(http);
    }

    private IResult AnswerFor(Exception exception, FunctionContext context, HttpContext http)
    {
        if (IsStopped(exception, context, http))
        {
            return Problems.Stopping();
        }

        if (exception is BadHttpRequestException bad)
        {
            return Problems.NotReadable(bad.StatusCode, bad.Message);
        }

        var failure = Count(exception, context);
        logger.RequestFailed(context.FunctionDefinition.Name, context.InvocationId, failure.Message, failure);
        return Problems.Unexpected(context.InvocationId);
    }

    // Half an answer must not look like a whole one.
    private Task CutOff(Exception exception, FunctionContext context, HttpContext http)
    {
        if (!IsStopped(exception, context, http))
        {
            var failure = Count(exception, context);
            logger.AnswerFailed(context.FunctionDefinition.Name, context.InvocationId, failure.Message, failure);
        }

        http.Abort();
        return Task.CompletedTask;
    }

    // The caller has gone, or the instance is going: nobody's mistake.
    private static bool IsStopped(Exception exception, FunctionContext context, HttpContext http) =>
        exception is OperationCanceledException
        && (http.RequestAborted.IsCancellationRequested || context.CancellationToken.IsCancellationRequested);

    private static SafeException Count(Exception exception, FunctionContext context)
    {
        var failure = new SafeException(exception);
        AppMetrics.FunctionFailed(context.FunctionDefinition.Name, failure.ErrorType);
        return failure;
    }
}
