using System.Reflection;
using System.Text.Json;
using ClientBase.LocalHost.Invocation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.LocalHost.Http;

/// <summary>The request, its route values and its body as parameters.</summary>
internal static class HttpBinding
{
    public static TriggerBinding For(FunctionDescriptor function)
    {
        if (function.TriggerParameter.ParameterType != typeof(HttpRequest))
        {
            throw new InvalidOperationException(
                $"Function '{function.Name}': an HTTP trigger stands on a parameter of type HttpRequest, " +
                $"not {function.TriggerParameter.ParameterType.Name}.");
        }

        var names = Pattern(function).Parameters.Select(parameter => parameter.Name);
        return new TriggerBinding(
            context => ValueTask.FromResult<object?>(((HttpContext)context.Trigger.Data).Request),
            names.ToHashSet(StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The function's route without the prefix; its name when it has none.</summary>
    public static RoutePattern Pattern(FunctionDescriptor function)
    {
        var route = ((HttpTriggerAttribute)function.Trigger).Route ?? function.Name;
        try
        {
            return RoutePatternFactory.Parse(route.TrimStart('/'));
        }
        catch (RoutePatternException e)
        {
            throw new InvalidOperationException($"Function '{function.Name}': route '{route}' is no route: {e.Message}", e);
        }
    }

    public static async ValueTask<object?> ReadBodyAsync(LocalFunctionContext context, ParameterInfo parameter)
    {
        var request = ((HttpContext)context.Trigger.Data).Request;
        if (!request.HasJsonContentType())
        {
            throw new BindingException("The body must be JSON: send it with Content-Type: application/json.");
        }

        try
        {
            return await request.ReadFromJsonAsync(parameter.ParameterType, context.CancellationToken)
                ?? throw new BindingException("The body is null.");
        }
        catch (JsonException e)
        {
            throw new BindingException($"The body is not what is expected here: {e.Message}", e);
        }
    }
}
