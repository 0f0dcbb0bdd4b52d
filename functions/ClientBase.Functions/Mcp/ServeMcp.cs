using System.Text.Json;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging.Abstractions;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace ClientBase.Functions.Mcp;

/// <summary>Lets programs that speak for people ask the base: the Model Context Protocol, streamable HTTP without sessions.</summary>
/// <remarks>
/// The SDK's own endpoints do not exist in a Functions app, so its transport is given each request here. What it would log may hold what
/// people said: it is given no log.
/// </remarks>
public sealed class ServeMcp
{
    private const int MaxBytes = 256 * 1024;
    private const string VersionHeader = "Mcp-Protocol-Version";
    private const string FirstWithStatuses = "2026-07-28"; // Since then some errors have a status of their own.

    /// <summary>One message of the Model Context Protocol; 202 for what needs no answer.</summary>
    [Function(nameof(ServeMcp))]
    [Takes<JsonElement>]
    [AsksHeader(VersionHeader, "The version of the protocol that both agreed on.")]
    [Answers(200, "text/event-stream")]
    [Answers(202)]
    public static async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "mcp")] HttpRequest request, CancellationToken cancellationToken)
    {
        var (body, problem) = await JsonBodies.ReadAsync<JsonDocument>(request, MaxBytes, cancellationToken);
        if (body is null)
        {
            return problem!;
        }

        using (body)
        {
            return Read(body.RootElement) is { } message
                ? await AnswerAsync(request, message, cancellationToken)
                : Problems.BadRequest("""The body is a message of JSON-RPC 2.0, such as {"jsonrpc":"2.0","id":1,"method":"tools/list"}.""");
        }
    }

    private static async Task<IResult> AnswerAsync(HttpRequest request, JsonRpcMessage message, CancellationToken cancellationToken)
    {
        var version = request.Headers[VersionHeader].ToString();
        if (version.Length > 0)
        {
            message.Context = new JsonRpcMessageContext { ProtocolVersion = version };
        }

        await using var transport = new StreamableHttpServerTransport(NullLoggerFactory.Instance) { Stateless = true };
        await using var server = McpServer.Create(
            transport, OptionsFor(request), NullLoggerFactory.Instance, request.HttpContext.RequestServices);
        var running = server.RunAsync(cancellationToken);
        using var answer = new MemoryStream();
        JsonRpcMessage? first = null;
        var isAnswered = await transport.HandlePostRequestAsync(
            message,
            answer,
            one =>
            {
                first = one;
                return default;
            },
            cancellationToken);
        await transport.DisposeAsync();
        await running;
        if (!isAnswered)
        {
            return Results.StatusCode(StatusCodes.Status202Accepted);
        }

        request.HttpContext.Response.StatusCode = StatusOf(version, first);
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return Results.Bytes(answer.ToArray(), "text/event-stream");
    }

    private static McpServerOptions OptionsFor(HttpRequest request) => new()
    {
        ServerInfo = new Implementation { Name = "ClientBase", Version = "1" },
        ServerInstructions = "The customer base of an online shop. Reads go by the caller's role; personal data may be masked. What is "
            + "drafted is never sent by itself: a person has to send it.",
        ScopeRequests = false,
        ToolCollection = [.. BaseTools.For(request)],
    };

    private static JsonRpcMessage? Read(JsonElement body)
    {
        try
        {
            return body.Deserialize<JsonRpcMessage>(McpJsonUtilities.DefaultOptions);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static int StatusOf(string version, JsonRpcMessage? first) =>
        first is not JsonRpcError { Error: { } error } || string.CompareOrdinal(version, FirstWithStatuses) < 0
            ? StatusCodes.Status200OK
            : (McpErrorCode)error.Code switch
            {
                McpErrorCode.MethodNotFound => StatusCodes.Status404NotFound,
                McpErrorCode.MissingRequiredClientCapability or McpErrorCode.UnsupportedProtocolVersion or McpErrorCode.HeaderMismatch =>
                    StatusCodes.Status400BadRequest,
                _ => StatusCodes.Status200OK,
            };
}
