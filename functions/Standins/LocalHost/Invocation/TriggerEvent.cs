using System.Collections.Immutable;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.LocalHost.Invocation;

/// <summary>What made a function run: a request, a message or the clock, and the values its parameters may name.</summary>
internal sealed record TriggerEvent(object Data)
{
    public IReadOnlyDictionary<string, object?> BindingData { get; init; } = ImmutableDictionary<string, object?>.Empty;

    public RetryContext Retry { get; init; } = Attempt.First;
}

/// <summary>Which attempt of how many.</summary>
internal sealed class Attempt(int retryCount, int maxRetryCount) : RetryContext
{
    public static readonly Attempt First = new(0, 0);

    public override int RetryCount => retryCount;

    public override int MaxRetryCount => maxRetryCount;
}
