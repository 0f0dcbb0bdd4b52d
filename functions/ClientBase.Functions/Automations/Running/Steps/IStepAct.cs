using Azure.Data.Tables;
using ClientBase.Domain.Automations;
using ClientBase.Domain.Automations.Runs;
using ClientBase.Domain.Contacts;

namespace ClientBase.Functions.Automations.Running.Steps;

/// <summary>A step that is to be done for somebody.</summary>
/// <param name="Automation">The version they go through.</param>
/// <param name="Stored">The run as it is stored.</param>
/// <param name="Run">The run as it stands, with what was passed since.</param>
/// <param name="Step">The step.</param>
/// <param name="Then">What comes after it; null: the end.</param>
/// <param name="Contact">The person as they are now, without their orders.</param>
/// <param name="Now">The time.</param>
public sealed record StepWork(
    KnownAutomation Automation,
    StoredRun Stored,
    AutomationRun Run,
    AutomationStep Step,
    string? Then,
    Contact Contact,
    DateTimeOffset Now)
{
    /// <summary>What names this step of this run among all: a repeat is known by it, in whatever version.</summary>
    public string Name => $"{Automation.Source}\n{Run.Contact}\n{Run.Key}\n{Run.NameOf(Step.Id)}";

    /// <summary>The run with the step behind it.</summary>
    public StepDone Done(string outcome = RunOutcomes.Done, string? reason = null) =>
        new(Stored, Run.Done(Step.Id, Then, Now, outcome, reason), []);

    /// <summary>The run with a step before it that could not be done.</summary>
    public StepDone Fail(string cause, DateTimeOffset? notBefore = null) => new(Stored, Run.Fail(Now, cause, notBefore), []);

    /// <summary>The run with the step still before it.</summary>
    public StepDone Hold(DateTimeOffset until, string reason) => new(Stored, Run.Hold(Step.Id, until, reason, Now), []);
}

/// <summary>What came of a step.</summary>
/// <param name="Stored">The run as it is stored by now.</param>
/// <param name="Run">As it is to be stored.</param>
/// <param name="Beside">What belongs to it, in the same shard.</param>
public sealed record StepDone(StoredRun Stored, AutomationRun Run, IReadOnlyList<TableTransactionAction> Beside)
{
    /// <summary>What came of a message, on the run as somebody else has left it in flight; null: the step is done again.</summary>
    public Func<StepWork, StepDone>? OnChanged { get; init; }
}

/// <summary>Does one kind of step. Done again under the same name it comes to the same.</summary>
public interface IStepAct
{
    /// <summary>Does it.</summary>
    /// <returns>What came of it; null when somebody else was at it.</returns>
    Task<StepDone?> DoAsync(StepWork work, CancellationToken cancellationToken);
}
