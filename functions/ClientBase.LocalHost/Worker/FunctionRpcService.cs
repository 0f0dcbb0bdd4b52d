using ClientBase.LocalHost.Protocol;
using Grpc.Core;

namespace ClientBase.LocalHost.Worker;

/// <summary>What a worker process connects to. It says first which one it is.</summary>
internal sealed class FunctionRpcService(WorkerSupervisor supervisor) : FunctionRpc.FunctionRpcBase
{
    public override async Task EventStream(
        IAsyncStreamReader<StreamingMessage> requestStream, IServerStreamWriter<StreamingMessage> responseStream, ServerCallContext context)
    {
        if (await requestStream.MoveNext(context.CancellationToken)
            && requestStream.Current.StartStream is { } start
            && supervisor.FindChannel(start.WorkerId) is { } channel)
        {
            await channel.ServeAsync(requestStream, responseStream, context.CancellationToken);
            supervisor.Lost(channel);
        }
    }
}
