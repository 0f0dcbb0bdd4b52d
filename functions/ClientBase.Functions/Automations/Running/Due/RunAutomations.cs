using ClientBase.Functions.Automations.Running.Entering;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Automations.Running.Due;

/// <summary>Finds what has fallen due for automations, and has others do it.</summary>
public sealed class RunAutomations(DueFinder due, DateSearches dates)
{
    /// <summary>Puts messages for what is due; never does a step.</summary>
    [Function(nameof(RunAutomations))]
    public async Task RunAsync([TimerTrigger("%Schedule_RunAutomations%")] TimerInfo timer, CancellationToken cancellationToken)
    {
        await due.PutAsync(cancellationToken);
        await dates.PutAsync(cancellationToken);
    }
}
