using System.Reflection;
using System.Text.Json;
using Azure.Core.Pipeline;
using Azure.Storage.Queues;
using ClientBase.Functions;
using ClientBase.Functions.Automations.Running;
using ClientBase.Functions.Contacts.Loyalty;
using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Sending.Channels;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClientBase.Tests.Whole;

/// <summary>What a request was answered with.</summary>
/// <param name="Status">The status.</param>
/// <param name="Text">The body.</param>
/// <param name="Failure">What an answer of 500 was about.</param>
internal sealed record WholeAnswer(int Status, string Text, Exception? Failure)
{
    public bool IsGood => Status is >= 200 and < 300;

    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Text);
}

/// <summary>
/// One instance of the whole app in this process: any route, queue function or timer can be called as its host would. It ends as a
/// killed process does when its transport carries nothing any more.
/// </summary>
internal sealed class WholeApp : IDisposable
{
    private readonly ServiceProvider _services;

    /// <param name="storage">The base it works on.</param>
    /// <param name="clock">Its clock.</param>
    /// <param name="settings">Settings, as <c>Section:Name</c>.</param>
    /// <param name="transport">Carries its requests to storage.</param>
    /// <param name="provider">Answers in the mail provider's place; null: mails go to the outbox.</param>
    public WholeApp(
        WholeStorage storage,
        TimeProvider clock,
        IReadOnlyDictionary<string, string?>? settings = null,
        HttpPipelineTransport? transport = null,
        HttpMessageHandler? provider = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(
            [new("Erasure:SettleSeconds", "0"), new("AzureWebJobsStorage", storage.ConnectionString)]);
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        builder.AddFeatures();
        builder.Services.AddOverStorage();
        builder.Services.AddSingleton<PoisonCauses>();
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton(storage.Tables(transport));
        builder.Services.AddSingleton(storage.Queues(transport, QueueMessageEncoding.Base64));
        builder.Services.AddKeyedSingleton(StorageSetup.RawQueues, storage.Queues(transport, QueueMessageEncoding.None));
        builder.Services.AddSingleton(storage.Blobs(transport));
        if (provider is not null)
        {
            builder.Services.AddHttpClient(SendGridChannel.ClientName).ConfigurePrimaryHttpMessageHandler(() => new Kept(provider));
        }

        _services = builder.Services.BuildServiceProvider();
    }

    /// <summary>A service of the app, or one of its function classes.</summary>
    public T Get<T>()
        where T : class => ActivatorUtilities.GetServiceOrCreateInstance<T>(_services);

    /// <summary>A function class of the app.</summary>
    public object Get(Type function) => ActivatorUtilities.GetServiceOrCreateInstance(_services, function);

    /// <summary>Reads what an instance has in memory from its start on.</summary>
    public async Task StartAsync()
    {
        await Get<ErasedKeys>().RefreshAsync(default);
        await Get<LoyaltyTerms>().GetAsync(default);
        await Get<KnownAutomations>().GetAsync(default);
    }

    /// <summary>Answers a request as behind its host: an exception is an answer of 500.</summary>
    public async Task<WholeAnswer> AskAsync(
        string method, string path, byte[]? body = null, string? type = null, params (string Name, string Value)[] headers)
    {
        var context = new DefaultHttpContext { RequestServices = _services };
        var (plain, query) = path.IndexOf('?', StringComparison.Ordinal) is var at and >= 0 ? (path[..at], path[at..]) : (path, "");
        var request = context.Request;
        (request.Method, request.Scheme, request.Host) = (method, "https", new HostString("base.example"));
        request.Path = PathString.FromUriComponent("/" + plain.TrimStart('/'));
        request.QueryString = new QueryString(query);
        request.Body = new MemoryStream(body ?? []);
        request.ContentLength = body?.Length;
        request.ContentType = type;
        foreach (var (name, value) in headers)
        {
            request.Headers[name] = value;
        }

        var answer = new MemoryStream();
        context.Response.Body = answer;
        var failure = await TryAsync(context);
        return new WholeAnswer(context.Response.StatusCode, System.Text.Encoding.UTF8.GetString(answer.ToArray()), failure);
    }

    /// <summary>Gives a queue function a message; the messages it answers with.</summary>
    public async Task<IReadOnlyList<string>> TakeAsync(QueueFunction function, string message)
    {
        var read = JsonSerializer.Deserialize(message, function.Message, JsonSerializerOptions.Web);
        var result = await InvokeAsync(function.Method, read);
        return function.Output is null || result is null
            ? []
            : [.. ((System.Collections.IEnumerable)result).Cast<object>().Select(one => JsonSerializer.Serialize(one, one.GetType()))];
    }

    /// <summary>Runs a timer.</summary>
    public Task TickAsync(string timer) => InvokeAsync(AppFunctions.Timers[timer], new TimerInfo());

    public void Dispose() => _services.Dispose();

    private async Task<Exception?> TryAsync(HttpContext context)
    {
        try
        {
            var path = new PathString(context.Request.Path.Value!.Replace("/api/", "/", StringComparison.Ordinal));
            foreach (var function in AppFunctions.Http)
            {
                var values = new RouteValueDictionary();
                if (function.Fits(context.Request.Method, path, values))
                {
                    var instance = Get(function.Method.DeclaringType!);
                    await (await function.AnswerAsync(instance, context.Request, values)).ExecuteAsync(context);
                    return null;
                }
            }

            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return null;
        }
        catch (BadHttpRequestException bad)
        {
            context.Response.StatusCode = bad.StatusCode;
            return null;
        }
        catch (Exception failure)
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return failure;
        }
    }

    private async Task<object?> InvokeAsync(MethodInfo method, object? message)
    {
        var instance = Get(method.DeclaringType!);
        var arguments = method.GetParameters()
            .Select(parameter => parameter.ParameterType == typeof(CancellationToken) ? CancellationToken.None : message).ToArray();
        var task = (Task)method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
        await task;
        return method.ReturnType.IsGenericType ? method.ReturnType.GetProperty("Result")!.GetValue(task) : null;
    }

    // The factory disposes of its handlers; this one is several apps'.
    private sealed class Kept(HttpMessageHandler inner) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _inner = new(inner, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            _inner.SendAsync(request, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            _inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
