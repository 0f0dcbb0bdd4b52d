using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace ClientBase.Functions.Tests.Host;

public sealed class HttpFunctionsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Theory]
    [InlineData("/api/things/7", "thing 7")]
    [InlineData("/api/things/7/parts", "thing 7 part none")]
    [InlineData("/api/things/7/parts/b3c1c8c7-8b0c-4f4b-9d0e-3a7d2a5a9a11", "thing 7 part b3c1c8c7-8b0c-4f4b-9d0e-3a7d2a5a9a11")]
    [InlineData("/api/files/a/b.txt", "file a/b.txt")]
    [InlineData("/api/Unrouted", "unrouted")]
    public async Task Route_values_reach_parameters(string url, string expected)
    {
        await using var host = await TestHost.With(azurite, typeof(Routes)).StartAsync();

        Assert.Equal(expected, await host.Http.GetStringAsync(url));
    }

    [Theory]
    [InlineData("GET", "/api/things/x", 404)]
    [InlineData("GET", "/api/nothing", 404)]
    [InlineData("GET", "/things/7", 404)]
    [InlineData("POST", "/api/things/7", 405)]
    public async Task Other_requests_get_problem_details(string method, string url, int status)
    {
        await using var host = await TestHost.With(azurite, typeof(Routes)).StartAsync();

        using var response = await host.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), url));

        await AssertProblemAsync(response, status);
        Assert.Equal(status == 405, response.Content.Headers.Allow.Contains("GET"));
    }

    [Fact]
    public async Task The_route_prefix_is_host_json_s()
    {
        await using var host = await TestHost.With(azurite, typeof(Routes))
            .Setting("AzureFunctionsJobHost:extensions:http:routePrefix", "").StartAsync();

        Assert.Equal("thing 7", await host.Http.GetStringAsync("/things/7"));
    }

    [Theory]
    [InlineData("/api/action", 201, """{"fullName":"Ann"}""")]
    [InlineData("/api/result", 202, """{"fullName":"Ann"}""")]
    [InlineData("/api/plain", 200, """{"fullName":"Ann"}""")]
    [InlineData("/api/nothing", 204, "")]
    [InlineData("/api/direct", 200, "written")]
    [InlineData("/api/marked", 418, "")]
    public async Task Every_kind_of_result_is_written(string url, int status, string body)
    {
        await using var host = await TestHost.With(azurite, typeof(Results)).StartAsync();

        using var response = await host.Http.GetAsync(url);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(body, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_exception_is_a_500_that_tells_nothing()
    {
        await using var host = await TestHost.With(azurite, typeof(Results)).StartAsync();

        using var response = await host.Http.GetAsync("/api/broken");

        await AssertProblemAsync(response, 500);
        Assert.DoesNotContain("secret", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name":"Ann"}""", "application/json", 200)]
    [InlineData("""{"name":7}""", "application/json", 400)]
    [InlineData("{", "application/json", 400)]
    [InlineData("null", "application/json", 400)]
    [InlineData("", "application/json", 400)]
    [InlineData("name=Ann", "application/x-www-form-urlencoded", 400)]
    public async Task A_body_that_does_not_fit_is_the_senders_mistake(string body, string type, int status)
    {
        await using var host = await TestHost.With(azurite, typeof(Results)).StartAsync();

        using var response = await host.Http.PostAsync("/api/body", new StringContent(body, Encoding.UTF8, type));

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("/api/open", "", "", 200)]
    [InlineData("/api/closed", "", "", 401)]
    [InlineData("/api/closed", "x-functions-key", "key", 200)]
    [InlineData("/api/closed", "x-functions-key", "Key", 401)]
    [InlineData("/api/closed?code=key", "", "", 200)]
    [InlineData("/api/closed?code=", "", "", 401)]
    [InlineData("/admin/host/status", "", "", 401)]
    [InlineData("/admin/host/status", "x-functions-key", "key", 200)]
    [InlineData("/admin/host/ping", "", "", 200)]
    public async Task A_configured_key_is_demanded(string url, string header, string value, int status)
    {
        await using var host = await TestHost.With(azurite, typeof(Levels)).Setting("LocalHost:FunctionKey", "key").StartAsync();

        using var response = await SendAsync(host, url, header, value);

        Assert.Equal(status, (int)response.StatusCode);
        if (status == 401)
        {
            await AssertProblemAsync(response, 401);
        }
    }

    [Theory]
    [InlineData("Accept", "*/*", 200)]
    [InlineData("X-Forwarded-For", "203.0.113.9", 401)]
    [InlineData("Host", "shop.example", 401)]
    [InlineData("Sec-Fetch-Site", "cross-site", 401)]
    [InlineData("Sec-Fetch-Site", "same-origin", 200)]
    public async Task Without_a_configured_key_only_local_callers_come_in(string header, string value, int status)
    {
        await using var host = await TestHost.With(azurite, typeof(Levels)).StartAsync();

        using var response = await SendAsync(host, "/api/closed", header, value);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_caller_that_hangs_up_cancels_its_function()
    {
        await using var host = await TestHost.With(azurite, typeof(Waiting)).StartAsync();
        using var hangUp = new CancellationTokenSource();

        var call = host.Http.GetAsync("/api/wait", hangUp.Token);
        await host.Journal.UntilAsync("waiting");
        await hangUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await host.Journal.UntilAsync("cancelled");
    }

    private static Task<HttpResponseMessage> SendAsync(TestHost host, string url, string header, string value)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (header.Length > 0)
        {
            request.Headers.Add(header, value);
        }

        return host.Http.SendAsync(request);
    }

    private static async Task AssertProblemAsync(HttpResponseMessage response, int status)
    {
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
    }

    private sealed class Routes
    {
        [Function("Thing")]
        public string Thing([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{id:int}")] HttpRequest request, int id) =>
            $"thing {id}";

        [Function("Part")]
        public Task<string> PartAsync(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{id}/parts/{part:guid?}")] HttpRequest request, long id, Guid? part) =>
            Task.FromResult($"thing {id} part {part?.ToString() ?? "none"}");

        [Function("File")]
        public async ValueTask<string> FileAsync(
            [HttpTrigger(AuthorizationLevel.Anonymous, Route = "files/{*path}")] HttpRequest request, string path)
        {
            await Task.Yield();
            return $"file {path}";
        }

        [Function("Unrouted")]
        public static string Unrouted([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => "unrouted";
    }

    private sealed class Results
    {
        private static readonly Person Ann = new("Ann");

        [Function("action")]
        public IActionResult Action([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => new ObjectResult(Ann) { StatusCode = 201 };

        [Function("result")]
        public IResult Result([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => TypedResults.Json(Ann, statusCode: 202);

        [Function("plain")]
        public Person Plain([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => Ann;

        [Function("nothing")]
        public Task NothingAsync([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => Task.CompletedTask;

        [Function("direct")]
        public Task DirectAsync([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request, FunctionContext context) =>
            context.GetHttpContext()!.Response.WriteAsync("written");

        [Function("marked")]
        public Answer Marked([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => new(new StatusCodeResult(418));

        [Function("broken")]
        public string Broken([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => throw new InvalidOperationException("secret");

        [Function("body")]
        public string Body([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request, [FromBody] Named body) => body.Name;
    }

    private sealed class Levels
    {
        [Function("open")]
        public HttpStatusCode Open([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => HttpStatusCode.OK;

        [Function("closed")]
        public HttpStatusCode Closed([HttpTrigger(AuthorizationLevel.Function)] HttpRequest request) => HttpStatusCode.OK;
    }

    private sealed class Waiting(Journal journal)
    {
        [Function("wait")]
        public async Task WaitAsync([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request, CancellationToken cancellationToken)
        {
            journal.Add("waiting");
            try
            {
                await journal.GateAsync("never", cancellationToken);
            }
            catch (OperationCanceledException)
            {
                journal.Add("cancelled");
                throw;
            }
        }
    }

    private sealed record Person(string FullName);

    private sealed record Named(string Name);

    private sealed record Answer([property: HttpResult] IActionResult Result);
}
