using System.Net;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace ClientBase.Functions.Tests.Storage.Tables;

/// <summary>What goes over the wire, seen by a transport that answers by itself.</summary>
public sealed class RequestTests
{
    private static readonly Uri Account = new("https://shop.table.core.windows.net");

    [Fact]
    public async Task A_token_credential_sends_a_bearer_token_for_storage()
    {
        using var wire = new Wire(HttpStatusCode.NoContent);
        var credential = new FixedToken();
        var table = new TableClient(Account, "contacts", credential, wire.Options());

        await table.UpsertEntityAsync(new TableEntity("p", "r"));

        Assert.Equal("Bearer the-token", wire.Requests.Single().Authorization);
        Assert.Equal(["https://storage.azure.com/.default"], credential.Scopes);
    }

    [Fact]
    public async Task A_busy_service_is_asked_again_with_the_same_body()
    {
        using var wire = new Wire(HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable, HttpStatusCode.NoContent);
        var table = new TableClient(Account, "contacts", new FixedToken(), wire.Options());

        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["A"] = 1 });

        Assert.Equal(3, wire.Requests.Count);
        Assert.Single(wire.Requests.Select(r => r.Body).Distinct());
        Assert.Contains("\"A\":1", wire.Requests[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upserts_carry_no_condition_and_updates_and_deletes_do()
    {
        using var wire = new Wire(HttpStatusCode.NoContent);
        var table = new TableClient(Account, "contacts", new FixedToken(), wire.Options());

        await table.UpsertEntityAsync(new TableEntity("p", "r"), TableUpdateMode.Replace);
        await table.UpdateEntityAsync(new TableEntity("p", "r"), new Azure.ETag("W/\"x\""));
        await table.DeleteEntityAsync("p", "r");

        Assert.Equal([null, "W/\"x\"", "*"], wire.Requests.Select(r => r.IfMatch));
        Assert.Equal(["PUT", "PATCH", "DELETE"], wire.Requests.Select(r => r.Method));
    }

    private sealed record Sent(string Method, string? Authorization, string? IfMatch, string Body);

    private sealed class Wire(params HttpStatusCode[] answers) : HttpMessageHandler
    {
        public List<Sent> Requests { get; } = [];

        public TableClientOptions Options() => new()
        {
            Transport = new HttpClientTransport(this),
            Retry = { Delay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(1) },
        };

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = answers[Math.Min(Requests.Count, answers.Length - 1)];
            Requests.Add(new Sent(
                request.Method.Method,
                Header(request, "Authorization"),
                Header(request, "If-Match"),
                request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken)));
            return new HttpResponseMessage(answer);
        }

        private static string? Header(HttpRequestMessage request, string name) =>
            request.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
    }

    private sealed class FixedToken : TokenCredential
    {
        public string[] Scopes { get; private set; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes = requestContext.Scopes;
            return new AccessToken("the-token", DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
