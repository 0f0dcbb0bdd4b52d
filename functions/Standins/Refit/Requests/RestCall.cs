using System.Reflection;

namespace Refit.Requests;

/// <summary>Sends the request of one method and reads the answer into what the method returns.</summary>
internal sealed class RestCall(RestMethod method, RefitSettings settings)
{
    private readonly RequestComposer composer = new(method, settings);

    /// <exception cref="ArgumentException">The method returns something else than Task or Task of T.</exception>
    public static Func<HttpClient, object?[], Task> Prepare(MethodInfo method, RefitSettings settings)
    {
        var call = new RestCall(RestMethod.Describe(method, settings), settings);
        if (method.ReturnType == typeof(Task))
        {
            return call.SendAsync;
        }

        if (!method.ReturnType.IsGenericType || method.ReturnType.GetGenericTypeDefinition() != typeof(Task<>))
        {
            throw new ArgumentException($"Method \"{method.Name}\" must return Task or Task<T>.");
        }

        var result = method.ReturnType.GetGenericArguments()[0];
        var receiver = BodyOfResponse(result) is { } body
            ? Method(nameof(ReceiveResponseAsync)).MakeGenericMethod(result, body)
            : Method(nameof(ReceiveAsync)).MakeGenericMethod(result);
        return receiver.CreateDelegate<Func<HttpClient, object?[], Task>>(call);

        static MethodInfo Method(string name) => typeof(RestCall).GetMethod(name, BindingFlags.Instance | BindingFlags.NonPublic)!;
    }

    /// <summary>What an API response holds; null when the result is no API response.</summary>
    private static Type? BodyOfResponse(Type result)
    {
        if (result == typeof(IApiResponse))
        {
            return typeof(HttpContent);
        }

        var isResponse = result.IsGenericType
            && (result.GetGenericTypeDefinition() == typeof(ApiResponse<>) || result.GetGenericTypeDefinition() == typeof(IApiResponse<>));
        return isResponse ? result.GetGenericArguments()[0] : null;
    }

    private async Task SendAsync(HttpClient client, object?[] arguments)
    {
        using var request = await ComposeAsync(client, arguments);
        using var response = await client.SendAsync(request, CancellationOf(arguments));
        if (await settings.ExceptionFactory(response) is { } error)
        {
            throw error;
        }
    }

    private async Task<T?> ReceiveAsync<T>(HttpClient client, object?[] arguments)
    {
        var cancellationToken = CancellationOf(arguments);
        using var request = await ComposeAsync(client, arguments);
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (typeof(T) == typeof(HttpResponseMessage))
        {
            return (T)(object)response; // Whatever its status: the caller asked to judge it.
        }

        if (await settings.ExceptionFactory(response) is { } error)
        {
            throw error; // The response stays open: a custom exception may hold it.
        }

        try
        {
            return await ReadAsync<T>(response, cancellationToken);
        }
        catch (Exception exception)
        {
            return await UnreadableAsync(response, exception) is { } unreadable ? throw unreadable : default(T);
        }
        finally
        {
            DisposeUnlessHandedOver<T>(response);
        }
    }

    private async Task<T> ReceiveResponseAsync<T, TBody>(HttpClient client, object?[] arguments)
        where T : IApiResponse
    {
        var cancellationToken = CancellationOf(arguments);
        using var request = await ComposeAsync(client, arguments);
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var error = await settings.ExceptionFactory(response);
        TBody? body = default;
        try
        {
            body = error is null ? await ReadAsync<TBody>(response, cancellationToken) : default;
        }
        catch (Exception exception)
        {
            error = await UnreadableAsync(response, exception);
        }
        finally
        {
            DisposeUnlessHandedOver<TBody>(response);
        }

        return (T)(IApiResponse)new ApiResponse<TBody>(response, body, settings, error as ApiException);
    }

    private async Task<HttpRequestMessage> ComposeAsync(HttpClient client, object?[] arguments)
    {
        var address = client.BaseAddress ?? throw new InvalidOperationException("BaseAddress must be set on the HttpClient instance");
        var request = composer.Compose(address.AbsolutePath, arguments);
        if (method.IsBuffered && request.Content is { } content)
        {
            await content.LoadIntoBufferAsync();
        }

        return request;
    }

    private async Task<T?> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var content = response.Content;
        object? raw = typeof(T) switch
        {
            var type when type == typeof(HttpContent) => content,
            var type when type == typeof(Stream) => await content.ReadAsStreamAsync(cancellationToken),
            var type when type == typeof(string) => await ReadTextAsync(content, cancellationToken),
            _ => null,
        };
        return raw is T read ? read : await settings.ContentSerializer.FromHttpContentAsync<T>(content, cancellationToken);
    }

    private static async Task<string> ReadTextAsync(HttpContent content, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(await content.ReadAsStreamAsync(cancellationToken));
        return await reader.ReadToEndAsync(cancellationToken);
    }

    private async Task<Exception?> UnreadableAsync(HttpResponseMessage response, Exception exception)
    {
        if (settings.DeserializationExceptionFactory is { } factory)
        {
            return await factory(response, exception);
        }

        var request = response.RequestMessage!;
        return await ApiException.Create("The response could not be deserialized.", request, request.Method, response, settings, exception);
    }

    private static void DisposeUnlessHandedOver<T>(HttpResponseMessage response)
    {
        if (typeof(T) != typeof(HttpContent) && typeof(T) != typeof(Stream))
        {
            response.Dispose();
        }
    }

    private CancellationToken CancellationOf(object?[] arguments) =>
        method.Parameters.FirstOrDefault(parameter => parameter.Role == ParameterRole.Cancellation) is { } parameter
            ? (CancellationToken)arguments[parameter.Info.Position]!
            : CancellationToken.None;
}
