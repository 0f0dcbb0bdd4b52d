using System.Reflection;

namespace Refit.Requests;

/// <summary>The object behind a Refit interface.</summary>
/// <remarks>Not sealed: <see cref="DispatchProxy"/> derives from it.</remarks>
internal class RestProxy : DispatchProxy
{
    private HttpClient client = null!;
    private RestInterface api = null!;

    public static object Create(Type interfaceType, HttpClient client, RestInterface api)
    {
        var created = Create(interfaceType, typeof(RestProxy));
        var proxy = (RestProxy)created;
        proxy.client = client;
        proxy.api = api;
        return created;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        if (targetMethod.DeclaringType == typeof(IDisposable))
        {
            client.Dispose();
            return null;
        }

        return api.Call(targetMethod, client, args ?? []);
    }
}
