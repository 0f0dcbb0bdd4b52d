using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace ClientBase.LocalHost.Invocation;

/// <summary>Gives one parameter of a function its value.</summary>
internal delegate ValueTask<object?> ParameterBinder(LocalFunctionContext context);

/// <summary>A function ready to be called: instance, parameters, call, result.</summary>
internal sealed class FunctionMethod
{
    private readonly ParameterBinder[] binders;
    private readonly Func<IServiceProvider, object?> activate;
    private readonly bool ownsInstance;
    private readonly MethodInvoker call;
    private readonly Func<object?, ValueTask<object?>> read;

    public FunctionMethod(FunctionDescriptor descriptor, ParameterBinder[] binders, IServiceProviderIsService registered)
    {
        Descriptor = descriptor;
        Definition = new LocalFunctionDefinition(descriptor);
        this.binders = binders;
        call = MethodInvoker.Create(descriptor.Method);
        read = FunctionResultType.ReaderFor(descriptor.Method);

        var type = descriptor.Method.DeclaringType!;
        if (descriptor.Method.IsStatic)
        {
            activate = _ => null;
        }
        else if (registered.IsService(type))
        {
            activate = services => services.GetRequiredService(type);
        }
        else
        {
            var factory = ActivatorUtilities.CreateFactory(type, []);
            activate = services => factory(services, []);
            ownsInstance = true;
        }
    }

    public FunctionDescriptor Descriptor { get; }

    public FunctionDefinition Definition { get; }

    public string Name => Descriptor.Name;

    public async Task<object?> CallAsync(LocalFunctionContext context)
    {
        var arguments = binders.Length == 0 ? [] : new object?[binders.Length];
        for (var i = 0; i < binders.Length; i++)
        {
            arguments[i] = await binders[i](context);
        }

        var instance = activate(context.InstanceServices);
        try
        {
            return await read(call.Invoke(instance, arguments.AsSpan()));
        }
        finally
        {
            if (ownsInstance)
            {
                await DisposeAsync(instance);
            }
        }
    }

    private static async ValueTask DisposeAsync(object? instance)
    {
        switch (instance)
        {
            case IAsyncDisposable disposable:
                await disposable.DisposeAsync();
                break;
            case IDisposable disposable:
                disposable.Dispose();
                break;
        }
    }
}
