using System.Text.Json;
using System.Text.Json.Nodes;
using ClientBase.Functions.OpenApi;
using ClientBase.Functions.Staff;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.OpenApi;

namespace ClientBase.Functions.Tests.OpenApi;

public sealed class OpenApiDocumentTests
{
    // Their bodies are somebody else's, or as the document itself is.
    private static readonly string[] Untyped =
    [
        "ReceiveWebhook", "ReceiveTypeform", "ReceiveHubSpot", "ReceiveSendGridEvents", "ReceiveTelegram", "ServeMcp", "ShowOpenApi",
        "PutAutomation",
    ];

    [Fact]
    public async Task The_document_reads_without_an_error()
    {
        var read = OpenApiDocument.Parse(await TextAsync(), "json");

        Assert.True(read.Diagnostic!.Errors.Count == 0, string.Join('\n', read.Diagnostic.Errors.Select(error => error.ToString())));
        Assert.Empty(read.Diagnostic.Warnings);
        Assert.NotEmpty(read.Document!.Paths);
    }

    [Fact]
    public async Task It_holds_every_route_of_the_app_and_no_other()
    {
        var document = await DocumentAsync();
        var told = Operations(document).Select(one => $"{one.Verb} {one.Path}");

        Assert.Equal(RoutesOfTheWorker().Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_route_says_what_it_does_and_what_it_answers()
    {
        var wrong = new List<string>();
        foreach (var (_, _, operation) in Operations(await DocumentAsync()))
        {
            var name = operation["operationId"]!.GetValue<string>();
            var good = operation["responses"]!.AsObject().Where(one => one.Key[0] is '2' or '3').ToList();
            if (operation["summary"] is null || good.Count == 0)
            {
                wrong.Add($"{name}: summary {operation["summary"] is not null}, answers {good.Count}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Every_shape_and_every_member_of_it_is_explained()
    {
        var document = await DocumentAsync();
        var silent =
            from shape in document["components"]!["schemas"]!.AsObject()
            from member in shape.Value!["properties"]!.AsObject().Append(new("", shape.Value))
            where member.Value!["description"] is null
            select $"{shape.Key}.{member.Key}";

        Assert.Equal([], silent);
    }

    [Fact]
    public async Task What_has_no_shape_is_known()
    {
        var loose =
            from one in Operations(await DocumentAsync())
            let answers = one.Operation["responses"]!.AsObject().Select(response => response.Value)
            let bodies = answers.Append(one.Operation["requestBody"])
            where bodies.Any(body => body?["content"]?["application/json"]?["schema"] is JsonObject { Count: 0 })
            select one.Operation["operationId"]!.GetValue<string>();

        Assert.Equal(Untyped.Order(StringComparer.Ordinal), loose.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Keyed_routes_want_the_key_and_public_ones_none()
    {
        foreach (var (_, _, operation) in Operations(await DocumentAsync()))
        {
            var isKeyed = operation["security"]?.AsArray().Count > 0;
            Assert.Equal(KeyedRoutes.Contains(operation["operationId"]!.GetValue<string>()), isKeyed);
        }
    }

    [Fact]
    public async Task Headers_that_are_read_are_told()
    {
        var told =
            from one in Operations(await DocumentAsync())
            from parameter in one.Operation["parameters"]?.AsArray() ?? []
            where parameter!["in"]!.GetValue<string>() == "header"
            group one.Operation["operationId"]!.GetValue<string>() by parameter!["name"]!.GetValue<string>();
        var headers = told.ToDictionary(header => header.Key, header => header.ToList());

        string[] once =
        [
            "AddDeal", "AddInteraction", "AddRequest", "AddTask", "GivePoints", "IssuePromo", "PatchContact", "ReceiveForm",
            "ReceiveHubSpot", "StartCallList",
        ];
        Assert.Equal(once, headers["Idempotency-Key"].Order(StringComparer.Ordinal));
        Assert.Equal(["ReceiveWebhook"], headers["X-Shopify-Hmac-SHA256"]);
        Assert.DoesNotContain("Authorization", headers.Keys);
    }

    internal static IEnumerable<(string Verb, string Path, JsonObject Operation)> Operations(JsonNode document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select (operation.Key.ToUpperInvariant(), path.Key, operation.Value!.AsObject());

    private static Task<string> TextAsync() => ApiDocument.Of(ApiRoute.All(), "https://shop.example")
        .SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_0);

    private static async Task<JsonNode> DocumentAsync() => JsonNode.Parse(await TextAsync())!;

    // What the worker tells the host when it starts.
    private static IEnumerable<string> RoutesOfTheWorker()
    {
        var metadata = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppProcess.AppFolder, "functions.metadata"))).RootElement;
        return
            from function in metadata.EnumerateArray()
            from binding in function.GetProperty("bindings").EnumerateArray()
            where binding.GetProperty("type").GetString() == "httpTrigger"
            let route = binding.GetProperty("route").GetString()!
            from method in binding.GetProperty("methods").EnumerateArray().Select(one => one.GetString()!)
            where method is not ("options" or "head")
            let path = route switch
            {
                "hooks/{shop}/{*path}" => "hooks/{shop}",
                _ => route.Replace("{*", "{", StringComparison.Ordinal),
            }
            select $"{method.ToUpperInvariant()} /api/{path}";
    }
}
