using System.Collections.Concurrent;
using System.Globalization;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.WebJobs.Host.Executors;
using Microsoft.Azure.WebJobs.Host.Queues;
using Microsoft.Extensions.Azure;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ClientBase.LocalHost.Jobs;

/// <summary>
/// The SDK hides a message it works on for ten minutes, fixed. With a short lease a killed host's messages come back soon: they are hidden
/// for that long when they are received, and renewed while their function runs.
/// </summary>
internal static class ShortLease
{
    public static void Add(IServiceCollection services, TimeSpan lease)
    {
        services.Replace(ServiceDescriptor.Singleton<IQueueProcessorFactory>(new Processors(lease)));
        var original = services.Last(service => service.ServiceType == typeof(AzureComponentFactory)).ImplementationType!;
        services.Replace(ServiceDescriptor.Singleton<AzureComponentFactory>(provider =>
            new Clients((AzureComponentFactory)ActivatorUtilities.CreateInstance(provider, original), lease)));
    }

    private sealed class Clients(AzureComponentFactory inner, TimeSpan lease) : AzureComponentFactory
    {
        public override TokenCredential CreateTokenCredential(IConfiguration configuration) => inner.CreateTokenCredential(configuration);

        public override object CreateClientOptions(Type optionsType, object serviceVersion, IConfiguration configuration)
        {
            var options = inner.CreateClientOptions(optionsType, serviceVersion, configuration);
            (options as QueueClientOptions)?.AddPolicy(new ReceiveFor(lease), HttpPipelinePosition.PerCall);
            return options;
        }

        public override object CreateClient(
            Type clientType, IConfiguration configuration, TokenCredential credential, object clientOptions) =>
            inner.CreateClient(clientType, configuration, credential, clientOptions);
    }

    /// <summary>Changes the SDK's ten minutes in a request for messages.</summary>
    private sealed class ReceiveFor(TimeSpan lease) : HttpPipelineSynchronousPolicy
    {
        private readonly string _wanted = string.Create(CultureInfo.InvariantCulture, $"visibilitytimeout={(int)lease.TotalSeconds}");

        public override void OnSendingRequest(HttpMessage message)
        {
            if (message.Request.Method == RequestMethod.Get)
            {
                message.Request.Uri.Query = message.Request.Uri.Query.Replace("visibilitytimeout=600", _wanted, StringComparison.Ordinal);
            }
        }
    }

    private sealed class Processors(TimeSpan lease) : IQueueProcessorFactory
    {
        public QueueProcessor Create(QueueProcessorOptions queueProcessorOptions) => new Processor(queueProcessorOptions, lease);
    }

    private sealed class Processor(QueueProcessorOptions options, TimeSpan lease) : QueueProcessor(options)
    {
        private readonly QueueClient _queue = options.Queue;
        private readonly ConcurrentDictionary<string, Renewal> _renewals = new();

        protected override Task<bool> BeginProcessingMessageAsync(QueueMessage message, CancellationToken cancellationToken)
        {
            _renewals[message.MessageId] = new Renewal(_queue, message, lease);
            return base.BeginProcessingMessageAsync(message, cancellationToken);
        }

        protected override async Task CompleteProcessingMessageAsync(
            QueueMessage message, FunctionResult result, CancellationToken cancellationToken)
        {
            if (_renewals.TryRemove(message.MessageId, out var renewal))
            {
                message = await renewal.StopAsync();
            }

            await base.CompleteProcessingMessageAsync(message, result, cancellationToken);
        }
    }

    private sealed class Renewal
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Task<QueueMessage> _loop;

        public Renewal(QueueClient queue, QueueMessage message, TimeSpan lease) => _loop = LoopAsync(queue, message, lease);

        public Task<QueueMessage> StopAsync()
        {
            _ended.SetResult();
            return _loop;
        }

        private async Task<QueueMessage> LoopAsync(QueueClient queue, QueueMessage message, TimeSpan lease)
        {
            try
            {
                while (await Task.WhenAny(_ended.Task, Task.Delay(lease / 2)) != _ended.Task)
                {
                    message = message.Update(await queue.UpdateMessageAsync(message.MessageId, message.PopReceipt, (string?)null, lease));
                }
            }
            catch (Exception failed) when (failed is RequestFailedException or AggregateException)
            {
                // Somebody else has it by now, or the storage is away; completing it will find out.
            }

            return message;
        }
    }
}
