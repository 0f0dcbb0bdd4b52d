using System.Collections.Concurrent;
using System.Reflection;

namespace Refit.Requests;

/// <summary>One typed API: an interface whose methods are checked once and then called through a proxy.</summary>
internal class RestInterface
{
    private readonly Type type;
    private readonly RefitSettings settings;
    private readonly ConcurrentDictionary<MethodInfo, Func<HttpClient, object?[], Task>> calls = [];

    public RestInterface(Type type, RefitSettings? settings)
    {
        if (!type.IsInterface)
        {
            throw new ArgumentException($"{type} is not an interface.", nameof(type));
        }

        this.type = type;
        this.settings = settings ?? new RefitSettings();

        var methods = type.GetInterfaces().Prepend(type)
            .Where(declaring => declaring != typeof(IDisposable))
            .SelectMany(declaring => declaring.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            .ToList();
        if (!methods.Exists(method => method.IsDefined(typeof(HttpMethodAttribute), true)))
        {
            throw new InvalidOperationException($"{type} has no method with a Refit HTTP method attribute.");
        }

        methods.ForEach(Check);
    }

    public object CreateClient(HttpClient client) => RestProxy.Create(type, client, this);

    public Task Call(MethodInfo method, HttpClient client, object?[] arguments) => Prepare(method)(client, arguments);

    private void Check(MethodInfo method)
    {
        if (!method.IsDefined(typeof(HttpMethodAttribute), true))
        {
            throw new NotImplementedException($"{method.DeclaringType}.{method.Name} has no Refit HTTP method attribute.");
        }

        if (method.IsGenericMethodDefinition)
        {
            RestMethod.Describe(method, settings); // Its calls are prepared when the type arguments are known.
            return;
        }

        Prepare(method);
    }

    private Func<HttpClient, object?[], Task> Prepare(MethodInfo method) =>
        calls.GetOrAdd(method, static (found, settings) => RestCall.Prepare(found, settings), settings);
}

/// <summary>The same, found by its interface in a service provider.</summary>
internal sealed class RestInterface<T>(RefitSettings? settings) : RestInterface(typeof(T), settings);
