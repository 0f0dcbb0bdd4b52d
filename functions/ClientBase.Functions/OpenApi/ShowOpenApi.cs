using System.Text.Json;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.OpenApi;

namespace ClientBase.Functions.OpenApi;

/// <summary>Shows the whole interface as OpenAPI 3.0: what client generators and the page of <c>/api/docs</c> read.</summary>
public sealed class ShowOpenApi
{
    /// <summary>This interface, machine-readable.</summary>
    [Function(nameof(ShowOpenApi))]
    [Answers<JsonElement>]
    public static async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "openapi.json")] HttpRequest request, CancellationToken cancellationToken)
    {
        var document = ApiDocument.Of(ApiRoute.All(), Client.RootOf(request));
        return Results.Text(
            await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_0, cancellationToken), "application/json; charset=utf-8");
    }
}
