using ClientBase.Functions.Tests.Fixtures;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClientBase.Functions.Tests.Host;

public sealed class MiddlewareTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Middleware_wraps_every_function_the_first_outermost()
    {
        await using var host = await TestHost.With(azurite, typeof(Sample)).Configure(builder => builder
            .UseMiddleware<Outer>()
            .UseMiddleware(async (context, next) =>
            {
                var journal = context.InstanceServices.GetRequiredService<Journal>();
                journal.Add($"inner {context.FunctionDefinition.Name}");
                await next();
                journal.Add("inner end");
            })).StartAsync();

        Assert.Equal("hello", await host.Http.GetStringAsync("/api/Hello"));
        Assert.Equal(["outer", "inner Hello", "hello", "inner end", "outer end"], host.Journal.Entries);

        using var accepted = await host.Http.PostAsync("/admin/functions/OnOrder", new StringContent("""{"input":"a"}"""));
        await host.Journal.UntilAsync("outer end", times: 2);
        Assert.Equal(["outer", "inner OnOrder", "order a", "inner end", "outer end"], host.Journal.Entries.Skip(5));
    }

    [Fact]
    public async Task Middleware_can_be_kept_to_some_functions()
    {
        await using var host = await TestHost.With(azurite, typeof(Sample))
            .Configure(builder => builder.UseWhen<Outer>(context => context.FunctionDefinition.InputBindings.Values.Single().Type == "queueTrigger"))
            .StartAsync();

        Assert.Equal("hello", await host.Http.GetStringAsync("/api/Hello"));

        Assert.Equal(["hello"], host.Journal.Entries);
    }

    [Fact]
    public async Task Middleware_can_answer_instead_of_the_function_and_change_its_answer()
    {
        await using var host = await TestHost.With(azurite, typeof(Sample)).Configure(builder => builder.UseMiddleware(async (context, next) =>
        {
            if (context.GetHttpContext()!.Request.Query.ContainsKey("stop"))
            {
                context.GetHttpContext()!.Response.StatusCode = StatusCodes.Status403Forbidden;
                return;
            }

            await next();
            context.GetInvocationResult().Value = context.GetInvocationResult<string>().Value + "!";
        })).StartAsync();

        using var stopped = await host.Http.GetAsync("/api/Hello?stop");

        Assert.Equal(StatusCodes.Status403Forbidden, (int)stopped.StatusCode);
        Assert.Equal("hello!", await host.Http.GetStringAsync("/api/Hello"));
        Assert.Equal(["hello"], host.Journal.Entries);
    }

    [Fact]
    public async Task Every_call_has_a_scope_and_an_instance_of_its_own()
    {
        await using var host = await TestHost.With(azurite, typeof(Scoped))
            .Configure(builder => builder.Services.AddScoped<Scoped.Dependency>()).StartAsync();

        var first = await host.Http.GetStringAsync("/api/Scoped");
        var second = await host.Http.GetStringAsync("/api/Scoped");

        Assert.StartsWith("same ", first, StringComparison.Ordinal);
        Assert.NotEqual(first, second);
        Assert.Equal(["disposed", "disposed"], host.Journal.Entries);
    }

    [Fact]
    public async Task A_function_class_may_be_registered()
    {
        await using var host = await TestHost.With(azurite, typeof(Counter))
            .Configure(builder => builder.Services.AddSingleton<Counter>()).StartAsync();

        Assert.Equal("1", await host.Http.GetStringAsync("/api/Counter"));
        Assert.Equal("2", await host.Http.GetStringAsync("/api/Counter"));
    }

    private sealed class Outer(Journal journal) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            journal.Add("outer");
            await next(context);
            journal.Add("outer end");
        }
    }

    private sealed class Sample(Journal journal)
    {
        [Function("Hello")]
        public string Hello([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
        {
            journal.Add("hello");
            return "hello";
        }

        [Function("OnOrder")]
        public void OnOrder([QueueTrigger("%Orders%")] string message) => journal.Add($"order {message}");
    }

    private sealed class Scoped(Scoped.Dependency dependency, Journal journal) : IDisposable
    {
        [Function("Scoped")]
        public string Run([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, FunctionContext context) =>
            $"{(context.InstanceServices.GetRequiredService<Dependency>() == dependency ? "same" : "other")} {dependency.Id} {context.InvocationId}";

        public void Dispose() => journal.Add("disposed");

        internal sealed class Dependency
        {
            public Guid Id { get; } = Guid.NewGuid();
        }
    }

    private sealed class Counter
    {
        private int count;

        [Function("Counter")]
        public string Run([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => $"{++count}";
    }
}
