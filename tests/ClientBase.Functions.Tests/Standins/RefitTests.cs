using System.Net;
using System.Runtime.Serialization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Refit;

namespace ClientBase.Functions.Tests.Standins;

public sealed class RefitTests
{
    private const string OneOrder = """{"ID":7,"total":12.5,"state":"paid"}""";

    private static readonly DateTimeOffset Noon = new(2026, 3, 8, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_json_answer_becomes_an_object_whatever_the_case_of_its_names()
    {
        var (api, handler) = Api(body: OneOrder);

        var order = await api.GetAsync(7, CancellationToken.None);

        Assert.Equal(new Order(7, 12.5m, OrderState.Paid), order);
        Assert.Equal((HttpMethod.Get, "/wp/orders/7"), (handler.Request.Method, handler.Target));
    }

    [Fact]
    public async Task Path_values_are_escaped_and_a_round_tripping_one_keeps_its_slashes()
    {
        var (api, handler) = Api();

        await api.FileAsync("a/b c", "docs/ä b/x");

        Assert.Equal("/wp/shops/a%2Fb%20c/files/docs/%C3%A4%20b/x", handler.Target);
    }

    [Fact]
    public async Task Query_values_are_invariant_and_those_not_given_are_left_out()
    {
        var (api, handler) = Api();

        await api.SearchAsync("a&b", null, 1.5m, true, OrderState.Paid, Noon);

        Assert.Equal(
            "/wp/orders?per_page=20&q=a%26b&min=1.5&archived=True&state=is-paid&since=2026-03-08T12%3A00%3A00.0000000%2B00%3A00",
            handler.Target);
    }

    [Fact]
    public async Task Collections_are_joined_or_repeated_as_their_format_says()
    {
        var (api, handler) = Api();

        await api.ListAsync([1, 2], [3, 4], ["a", "b"]);

        Assert.Equal("/wp/orders?ids=1%2C2&only=3&only=4&tags=a%7Cb", handler.Target);
    }

    [Fact]
    public async Task The_settings_choose_how_collections_are_written_by_default()
    {
        var (api, handler) = Api(settings: new RefitSettings { CollectionFormat = CollectionFormat.Multi });

        await api.ListAsync([1, 2], [], []);

        Assert.Equal("/wp/orders?ids=1&ids=2&tags=", handler.Target);
    }

    [Fact]
    public async Task An_object_or_dictionary_in_the_query_is_written_by_its_members()
    {
        var (api, handler) = Api();

        await api.FilterAsync(
            new OrderFilter { Page = 2, Email = "a@b.c", Nested = new() { City = "Riga" } },
            new Dictionary<string, string> { ["x"] = "1" });

        Assert.Equal("/wp/orders/filter?Page=2&mail=a%40b.c&Nested.City=Riga&meta-x=1", handler.Target);
    }

    [Fact]
    public async Task A_body_is_camel_case_json()
    {
        var (api, handler) = Api(body: OneOrder);

        await api.CreateAsync(new Order(7, 12.5m, OrderState.Paid));

        Assert.Equal(HttpMethod.Post, handler.Request.Method);
        Assert.Equal("""{"id":7,"total":12.5,"state":"paid"}""", handler.Body);
        Assert.Equal("application/json; charset=utf-8", handler.ContentType);
    }

    [Fact]
    public async Task A_form_body_takes_its_names_from_the_attributes()
    {
        var (api, handler) = Api();

        await api.LogInAsync(new Credentials { User = "ana", Secret = "a b&c" });

        Assert.Equal("User=ana&pass=a+b%26c", handler.Body);
        Assert.Equal("application/x-www-form-urlencoded", handler.ContentType);
    }

    [Fact]
    public async Task Text_streams_and_contents_are_sent_as_they_are()
    {
        var (api, handler) = Api();

        await api.PutTextAsync("raw");
        Assert.Equal(("raw", "text/plain; charset=utf-8"), (handler.Body, handler.ContentType));

        await api.PutStreamAsync(new MemoryStream(Encoding.UTF8.GetBytes("bytes")));
        Assert.Equal(("bytes", null), (handler.Body, handler.ContentType));

        await api.PutContentAsync(new StringContent("a,b", Encoding.UTF8, "text/csv"));
        Assert.Equal(("a,b", "text/csv; charset=utf-8"), (handler.Body, handler.ContentType));
    }

    [Fact]
    public async Task The_header_nearest_to_the_call_wins()
    {
        var (api, handler) = Api();

        await api.HeadersAsync("mine", new Dictionary<string, string> { ["X-More"] = "1" }, "t0ken");

        Assert.Equal("interface", handler.Header("X-From"));
        Assert.Equal("method", handler.Header("X-Level"));
        Assert.Equal("mine", handler.Header("X-Dynamic"));
        Assert.Equal("1", handler.Header("X-More"));
        Assert.Equal("Token t0ken", handler.Header("Authorization"));

        await api.HeadersAsync(null, new Dictionary<string, string>(), "t0ken");
        Assert.Null(handler.Header("X-Dynamic"));
    }

    [Fact]
    public async Task Line_breaks_cannot_smuggle_a_header_in()
    {
        var (api, handler) = Api();

        await api.HeadersAsync("a\r\nX-Evil: 1", new Dictionary<string, string>(), "t");

        Assert.Equal("aX-Evil: 1", handler.Header("X-Dynamic"));
        Assert.Null(handler.Header("X-Evil"));
    }

    [Fact]
    public async Task A_failure_is_an_exception_that_holds_the_answer()
    {
        var (api, _) = Api(HttpStatusCode.NotFound, OneOrder);

        var error = await Assert.ThrowsAsync<ApiException>(() => api.GetAsync(7, CancellationToken.None));

        Assert.Equal(HttpStatusCode.NotFound, error.StatusCode);
        Assert.Equal(OneOrder, error.Content);
        Assert.Equal(7, (await error.GetContentAsAsync<Order>())!.Id);
        Assert.Equal("Response status code does not indicate success: 404 (Not Found).", error.Message);
        Assert.Equal("7", Assert.Single(error.Headers.GetValues("Retry-After")));
        await Assert.ThrowsAsync<ApiException>(() => api.DeleteAsync(7));
    }

    [Fact]
    public async Task Problem_details_are_read_from_a_failure()
    {
        const string Problem = """{"title":"Invalid","status":422,"detail":"no mail","errors":{"email":["required"]},"traceId":"t1"}""";
        var (api, _) = Api(HttpStatusCode.UnprocessableEntity, Problem, "application/problem+json");

        var error = await Assert.ThrowsAsync<ValidationApiException>(() => api.GetAsync(7, CancellationToken.None));

        Assert.Equal(("Invalid", 422, "no mail"), (error.Content!.Title, error.Content.Status, error.Content.Detail));
        Assert.Equal(["required"], error.Content.Errors["email"]);
        Assert.Equal("t1", error.Content.Extensions["traceId"].ToString());
    }

    [Fact]
    public async Task An_answer_that_cannot_be_read_is_an_api_exception()
    {
        var (api, _) = Api(body: "{");

        var error = await Assert.ThrowsAsync<ApiException>(() => api.GetAsync(7, CancellationToken.None));

        Assert.Equal(HttpStatusCode.OK, error.StatusCode);
        Assert.NotNull(error.InnerException);
    }

    [Fact]
    public async Task An_api_response_shows_success_and_failure_without_throwing()
    {
        var (good, _) = Api(body: OneOrder);
        using var found = await good.TryGetAsync(7);
        Assert.True(found.IsSuccessful);
        Assert.Equal(7, found.Content.Id);

        var (bad, _) = Api(HttpStatusCode.Conflict, "taken", "text/plain");
        using var refused = await bad.TryGetAsync(7);
        Assert.False(refused.IsSuccessStatusCode);
        Assert.Equal((HttpStatusCode.Conflict, "taken"), (refused.StatusCode, refused.Error.Content));
        Assert.Null(refused.Content);
        await Assert.ThrowsAsync<ApiException>(refused.EnsureSuccessStatusCodeAsync);

        var (unreadable, _) = Api(body: "{");
        using var broken = await unreadable.TryGetAsync(7);
        Assert.True(broken.IsSuccessStatusCode);
        Assert.False(broken.IsSuccessful);
    }

    [Fact]
    public async Task Responses_can_be_taken_by_their_interfaces()
    {
        var (api, _) = Api(body: OneOrder);

        using var typed = await api.TryGetAsInterfaceAsync(7);
        using var untyped = await api.TryDeleteAsync(7);

        Assert.Equal(7, typed.Content!.Id);
        Assert.True(untyped.IsSuccessful);
    }

    [Fact]
    public async Task Text_streams_and_whole_responses_are_given_as_they_come()
    {
        var (api, _) = Api(HttpStatusCode.OK, "plain", "text/plain");
        Assert.Equal("plain", await api.TextAsync());
        using var reader = new StreamReader(await api.StreamAsync());
        Assert.Equal("plain", await reader.ReadToEndAsync());

        var (failing, _) = Api(HttpStatusCode.BadGateway);
        using var response = await failing.WholeAsync();
        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
    }

    [Fact]
    public async Task A_call_can_be_cancelled()
    {
        var (api, _) = Api(body: OneOrder);
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => api.GetAsync(7, source.Token));
    }

    [Fact]
    public async Task An_exception_factory_decides_what_a_failure_throws()
    {
        var settings = new RefitSettings { ExceptionFactory = _ => Task.FromResult<Exception?>(new TimeoutException()) };
        var (api, _) = Api(settings: settings);

        await Assert.ThrowsAsync<TimeoutException>(() => api.TextAsync());
    }

    [Fact]
    public async Task A_client_of_the_factory_fills_in_the_token_and_uses_the_settings()
    {
        var handler = new RecordingHandler(body: OneOrder);
        var services = new ServiceCollection();
        services
            .AddRefitClient<ISecuredApi>(_ => new RefitSettings
            {
                HttpMessageHandlerFactory = () => handler,
                AuthorizationHeaderValueGetter = (_, _) => Task.FromResult("fresh"),
            })
            .ConfigureHttpClient(client => client.BaseAddress = new Uri("http://shop.example"));
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<ISecuredApi>().GetAsync();

        Assert.Equal("Bearer fresh", handler.Header("Authorization"));
        Assert.Equal(new Uri("http://shop.example/orders"), handler.Request.RequestUri);
    }

    [Fact]
    public async Task A_client_of_the_factory_can_get_another_handler_like_any_http_client()
    {
        var handler = new RecordingHandler(body: OneOrder);
        var services = new ServiceCollection();
        services.AddRefitClient<ISecuredApi>()
            .ConfigureHttpClient(client => client.BaseAddress = new Uri("http://shop.example/v1"))
            .ConfigurePrimaryHttpMessageHandler(() => handler);
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<ISecuredApi>().GetAsync();

        Assert.Equal("/v1/orders", handler.Target);
    }

    [Fact]
    public void An_interface_whose_path_names_no_parameter_is_refused_when_the_client_is_made() =>
        Assert.Throws<ArgumentException>(() => RestService.For<IBrokenApi>("http://shop.example"));

    [Fact]
    public async Task A_client_without_base_address_fails_when_it_is_called()
    {
        var api = RestService.For<IOrdersApi>(new HttpClient(new RecordingHandler()));

        await Assert.ThrowsAsync<InvalidOperationException>(() => api.TextAsync());
    }

    private static (IOrdersApi Api, RecordingHandler Handler) Api(
        HttpStatusCode status = HttpStatusCode.OK,
        string body = "",
        string mediaType = "application/json",
        RefitSettings? settings = null)
    {
        var handler = new RecordingHandler(status, body, mediaType);
        var client = new HttpClient(handler) { BaseAddress = new Uri("http://shop.example/wp") };
        return (RestService.For<IOrdersApi>(client, settings), handler);
    }
}

public enum OrderState
{
    Open,

    [EnumMember(Value = "is-paid")]
    Paid,
}

public sealed record Order(long Id, decimal Total, OrderState State);

public sealed class OrderFilter
{
    public int Page { get; init; }

    [AliasAs("mail")]
    public string? Email { get; init; }

    public string? Missing { get; init; }

    public Place? Nested { get; init; }
}

public sealed class Place
{
    public string? City { get; init; }
}

public sealed class Credentials
{
    public string? User { get; init; }

    [AliasAs("pass")]
    public string? Secret { get; init; }

    public string? Missing { get; init; }
}

[Headers("X-From: interface", "X-Level: interface")]
public interface IOrdersApi
{
    [Get("/orders/{id}")]
    Task<Order> GetAsync(long id, CancellationToken cancellationToken);

    [Get("/orders/{id}")]
    Task<ApiResponse<Order>> TryGetAsync(long id);

    [Get("/orders/{id}")]
    Task<IApiResponse<Order>> TryGetAsInterfaceAsync(long id);

    [Delete("/orders/{id}")]
    Task<IApiResponse> TryDeleteAsync(long id);

    [Delete("/orders/{id}")]
    Task DeleteAsync(long id);

    [Get("/shops/{shop-id}/files/{**path}")]
    Task<string> FileAsync([AliasAs("shop-id")] string shop, string path);

    [Get("/orders?per_page=20")]
    Task<string> SearchAsync(
        [AliasAs("q")] string text,
        int? page,
        decimal? min,
        bool archived,
        OrderState state,
        [Query(Format = "O")] DateTimeOffset? since);

    [Get("/orders")]
    Task<string> ListAsync(int[] ids, [Query(CollectionFormat.Multi)] int[] only, [Query(CollectionFormat.Pipes)] string[] tags);

    [Get("/orders/filter")]
    Task<string> FilterAsync(OrderFilter filter, [Query("-", "meta")] Dictionary<string, string> meta);

    [Post("/orders")]
    Task<Order> CreateAsync(Order order);

    [Post("/login")]
    Task LogInAsync([Body(BodySerializationMethod.UrlEncoded)] Credentials credentials);

    [Put("/raw")]
    Task PutTextAsync([Body] string text);

    [Put("/raw")]
    Task PutStreamAsync([Body] Stream stream);

    [Patch("/raw")]
    Task PutContentAsync([Body] HttpContent content);

    [Get("/headers")]
    [Headers("X-Level: method", "X-Dynamic: static")]
    Task HeadersAsync(
        [Header("X-Dynamic")] string? value,
        [HeaderCollection] IDictionary<string, string> more,
        [Authorize("Token")] string token);

    [Get("/text")]
    Task<string> TextAsync();

    [Get("/text")]
    Task<Stream> StreamAsync();

    [Get("/text")]
    Task<HttpResponseMessage> WholeAsync();
}

[Headers("Authorization: Bearer")]
public interface ISecuredApi
{
    [Get("/orders")]
    Task<Order> GetAsync();
}

public interface IBrokenApi
{
    [Get("/orders/{id}")]
    Task<Order> GetAsync(long number);
}
