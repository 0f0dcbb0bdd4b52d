using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.LocalHost.Invocation;

/// <summary>One run of one function.</summary>
internal sealed class LocalFunctionContext(
    FunctionMethod function, TriggerEvent trigger, IServiceProvider services, CancellationToken cancellationToken) : FunctionContext
{
    private readonly TriggerData bindings = new(trigger.BindingData);
    private InvocationFeatures? features;
    private string? invocationId;
    private IDictionary<object, object>? items;

    public TriggerEvent Trigger => trigger;

    public Result Outcome { get; } = new();

    public override string InvocationId => invocationId ??= Guid.NewGuid().ToString();

    public override string FunctionId => function.Definition.Id;

    public override TraceContext TraceContext { get; } = new CurrentTrace();

    public override BindingContext BindingContext => bindings;

    public override RetryContext RetryContext => trigger.Retry;

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override FunctionDefinition FunctionDefinition => function.Definition;

    public override IDictionary<object, object> Items
    {
        get => items ??= new Dictionary<object, object>();
        set => items = value;
    }

    public override IInvocationFeatures Features => features ??= CreateFeatures();

    public override CancellationToken CancellationToken => cancellationToken;

    private InvocationFeatures CreateFeatures()
    {
        var created = new InvocationFeatures();
        created.Set<InvocationResult>(Outcome);
        if (trigger.Data is HttpContext http)
        {
            created.Set(http);
        }

        return created;
    }

    internal sealed class Result : InvocationResult
    {
        public override object? Value { get; set; }
    }

    private sealed class TriggerData(IReadOnlyDictionary<string, object?> data) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => data;
    }

    private sealed class CurrentTrace : TraceContext
    {
        private readonly Activity? activity = Activity.Current;

        public override string TraceParent => activity?.Id ?? "";

        public override string TraceState => activity?.TraceStateString ?? "";
    }
}
