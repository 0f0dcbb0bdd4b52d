using Azure.Storage.Queues.Models;
using ClientBase.LocalHost.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClientBase.LocalHost.Queues;

/// <summary>A listener for each queue function.</summary>
internal sealed class QueueListeners(
    FunctionCatalog functions, QueueHost host, IConfiguration configuration, ILoggerFactory loggers) : IHostedService
{
    private const string PoisonSuffix = "-poison";

    private Task listening = Task.CompletedTask;

    public string QueueOf(FunctionMethod function) =>
        QueueName.Resolve(configuration, ((QueueTriggerAttribute)function.Descriptor.Trigger).QueueName, function.Name);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        listening = Task.WhenAll(functions.Enabled
            .Where(function => function.Descriptor.Trigger is QueueTriggerAttribute)
            .Select(Listener)
            .ToList()
            .Select(listener => Task.Run(() => listener.ListenAsync(host.Drain.Stopping), CancellationToken.None)));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => listening.WaitAsync(cancellationToken);

    /// <summary>Runs a function on a message that never was in the queue.</summary>
    public void RunNow(FunctionMethod function, string input)
    {
        var message = QueuesModelFactory.QueueMessage(
            Guid.NewGuid().ToString(), "", BinaryData.FromString(input), 1, insertedOn: host.Clock.GetUtcNow());
        var running = host.Drain.Enter();
        _ = Task.Run(async () =>
        {
            using (running)
            {
                try
                {
                    await host.Invoker.InvokeAsync(function, QueueMessageBinding.Event(message), host.Drain.Abort);
                }
                catch (Exception e)
                {
                    Logger(function).FunctionFailed(function.Name, e);
                }
            }
        });
    }

    private QueueListener Listener(FunctionMethod function)
    {
        var trigger = (QueueTriggerAttribute)function.Descriptor.Trigger;
        var name = QueueOf(function);
        var poison = name.EndsWith(PoisonSuffix, StringComparison.Ordinal)
            ? null
            : host.Sender.Client(trigger.Connection, name + PoisonSuffix);
        var processor = new MessageProcessor(function, poison, host, Logger(function));
        return new QueueListener(host.Sender.Client(trigger.Connection, name), processor, host, Logger(function));
    }

    private ILogger Logger(FunctionMethod function) => loggers.CreateLogger($"Function.{function.Name}");
}
