using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using Azure.Core.Serialization;
using ClientBase.LocalHost.Invocation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace ClientBase.LocalHost.Queues;

/// <summary>Sends what a function returned to the queues its attributes name.</summary>
internal sealed class OutputSender(QueueSender sender, MessageText encoding, IOptions<WorkerOptions> worker, IConfiguration configuration)
{
    private const int Parallelism = 16;

    private readonly ObjectSerializer serializer = worker.Value.Serializer!;
    private readonly ConcurrentDictionary<MethodInfo, QueueOutputAttribute?> methods = new();
    private readonly ConcurrentDictionary<Type, Property[]> properties = new();

    /// <exception cref="InvalidOperationException">A queue the function writes to has no possible name.</exception>
    public void Check(FunctionDescriptor function)
    {
        var parts = PartsOf(FunctionResultType.Of(function.Method)).Select(part => part.Output);
        foreach (var output in parts.Append(function.Method.GetCustomAttribute<QueueOutputAttribute>()).OfType<QueueOutputAttribute>())
        {
            QueueName.Resolve(configuration, output.QueueName, function.Name);
        }
    }

    /// <returns>
    /// What is left for the HTTP caller: the part marked <see cref="HttpResultAttribute"/>, or the whole when nothing went to a queue.
    /// </returns>
    public async Task<object?> SendAsync(MethodInfo method, object? result, CancellationToken cancellationToken)
    {
        if (result is null or IActionResult or IResult)
        {
            return result;
        }

        if (methods.GetOrAdd(method, found => found.GetCustomAttribute<QueueOutputAttribute>()) is { } whole)
        {
            await SendAsync(method, whole, result, cancellationToken);
            return null;
        }

        var parts = properties.GetOrAdd(result.GetType(), PartsOf);
        foreach (var part in parts)
        {
            if (part.Output is not null && part.Info.GetValue(result) is { } value)
            {
                await SendAsync(method, part.Output, value, cancellationToken);
            }
        }

        return parts.Length == 0 ? result : parts.FirstOrDefault(part => part.Output is null)?.Info.GetValue(result);
    }

    private async Task SendAsync(MethodInfo method, QueueOutputAttribute output, object value, CancellationToken cancellationToken)
    {
        var name = QueueName.Resolve(configuration, output.QueueName, method.Name);
        var queue = sender.Client(output.Connection, name);

        // All are encoded before the first is sent: one that is too long then sends none.
        var texts = Messages(value).Select(message => encoding.Encode(Body(message), name)).ToList();
        if (texts.Count == 1)
        {
            await sender.SendAsync(queue, texts[0], cancellationToken);
            return;
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(texts, options, async (text, token) => await sender.SendAsync(queue, text, token));
    }

    private static IEnumerable<object> Messages(object value) => value switch
    {
        string or byte[] or BinaryData or IDictionary => [value],
        IEnumerable many => many.Cast<object?>().OfType<object>(),
        _ => [value],
    };

    private BinaryData Body(object message) => message switch
    {
        string text => BinaryData.FromString(text),
        byte[] bytes => BinaryData.FromBytes(bytes),
        BinaryData data => data,
        _ => serializer.Serialize(message, message.GetType()),
    };

    private static Property[] PartsOf(Type type) =>
    [
        .. type.GetProperties()
            .Select(property => new Property(property, property.GetCustomAttribute<QueueOutputAttribute>()))
            .Where(part => part.Output is not null || part.Info.IsDefined(typeof(HttpResultAttribute))),
    ];

    private sealed record Property(PropertyInfo Info, QueueOutputAttribute? Output);
}
