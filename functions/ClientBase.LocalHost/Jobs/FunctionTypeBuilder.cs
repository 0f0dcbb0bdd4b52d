using System.Reflection;
using System.Reflection.Emit;
using System.Text.Json;
using ClientBase.LocalHost.Settings;
using ClientBase.LocalHost.Worker;
using Microsoft.Azure.WebJobs;
using Binder = Microsoft.Azure.WebJobs.Binder;

namespace ClientBase.LocalHost.Jobs;

/// <summary>
/// Makes a type with a method for each queue and timer function, carrying the SDK's own trigger attributes, so that the SDK finds and
/// runs them as it does in the Functions host (which makes such a type too).
/// </summary>
internal sealed class FunctionTypeBuilder : ITypeLocator
{
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;
    private static readonly Type[] ConstructorParameters = [typeof(ITriggeredInvoker)];

    private readonly TypeBuilder _type;
    private readonly string? _timeout;
    private readonly Type _built;

    /// <exception cref="StartException">A function has a trigger that this host does not know.</exception>
    public FunctionTypeBuilder(IEnumerable<Function> functions, string? timeout)
    {
        _timeout = timeout;
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Host"), AssemblyBuilderAccess.Run);
        _type = assembly.DefineDynamicModule("Host").DefineType(
            "Host.Functions", TypeAttributes.Public | TypeAttributes.Sealed, typeof(TriggeredFunctions));
        AddConstructor();
        foreach (var function in functions.Where(function => !function.IsHttp))
        {
            Add(function);
        }

        _built = _type.CreateType();
    }

    public IReadOnlyList<Type> GetTypes() => [_built];

    private void Add(Function function)
    {
        switch (function.TriggerType)
        {
            case "queueTrigger":
                AddMethod(function, MessageType(function), QueueTrigger(function.Trigger));
                break;
            case "timerTrigger":
                AddMethod(function, typeof(TimerInfo), TimerTrigger(function.Trigger));
                break;
            default:
                throw new StartException(
                    $"Function '{function.Name}' has a {function.TriggerType}; this host knows HTTP, queues and timers.");
        }
    }

    private static Type MessageType(Function function)
    {
        var isDeferred = function.Trigger.TryGetProperty("properties", out var properties)
            && Function.Flag(properties, "supportsDeferredBinding");
        if (isDeferred)
        {
            return typeof(ParameterBindingData);
        }

        return Function.Text(function.Trigger, "dataType") is "Binary" or "binary" ? typeof(byte[]) : typeof(string);
    }

    private static CustomAttributeBuilder QueueTrigger(JsonElement trigger) => Attribute<QueueTriggerAttribute>(
        [Function.Text(trigger, "queueName")!], (nameof(QueueTriggerAttribute.Connection), Function.Text(trigger, "connection")));

    private static CustomAttributeBuilder TimerTrigger(JsonElement trigger) => Attribute<TimerTriggerAttribute>(
        [Function.Text(trigger, "schedule")!],
        (nameof(TimerTriggerAttribute.RunOnStartup), Function.Flag(trigger, "runOnStartup")),
        (nameof(TimerTriggerAttribute.UseMonitor), Function.Text(trigger, "useMonitor") is null || Function.Flag(trigger, "useMonitor")));

    private static CustomAttributeBuilder Attribute<T>(object[] arguments, params (string Name, object? Value)[] properties)
    {
        var set = properties.Where(property => property.Value is not null).ToArray();
        return new CustomAttributeBuilder(
            typeof(T).GetConstructor([.. arguments.Select(argument => argument.GetType())])!,
            arguments,
            [.. set.Select(property => typeof(T).GetProperty(property.Name)!)],
            [.. set.Select(property => property.Value)]);
    }

    private void AddConstructor()
    {
        var il = _type.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, ConstructorParameters).GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Call, typeof(TriggeredFunctions).GetConstructor(Instance, ConstructorParameters)!);
        il.Emit(OpCodes.Ret);
    }

    /// <summary>
    /// <c>public Task Name([Trigger] T trigger, Binder binder, CancellationToken c) => InvokeAsync("Name", trigger, binder, c);</c>
    /// </summary>
    private void AddMethod(Function function, Type message, CustomAttributeBuilder trigger)
    {
        var method = _type.DefineMethod(
            function.Name, MethodAttributes.Public, typeof(Task), [message, typeof(Binder), typeof(CancellationToken)]);
        method.SetCustomAttribute(Attribute<FunctionNameAttribute>([function.Name]));
        if (_timeout is not null)
        {
            method.SetCustomAttribute(Attribute<TimeoutAttribute>([_timeout], (nameof(TimeoutAttribute.ThrowOnTimeout), true)));
        }

        method.DefineParameter(1, ParameterAttributes.None, function.TriggerName).SetCustomAttribute(trigger);
        method.DefineParameter(2, ParameterAttributes.None, "binder");
        method.DefineParameter(3, ParameterAttributes.None, "cancellationToken");

        var il = method.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldstr, function.Name);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Ldarg_3);
        il.Emit(OpCodes.Call, typeof(TriggeredFunctions).GetMethod("InvokeAsync", Instance)!);
        il.Emit(OpCodes.Ret);
    }
}
