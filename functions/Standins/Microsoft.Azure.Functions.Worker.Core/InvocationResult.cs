namespace Microsoft.Azure.Functions.Worker;

public abstract class InvocationResult<T>
{
    public abstract T? Value { get; set; }
}

public abstract class InvocationResult : InvocationResult<object>;

public static class FunctionContextBindingFeatureExtensions
{
    public static InvocationResult GetInvocationResult(this FunctionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Features.Get<InvocationResult>()
            ?? throw new InvalidOperationException("This context belongs to no running invocation.");
    }

    public static InvocationResult<T> GetInvocationResult<T>(this FunctionContext context) =>
        new TypedResult<T>(context.GetInvocationResult());

    private sealed class TypedResult<T>(InvocationResult inner) : InvocationResult<T>
    {
        public override T? Value
        {
            get => (T?)inner.Value;
            set => inner.Value = value;
        }
    }
}
