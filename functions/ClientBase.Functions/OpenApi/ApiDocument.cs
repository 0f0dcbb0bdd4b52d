using System.Reflection;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace ClientBase.Functions.OpenApi;

/// <summary>Writes down the whole interface from the routes' attributes and the types of what goes over the wire.</summary>
internal sealed class ApiDocument
{
    private const string FunctionKey = "functionKey";
    private const string StaffKey = "staffKey";
    private const string Problem = "Problem";
    private const string Json = "application/json";
    private const string ProblemType = "application/problem+json";

    private readonly OpenApiDocument _document = new()
    {
        Info = new OpenApiInfo
        {
            Title = "ClientBase",
            Version = "1",
            Description = "The customer base of an online shop. JSON is camelCase, times are ISO 8601 in UTC, money is a decimal number "
                + "beside its currency, ids are text. A refusal is problem details (RFC 9457) that say what to mend.",
            License = new OpenApiLicense { Name = "MIT" },
        },
        Paths = [],
        Components = new OpenApiComponents(),
    };

    private readonly XmlDocs _docs = new();
    private readonly ApiSchemas _schemas;

    private ApiDocument() => _schemas = new ApiSchemas(_document, _docs);

    /// <summary>The document.</summary>
    /// <param name="routes">The routes.</param>
    /// <param name="root">Where the app is reached.</param>
    public static OpenApiDocument Of(IReadOnlyList<ApiRoute> routes, string root)
    {
        var made = new ApiDocument();
        made._document.Servers = [new OpenApiServer { Url = root }];
        made.AddKeysAndProblem();
        foreach (var body in routes.Select(route => route.Method.GetCustomAttribute<TakesAttribute>()?.Shape).OfType<Type>())
        {
            made._schemas.Take(body);
        }

        foreach (var answer in routes.SelectMany(route => route.Method.GetCustomAttributes<AnswersAttribute>()))
        {
            made._schemas.Give(answer.Shape ?? typeof(string));
        }

        foreach (var path in routes.GroupBy(route => route.Path))
        {
            var item = new OpenApiPathItem();
            foreach (var route in path)
            {
                item.AddOperation(HttpMethod.Parse(route.Verb), made.Operation(route));
            }

            made._document.Paths[path.Key] = item;
        }

        made._document.Tags = routes.Select(route => route.Feature).Distinct().Order(StringComparer.Ordinal)
            .Select(feature => new OpenApiTag { Name = feature }).ToHashSet();
        return made._document;
    }

    private void AddKeysAndProblem()
    {
        _document.AddComponent(FunctionKey, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Header,
            Name = "x-functions-key",
            Description = "The function key of the app; the query's `code` does as well.",
        });
        _document.AddComponent(StaffKey, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "Who calls: the key of `Staff__{name}__Key`. Wanted beside the function key as soon as one is set.",
        });
        OpenApiSchema Text(string about, JsonSchemaType type = JsonSchemaType.String) => new() { Type = type, Description = about };
        _document.AddComponent(Problem, new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "Why a request was refused, and what to mend (RFC 9457).",
            Required = new HashSet<string> { "status", "title" },
            AdditionalProperties = new OpenApiSchema(),
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["status"] = Text("The HTTP status.", JsonSchemaType.Integer),
                ["title"] = Text("What kind of refusal it is."),
                ["detail"] = Text("What is wrong and how to mend it."),
                ["errors"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Description = "Of input: by field, what is wrong with it: texts, or objects with a position.",
                    AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema() },
                },
            },
        });
    }

    private OpenApiOperation Operation(ApiRoute route)
    {
        var about = _docs.Of(route.Method);
        return new OpenApiOperation
        {
            OperationId = route.Function,
            Summary = about,
            Tags = new HashSet<OpenApiTagReference> { new(route.Feature, _document) },
            Parameters = [.. route.Names.Select(NameInPath), .. route.Asks.Select(InQuery), .. route.Headers.Select(InHeader)],
            RequestBody = BodyOf(route),
            Responses = Responses(route),
            Security = route.IsKeyed ? [Keys(FunctionKey), Keys(FunctionKey, StaffKey)] : [],
        };
    }

    private OpenApiSecurityRequirement Keys(params string[] keys)
    {
        var wanted = new OpenApiSecurityRequirement();
        foreach (var key in keys)
        {
            wanted[new OpenApiSecuritySchemeReference(key, _document)] = [];
        }

        return wanted;
    }

    private static IOpenApiParameter NameInPath(string name) => new OpenApiParameter
    {
        Name = name,
        In = ParameterLocation.Path,
        Required = true,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private IOpenApiParameter InQuery(AsksAttribute asked)
    {
        var schema = (OpenApiSchema)_schemas.Of(asked.Type);
        if (asked.Words.Length > 0)
        {
            schema.Enum = [.. asked.Words.Select(word => (JsonNode)word)];
        }

        return new OpenApiParameter
        {
            Name = asked.Name,
            In = ParameterLocation.Query,
            Required = asked.IsRequired,
            Description = Text(asked.About),
            Schema = schema,
        };
    }

    private static IOpenApiParameter InHeader(AsksHeaderAttribute asked) => new OpenApiParameter
    {
        Name = asked.Name,
        In = ParameterLocation.Header,
        Description = asked.About,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private OpenApiRequestBody? BodyOf(ApiRoute route)
    {
        if (route.Method.GetCustomAttribute<TakesAttribute>() is not { } takes)
        {
            return null;
        }

        var example = takes.Example is { } text ? JsonNode.Parse(text) : null;
        return new OpenApiRequestBody
        {
            Required = true,
            Content = takes.Types.ToDictionary(type => type, type => (IOpenApiMediaType)new OpenApiMediaType
            {
                Schema = takes.Shape is not { } shape ? Bytes() : type == Json ? _schemas.Of(shape) : Anything(),
                Example = type == Json ? example?.DeepClone() : null,
            }),
        };
    }

    private OpenApiResponses Responses(ApiRoute route)
    {
        var responses = new OpenApiResponses();
        foreach (var status in route.Method.GetCustomAttributes<AnswersAttribute>().GroupBy(answer => answer.Status))
        {
            responses[$"{status.Key}"] = new OpenApiResponse
            {
                Description = ReasonPhrases.GetReasonPhrase(status.Key),
                Content = status.SelectMany(answer => answer.Types.Select(type => (type, answer.Shape))).ToDictionary(
                    one => one.type,
                    one => (IOpenApiMediaType)new OpenApiMediaType { Schema = one.Shape is { } shape ? _schemas.Of(shape) : Bytes() }),
            };
        }

        foreach (var (status, why) in Refusals(route))
        {
            responses.TryAdd($"{status}", new OpenApiResponse
            {
                Description = Text(why),
                Content = new Dictionary<string, IOpenApiMediaType>
                {
                    [ProblemType] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(Problem, _document) },
                },
            });
        }

        return responses;
    }

    // What each route tells by itself, then what follows from what it takes.
    private static IEnumerable<(int Status, string Why)> Refusals(ApiRoute route)
    {
        foreach (var own in route.Method.GetCustomAttributes<RefusesAttribute>())
        {
            yield return (own.Status, own.Why);
        }

        var takes = route.Method.GetCustomAttribute<TakesAttribute>() is not null;
        if (takes || route.Asks.Any())
        {
            yield return (400, "Something in the request is wrong: <c>errors</c> tells what.");
        }

        if (route.IsKeyed)
        {
            yield return (401, "The function key or the staff key is missing or wrong; without the function key there may be no body.");
            yield return (403, "The caller's role does not allow it.");
            yield return (429, "The caller has read as many contacts as one may a day.");
        }

        if (route.Names.Any())
        {
            yield return (404, "There is no such thing.");
        }

        if (takes)
        {
            yield return (413, "The body is too large.");
        }
    }

    // The same fields in another dress: generators would make a parameter of each.
    private static OpenApiSchema Anything() => new() { Type = JsonSchemaType.Object, AdditionalProperties = new OpenApiSchema() };

    private static OpenApiSchema Bytes() => new() { Type = JsonSchemaType.String, Format = "binary" };

    private static string Text(string about) =>
        XmlDocs.TextOf(XElement.Parse($"<t>{about.Replace("&", "&amp;", StringComparison.Ordinal)}</t>"))!;
}
