using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace ClientBase.LocalHost.Configuration;

/// <summary><c>extensions.queues</c> of <c>host.json</c>.</summary>
/// <see href="https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue#host-json"/>
internal sealed record QueueOptions
{
    public required int BatchSize { get; init; }

    public required int NewBatchThreshold { get; init; }

    public required TimeSpan MaxPollingInterval { get; init; }

    /// <summary>How long a message stays hidden after its function failed.</summary>
    public required TimeSpan VisibilityTimeout { get; init; }

    public required int MaxDequeueCount { get; init; }

    public required bool Base64 { get; init; }

    public static QueueOptions Read(IConfiguration configuration)
    {
        var section = configuration.Extension("queues");
        var batchSize = LocalHostOptions.Number(section, "batchSize", least: 1, most: 32) ?? 16;
        return new()
        {
            BatchSize = batchSize,
            NewBatchThreshold = LocalHostOptions.Number(section, "newBatchThreshold") ?? batchSize / 2 * Environment.ProcessorCount,
            MaxPollingInterval = Duration(section, "maxPollingInterval", TimeSpan.FromMinutes(1), TimeSpan.FromMilliseconds(100)),
            VisibilityTimeout = Duration(section, "visibilityTimeout", TimeSpan.Zero, TimeSpan.Zero),
            MaxDequeueCount = LocalHostOptions.Number(section, "maxDequeueCount", least: 1) ?? 5,
            Base64 = Encoding(section["messageEncoding"]),
        };
    }

    private static TimeSpan Duration(IConfiguration section, string name, TimeSpan fallback, TimeSpan least)
    {
        if (section[name] is not { Length: > 0 } text)
        {
            return fallback;
        }

        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration) && duration >= least
            ? duration
            : throw new InvalidOperationException(
                $"host.json: extensions.queues.{name} is '{text}'; it must be a time span of at least {least}.");
    }

    private static bool Encoding(string? text) => text?.ToUpperInvariant() switch
    {
        null or "" or "BASE64" => true,
        "NONE" => false,
        _ => throw new InvalidOperationException($"host.json: extensions.queues.messageEncoding is '{text}'; it must be base64 or none."),
    };
}
