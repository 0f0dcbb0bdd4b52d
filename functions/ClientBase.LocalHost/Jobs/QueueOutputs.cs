using ClientBase.LocalHost.Protocol;
using ClientBase.LocalHost.Worker;
using Microsoft.Azure.WebJobs;

namespace ClientBase.LocalHost.Jobs;

/// <summary>What a function returns for its queues, sent by the SDK's own queue binding.</summary>
internal static class QueueOutputs
{
    public static async Task SendAsync(Function function, InvocationResponse response, IBinder binder, CancellationToken cancellationToken)
    {
        foreach (var output in function.Outputs)
        {
            if (DataOf(output, response) is not { } data)
            {
                continue;
            }

            var queue = new QueueAttribute(Function.Text(output, "queueName")!) { Connection = Function.Text(output, "connection") };
            var collector = await binder.BindAsync<IAsyncCollector<BinaryData>>(queue, cancellationToken);
            foreach (var message in RpcData.Messages(data))
            {
                await collector.AddAsync(message, cancellationToken);
            }
        }
    }

    private static TypedData? DataOf(System.Text.Json.JsonElement output, InvocationResponse response)
    {
        var name = Function.Text(output, "name");
        var named = response.OutputData.FirstOrDefault(value => value.Name == name)?.Data;
        return named ?? (name == "$return" ? response.ReturnValue : null);
    }
}
