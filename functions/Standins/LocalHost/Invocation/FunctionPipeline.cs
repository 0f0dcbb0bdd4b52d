using Microsoft.Azure.Functions.Worker.Middleware;

namespace ClientBase.LocalHost.Invocation;

/// <summary>The app's middleware around every call, the first added outermost.</summary>
internal sealed class FunctionPipeline
{
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware = [];

    public void Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> next) => middleware.Add(next);

    public FunctionExecutionDelegate Build(FunctionExecutionDelegate last) =>
        Enumerable.Reverse(middleware).Aggregate(last, (next, wrap) => wrap(next));
}
