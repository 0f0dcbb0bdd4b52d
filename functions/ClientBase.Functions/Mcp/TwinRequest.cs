using System.Text;
using System.Text.Json;
using ClientBase.Functions.Http;
using ClientBase.Functions.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ClientBase.Functions.Mcp;

/// <summary>What a function answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Json">Its body.</param>
internal sealed record TwinAnswer(int Status, string Json)
{
    public bool IsRefused => Status >= StatusCodes.Status400BadRequest;
}

/// <summary>A call of an HTTP function from within, for the same caller: what it allows, counts and notes is as from outside.</summary>
/// <param name="outer">The request that is being answered.</param>
/// <param name="function">Name of the function.</param>
internal sealed class TwinRequest(HttpRequest outer, string function)
{
    private readonly Dictionary<string, string?> _query = [];
    private readonly RouteValueDictionary _route = [];
    private object? _body;

    /// <summary>What the function asks of the caller, where it is not what its route does.</summary>
    public RouteRight Right { get; init; } = RouteRights.Of(function);

    /// <summary>A parameter of the query; null is left out.</summary>
    public TwinRequest Query(string name, object? value)
    {
        _query[name] = Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture);
        return this;
    }

    /// <summary>A name in the address.</summary>
    public TwinRequest Route(string name, string value)
    {
        _route[name] = value;
        return this;
    }

    /// <summary>The body.</summary>
    public TwinRequest Body(object body)
    {
        _body = body;
        return this;
    }

    /// <summary>Asks the function.</summary>
    /// <param name="call">The function.</param>
    public async Task<TwinAnswer> AskAsync<T>(Func<T, HttpRequest, CancellationToken, Task<IResult>> call)
    {
        var services = outer.HttpContext.RequestServices;
        var cancellationToken = outer.HttpContext.RequestAborted;
        var context = NewContext(services);
        var target = ActivatorUtilities.CreateInstance<T>(services);
        async Task<object?> NextAsync() => await call(target, context.Request, cancellationToken);

        var answer = Caller.Of(outer) is { } caller
            ? await services.GetRequiredService<StaffPass>().GoAsync(caller, function, Right, context.Request, NextAsync)
            : await NextAsync();
        using var text = new MemoryStream();
        context.Response.Body = text;
        await ((IResult)answer!).ExecuteAsync(context);
        return new TwinAnswer(context.Response.StatusCode, Encoding.UTF8.GetString(text.ToArray()));
    }

    private DefaultHttpContext NewContext(IServiceProvider services)
    {
        var context = new DefaultHttpContext { RequestServices = services, RequestAborted = outer.HttpContext.RequestAborted };
        context.Request.Headers.AcceptLanguage = outer.Headers.AcceptLanguage;
        context.Request.RouteValues = _route;
        context.Request.QueryString = QueryString.Create(_query.Where(one => !string.IsNullOrEmpty(one.Value)));
        if (_body is not null)
        {
            context.Request.ContentType = "application/json";
            context.Request.Body = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(_body, JsonSerializerOptions.Web));
        }

        if (Caller.Of(outer) is { } caller)
        {
            caller.Enter(context);
        }

        return context;
    }
}
