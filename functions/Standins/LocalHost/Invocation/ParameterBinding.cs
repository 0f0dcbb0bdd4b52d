using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using ClientBase.LocalHost.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace ClientBase.LocalHost.Invocation;

/// <summary>How a trigger fills the parameter it stands on, and the names of the values it offers to the other parameters.</summary>
internal sealed record TriggerBinding(ParameterBinder Bind, IReadOnlySet<string> Names);

internal static class ParameterBinding
{
    /// <exception cref="InvalidOperationException">A parameter can be given no value.</exception>
    public static ParameterBinder[] For(FunctionDescriptor function, TriggerBinding trigger) =>
        [.. function.Method.GetParameters().Select(parameter => For(function, trigger, parameter))];

    private static ParameterBinder For(FunctionDescriptor function, TriggerBinding trigger, ParameterInfo parameter)
    {
        if (parameter.Name == function.TriggerParameter.Name)
        {
            return trigger.Bind;
        }

        if (parameter.ParameterType == typeof(FunctionContext))
        {
            return context => ValueTask.FromResult<object?>(context);
        }

        if (parameter.ParameterType == typeof(CancellationToken))
        {
            return context => ValueTask.FromResult<object?>(context.CancellationToken);
        }

        if (parameter.IsDefined(typeof(FromBodyAttribute)) && function.Trigger is HttpTriggerAttribute)
        {
            return context => HttpBinding.ReadBodyAsync(context, parameter);
        }

        return trigger.Names.Contains(parameter.Name!) && Converter(parameter) is { } convert
            ? context => ValueTask.FromResult(Read(context, parameter, convert))
            : throw new InvalidOperationException(
                $"Function '{function.Name}': nothing can be bound to parameter '{parameter.Name}' " +
                $"of type {parameter.ParameterType.Name}. Its trigger offers: {string.Join(", ", trigger.Names)}.");
    }

    private static object? Read(LocalFunctionContext context, ParameterInfo parameter, Func<string, object?> convert)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        if (!context.Trigger.BindingData.TryGetValue(parameter.Name!, out var value) || value is null)
        {
            return parameter.HasDefaultValue ? parameter.DefaultValue
                : type.IsValueType && type == parameter.ParameterType
                    ? throw new BindingException($"'{parameter.Name}' has no value.")
                    : null;
        }

        if (type.IsInstanceOfType(value))
        {
            return value;
        }

        var text = Convert.ToString(value, CultureInfo.InvariantCulture)!;
        try
        {
            return convert(text);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            throw new BindingException($"'{text}' is no {type.Name} for '{parameter.Name}'.", e);
        }
    }

    private static Func<string, object?>? Converter(ParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        var converter = TypeDescriptor.GetConverter(type);
        return converter.CanConvertFrom(typeof(string)) ? text => converter.ConvertFromInvariantString(text) : null;
    }
}
