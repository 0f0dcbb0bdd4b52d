using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClientBase.Functions.Tests.Fixtures;
using NJsonSchema;
using NSwag;

namespace ClientBase.Functions.Tests.OpenApi;

/// <summary>What the document shows is done, and what comes back is as it says.</summary>
[Trait("Category", "Slow")]
public sealed class OpenApiExampleTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    // In the order one follows from another; the others do not matter.
    private static readonly string[] Order =
    [
        "PutForm", "ReceiveForm", "PutSegment", "PutCampaign", "PutLoyalty", "AddTask", "ChangeTask", "AddDeal", "ChangeDeal", "AddRequest",
        "ChangeRequest",
    ];

    // They need what nobody has made here: an import, a call list, a product, what was mailed, a base that was put back, people held out.
    private static readonly string[] NotHere =
    [
        "GetAutomationHoldout", "GetImport", "GetCallList", "GetProduct", "LinkForm", "PreviewAutomationStep", "PreviewCampaign",
        "ProveCampaign", "ShowReceipts", "ShowRestore",
    ];

    private readonly AppClient _client = fixture.Client;
    private readonly Dictionary<string, string> _ids = new()
    {
        ["forms"] = "docs-news",
        ["segments"] = "docs-kazan",
        ["campaigns"] = "docs-spring",
        ["campaignId"] = "docs-spring",
        ["automations"] = "docs-welcome",
        ["reports"] = "sales",
        ["shops"] = "acme",
        ["audit"] = "2026-03",
        ["queue"] = "captured",
        ["name"] = "city",
    };

    [Fact]
    public async Task Every_example_is_taken_and_every_answer_has_the_shape_that_is_told()
    {
        var text = await _client.GetTextAsync("api/openapi.json");
        var shapes = await OpenApiDocument.FromJsonAsync(text);
        var operations = OpenApiDocumentTests.Operations(JsonNode.Parse(text)!)
            .ToDictionary(one => one.Operation["operationId"]!.GetValue<string>());
        await PutListAsync();
        var wrong = new List<string>();
        foreach (var name in Order.Concat(operations.Keys.Where(name => Example(operations[name].Operation) is not null).Except(Order)))
        {
            var (verb, path, operation) = operations[name];
            wrong.AddRange(await TryAsync(shapes, name, verb, path, Example(operation)!));
        }

        foreach (var (name, (verb, path, operation)) in operations.Where(one => IsReading(one.Key, one.Value)))
        {
            wrong.AddRange(await TryAsync(shapes, name, verb, path, null));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static bool IsReading(string name, (string Verb, string Path, JsonObject Operation) one) =>
        one.Verb == "GET" && !NotHere.Contains(name) && one.Operation["responses"]!["200"]?["content"]?["application/json"] is not null;

    private static JsonNode? Example(JsonObject operation) => operation["requestBody"]?["content"]?["application/json"]?["example"];

    private async Task<IEnumerable<string>> TryAsync(OpenApiDocument shapes, string name, string verb, string path, JsonNode? example)
    {
        using var request = new HttpRequestMessage(new HttpMethod(verb), Address(name, path).TrimStart('/'));
        request.Content = example is null ? null : new StringContent(example.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await _client.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode)
        {
            return [$"{name}: {(int)response.StatusCode} {body}"];
        }

        await RememberAsync(name, path, body);
        var operation = shapes.Operations.Single(one => one.Operation.OperationId == name).Operation;
        if (!operation.Responses.TryGetValue($"{(int)response.StatusCode}", out var told))
        {
            return [$"{name}: {(int)response.StatusCode} is not told"];
        }

        var shape = told.ActualResponse.Content.FirstOrDefault(one => one.Key == "application/json").Value?.Schema;
        return shape is null
            ? []
            : shape.ActualSchema.Validate(body, SchemaType.OpenApi3).Select(error => $"{name}: {error}").Concat(Unknown(name, shape, body));
    }

    // A member that nobody told of.
    private static IEnumerable<string> Unknown(string name, JsonSchema shape, string body)
    {
        var properties = shape.ActualSchema.ActualProperties;
        return properties.Count == 0 || JsonNode.Parse(body) is not JsonObject whole
            ? []
            : whole.Where(one => !properties.ContainsKey(one.Key)).Select(one => $"{name}: '{one.Key}' is not told");
    }

    private string Address(string name, string path)
    {
        var parts = path.Split('/');
        for (var at = 0; at < parts.Length; at++)
        {
            if (parts[at].StartsWith('{'))
            {
                var id = parts[at].Trim('{', '}');
                parts[at] = name == "ChangeSegmentMembers" ? "docs-list" : _ids.GetValueOrDefault(at > 3 ? id : parts[2], "nothing");
            }
        }

        return string.Join('/', parts);
    }

    private async Task RememberAsync(string name, string path, string body)
    {
        switch (name)
        {
            case "ReceiveForm":
                await _client.IdleAsync();
                _ids["contacts"] = (await _client.ContactAsync("reader@docs.example")).Id;
                break;
            case "AddTask" or "AddDeal" or "AddRequest":
                _ids[path.Split('/')[^1]] = IdIn(body, "id");
                break;
            case "StartExport":
                await _client.IdleAsync();
                _ids["exports"] = IdIn(body, "id");
                break;
            case "IssuePromo":
                _ids["promo"] = JsonDocument.Parse(body).RootElement.GetProperty("codes")[0].GetString()!;
                break;
        }
    }

    private static string IdIn(string body, string name) => JsonDocument.Parse(body).RootElement.GetProperty(name).GetString()!;

    private async Task PutListAsync()
    {
        using var response = await _client.PutAsync("api/segments/docs-list", new { name = "By hand", @static = true });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
