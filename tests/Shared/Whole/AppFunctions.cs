using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Tests.Whole;

/// <summary>The app's functions by what starts them, as their attributes say.</summary>
internal static class AppFunctions
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly;

    /// <summary>Those that answer requests; of two that fit a path the more literal one comes first.</summary>
    public static IReadOnlyList<HttpFunction> Http { get; } =
    [
        .. from method in Methods()
           from parameter in method.GetParameters()
           let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
           where trigger is not null
           let template = TemplateParser.Parse(trigger.Route!)
           orderby RoutePrecedence.ComputeInbound(template), trigger.Route
           select new HttpFunction(method, template, [.. trigger.Methods ?? ["get"]]),
    ];

    /// <summary>Those that take messages, by queue.</summary>
    public static IReadOnlyDictionary<string, QueueFunction> Queues { get; } = (
        from method in Methods()
        from parameter in method.GetParameters()
        let trigger = parameter.GetCustomAttribute<QueueTriggerAttribute>()
        where trigger is not null
        select new QueueFunction(
            trigger.QueueName, method, parameter.ParameterType, method.GetCustomAttribute<QueueOutputAttribute>()?.QueueName))
        .ToDictionary(function => function.Queue);

    /// <summary>The timers, by name.</summary>
    public static IReadOnlyDictionary<string, MethodInfo> Timers { get; } = Methods()
        .Where(method => method.GetParameters().Any(parameter => parameter.GetCustomAttribute<TimerTriggerAttribute>() is not null))
        .ToDictionary(method => method.GetCustomAttribute<FunctionAttribute>()!.Name);

    private static IEnumerable<MethodInfo> Methods() =>
        from type in typeof(Functions.Capture.CaptureStore).Assembly.GetTypes()
        from method in type.GetMethods(Own)
        where method.GetCustomAttribute<FunctionAttribute>() is not null
        select method;
}

/// <summary>A function that takes the messages of a queue.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Method">The function.</param>
/// <param name="Message">What its messages are.</param>
/// <param name="Output">The queue its result goes to; null: it has none.</param>
internal sealed record QueueFunction(string Queue, MethodInfo Method, Type Message, string? Output);

/// <summary>A function that answers requests.</summary>
internal sealed class HttpFunction(MethodInfo method, RouteTemplate template, IReadOnlyList<string> methods)
{
    private readonly TemplateMatcher _matcher = new(template, []);

    public MethodInfo Method => method;

    public string Route => template.TemplateText!;

    public IReadOnlyList<string> Methods => methods;

    public bool Fits(string verb, PathString path, RouteValueDictionary values) =>
        methods.Contains(verb, StringComparer.OrdinalIgnoreCase) && _matcher.TryMatch(path, values);

    /// <summary>Answers a request.</summary>
    public async Task<IResult> AnswerAsync(object instance, HttpRequest request, RouteValueDictionary values)
    {
        var arguments = method.GetParameters().Select(parameter =>
            parameter.ParameterType == typeof(HttpRequest) ? request
            : parameter.ParameterType == typeof(CancellationToken) ? request.HttpContext.RequestAborted
            : values.GetValueOrDefault(parameter.Name!)).ToArray();
        return method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null) switch
        {
            Task<IResult> task => await task,
            IResult result => result,
            var other => throw new InvalidOperationException($"{method.DeclaringType}.{method.Name} answers with {other?.GetType()}."),
        };
    }
}
