using Microsoft.Azure.Functions.Worker;

namespace ClientBase.LocalHost.Invocation;

/// <summary>What triggered the function does not fit one of its parameters: the sender's mistake, not the function's.</summary>
internal sealed class BindingException : FunctionInputConverterException
{
    public BindingException(string message)
        : base(message)
    {
    }

    public BindingException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
