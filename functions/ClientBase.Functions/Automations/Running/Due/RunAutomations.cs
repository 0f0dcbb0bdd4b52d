using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Automations.Running.Due;

/// <summary>Finds what has fallen due for automations, and has others do it.</summary>
public sealed class RunAutomations(DueFinder due)
{
    /// <summary>Puts messages for what is due; never does a step.</summary>
    [Function(nameof(RunAutomations))]
    public Task RunAsync([TimerTrigger("%Schedule_RunAutomations%")] TimerInfo timer, CancellationToken cancellationToken) =>
        due.PutAsync(cancellationToken);
}
