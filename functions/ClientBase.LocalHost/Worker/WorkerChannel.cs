using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Threading.Channels;
using ClientBase.LocalHost.Protocol;
using ClientBase.LocalHost.Settings;
using Grpc.Core;

namespace ClientBase.LocalHost.Worker;

/// <summary>The stream to one worker process: its start, its functions, their invocations and its logs.</summary>
internal sealed class WorkerChannel(HostSettings settings, WorkerLog log)
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(20);

    private readonly Channel<StreamingMessage> _outgoing =
        Channel.CreateUnbounded<StreamingMessage>(new UnboundedChannelOptions { SingleReader = true });

    private readonly ConcurrentDictionary<string, TaskCompletionSource<InvocationResponse>> _invocations = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<FunctionLoadResponse>> _loads = new();
    private readonly TaskCompletionSource<WorkerInitResponse> _initialized = Pending<WorkerInitResponse>();
    private readonly TaskCompletionSource<FunctionMetadataResponse> _listed = Pending<FunctionMetadataResponse>();
    private volatile bool _isClosed;

    public string WorkerId { get; } = Guid.NewGuid().ToString();

    /// <summary>Where the worker serves HTTP functions itself.</summary>
    public string? HttpAddress { get; private set; }

    /// <summary>Waits for the worker to connect, and has it load its functions.</summary>
    /// <exception cref="StartException">The worker says that it cannot.</exception>
    /// <exception cref="OperationCanceledException">The worker has gone, or the wait was given up.</exception>
    public async Task<IReadOnlyList<Function>> LoadAsync(CancellationToken cancellationToken)
    {
        var init = await _initialized.Task.WaitAsync(cancellationToken);
        Check(init.Result, "The worker could not start");
        HttpAddress = init.Capabilities.GetValueOrDefault("HttpUri");

        Send(new StreamingMessage { FunctionsMetadataRequest = new() { FunctionAppDirectory = settings.App.Folder } });
        var list = await _listed.Task.WaitAsync(cancellationToken);
        Check(list.Result, "The worker could not list its functions");

        Function[] functions = [.. list.FunctionMetadataResults.Select(Function.Read).Where(IsEnabled)];
        foreach (var loaded in await Task.WhenAll(functions.Select(LoadAsync)).WaitAsync(cancellationToken))
        {
            Check(loaded.Result, $"Function {loaded.FunctionId} could not be loaded");
        }

        await UntilItServesAsync(cancellationToken);
        return functions;
    }

    /// <summary>Runs a function and waits for its end.</summary>
    /// <exception cref="OperationCanceledException">The worker has gone meanwhile.</exception>
    public async Task<InvocationResponse> InvokeAsync(InvocationRequest request, CancellationToken cancellationToken)
    {
        var answer = _invocations[request.InvocationId] = Pending<InvocationResponse>();
        try
        {
            Send(new StreamingMessage { InvocationRequest = request });
            await using var cancel = cancellationToken.Register(
                () => Send(new StreamingMessage { InvocationCancel = new() { InvocationId = request.InvocationId } }));
            if (_isClosed)
            {
                answer.TrySetCanceled(CancellationToken.None);
            }

            return await answer.Task;
        }
        finally
        {
            _invocations.TryRemove(request.InvocationId, out _);
        }
    }

    public void Terminate() => Send(new StreamingMessage { WorkerTerminate = new() });

    /// <summary>Ends every wait for a worker that has gone.</summary>
    public void Close()
    {
        _isClosed = true;
        _initialized.TrySetCanceled();
        _listed.TrySetCanceled();
        foreach (var load in _loads.Values)
        {
            load.TrySetCanceled();
        }

        foreach (var invocation in _invocations.Values)
        {
            invocation.TrySetCanceled();
        }
    }

    public async Task ServeAsync(
        IAsyncStreamReader<StreamingMessage> incoming, IServerStreamWriter<StreamingMessage> worker, CancellationToken cancellationToken)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var writing = WriteAsync(worker, gone.Token);
        Send(new StreamingMessage
        {
            WorkerInitRequest = new()
            {
                HostVersion = "4.0.0.0",
                FunctionAppDirectory = settings.App.Folder,
                WorkerDirectory = settings.App.Folder,
            },
        });
        try
        {
            while (await incoming.MoveNext(cancellationToken))
            {
                Receive(incoming.Current);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or Grpc.Core.RpcException)
        {
            // The worker has gone, or was told to go.
        }

        await gone.CancelAsync();
        await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task WriteAsync(IServerStreamWriter<StreamingMessage> worker, CancellationToken cancellationToken)
    {
        await foreach (var message in _outgoing.Reader.ReadAllAsync(cancellationToken))
        {
            await worker.WriteAsync(message, cancellationToken);
        }
    }

    private void Receive(StreamingMessage message)
    {
        switch (message.ContentCase)
        {
            case StreamingMessage.ContentOneofCase.WorkerInitResponse:
                _initialized.TrySetResult(message.WorkerInitResponse);
                break;
            case StreamingMessage.ContentOneofCase.FunctionMetadataResponse:
                _listed.TrySetResult(message.FunctionMetadataResponse);
                break;
            case StreamingMessage.ContentOneofCase.FunctionLoadResponse:
                _loads.GetValueOrDefault(message.FunctionLoadResponse.FunctionId)?.TrySetResult(message.FunctionLoadResponse);
                break;
            case StreamingMessage.ContentOneofCase.InvocationResponse:
                _invocations.GetValueOrDefault(message.InvocationResponse.InvocationId)?.TrySetResult(message.InvocationResponse);
                break;
            case StreamingMessage.ContentOneofCase.RpcLog:
                log.Write(message.RpcLog);
                break;
        }
    }

    // The worker's web server is what it starts last: until then a request would be refused, and its invocation wait for it in vain.
    private async Task UntilItServesAsync(CancellationToken cancellationToken)
    {
        var address = new Uri(HttpAddress ?? throw new StartException(
            "The worker serves no HTTP of its own. Does its Program.cs call ConfigureFunctionsWebApplication?"));
        while (!_isClosed)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(address.Host, address.Port, cancellationToken);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(BetweenTries, cancellationToken);
            }
        }

        throw new OperationCanceledException("The worker has gone.");
    }

    private Task<FunctionLoadResponse> LoadAsync(Function function)
    {
        var answer = _loads[function.Id] = Pending<FunctionLoadResponse>();
        Send(new StreamingMessage { FunctionLoadRequest = new() { FunctionId = function.Id, Metadata = function.Metadata } });
        if (_isClosed)
        {
            answer.TrySetCanceled();
        }

        return answer.Task;
    }

    // What the Functions host takes for a yes.
    private bool IsEnabled(Function function) =>
        settings.Configuration[$"AzureWebJobs.{function.Name}.Disabled"]?.ToLowerInvariant() is not ("true" or "1");

    private void Send(StreamingMessage message)
    {
        message.RequestId = Guid.NewGuid().ToString();
        _outgoing.Writer.TryWrite(message);
    }

    private static void Check(StatusResult result, string what)
    {
        if (result.Status != StatusResult.Types.Status.Success)
        {
            throw new StartException($"{what}: {result.Exception?.Message ?? result.Result}");
        }
    }

    private static TaskCompletionSource<T> Pending<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
