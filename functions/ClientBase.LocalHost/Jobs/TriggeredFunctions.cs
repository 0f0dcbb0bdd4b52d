using Microsoft.Azure.WebJobs;

namespace ClientBase.LocalHost.Jobs;

/// <summary>Runs a function of the app for one event of its trigger.</summary>
public interface ITriggeredInvoker
{
    Task InvokeAsync(string name, object? trigger, Binder binder, CancellationToken cancellationToken);
}

/// <summary>
/// What the WebJobs SDK sees of the app: <see cref="FunctionTypeBuilder"/> derives a type from this with one method for each function.
/// Public, because the derived type lies in an assembly of its own.
/// </summary>
public abstract class TriggeredFunctions(ITriggeredInvoker invoker)
{
    protected Task InvokeAsync(string name, object? trigger, Binder binder, CancellationToken cancellationToken) =>
        invoker.InvokeAsync(name, trigger, binder, cancellationToken);
}
