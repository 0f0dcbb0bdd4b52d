using System.Text.Json;
using Azure.Core.Serialization;
using Azure.Storage.Queues.Models;
using ClientBase.LocalHost.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace ClientBase.LocalHost.Queues;

/// <summary>A message as the type its function asks for.</summary>
internal sealed class QueueMessageBinding(MessageText encoding, IOptions<WorkerOptions> worker)
{
    private static readonly string[] Metadata =
        ["QueueTrigger", "DequeueCount", "ExpirationTime", "Id", "InsertionTime", "NextVisibleTime", "PopReceipt"];

    private readonly ObjectSerializer serializer = worker.Value.Serializer!;

    public TriggerBinding For(FunctionDescriptor function) =>
        new(Binder(function.TriggerParameter.ParameterType), Metadata.ToHashSet(StringComparer.OrdinalIgnoreCase));

    public static TriggerEvent Event(QueueMessage message) => new(message)
    {
        BindingData = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase)
        {
            ["QueueTrigger"] = message.MessageText,
            ["DequeueCount"] = message.DequeueCount,
            ["ExpirationTime"] = message.ExpiresOn,
            ["Id"] = message.MessageId,
            ["InsertionTime"] = message.InsertedOn,
            ["NextVisibleTime"] = message.NextVisibleOn,
            ["PopReceipt"] = message.PopReceipt,
        },
    };

    private ParameterBinder Binder(Type type)
    {
        Func<QueueMessage, object?> convert = type switch
        {
            _ when type == typeof(string) => message => message.MessageText,
            _ when type == typeof(BinaryData) => message => message.Body,
            _ when type == typeof(byte[]) => message => message.Body.ToArray(),
            _ when type == typeof(QueueMessage) => message => message,
            _ => message => Deserialize(message, type),
        };
        return context => ValueTask.FromResult(convert((QueueMessage)context.Trigger.Data));
    }

    /// <summary>The message with its body decoded.</summary>
    /// <exception cref="BindingException">The body is not in the encoding of this app's queues.</exception>
    public QueueMessage Decode(QueueMessage raw)
    {
        try
        {
            return QueuesModelFactory.QueueMessage(
                raw.MessageId, raw.PopReceipt, encoding.Decode(raw.MessageText), raw.DequeueCount,
                raw.NextVisibleOn, raw.InsertedOn, raw.ExpiresOn);
        }
        catch (FormatException e)
        {
            throw new BindingException("The message is not base64, which host.json (messageEncoding) says it is.", e);
        }
    }

    private object Deserialize(QueueMessage message, Type type)
    {
        try
        {
            using var body = message.Body.ToStream();
            return serializer.Deserialize(body, type, CancellationToken.None)
                ?? throw new BindingException($"The message is null, not a {type.Name}.");
        }
        catch (JsonException e)
        {
            throw new BindingException($"The message is no {type.Name}: {e.Message}", e);
        }
    }
}
