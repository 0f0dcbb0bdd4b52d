using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.OpenApi;

namespace ClientBase.Functions.OpenApi;

/// <summary>The shapes of what goes over the wire, from the types that it is written from and read as.</summary>
/// <param name="document">Where the shapes are kept, each under its type's name.</param>
/// <param name="docs">What the code says of them.</param>
internal sealed class ApiSchemas(OpenApiDocument document, XmlDocs docs)
{
    private static readonly JsonSerializerOptions Wire = new(JsonSerializerOptions.Web)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };


    private static readonly Dictionary<Type, (JsonSchemaType Type, string? Format)> Plain = new()
    {
        [typeof(string)] = (JsonSchemaType.String, null),
        [typeof(bool)] = (JsonSchemaType.Boolean, null),
        [typeof(int)] = (JsonSchemaType.Integer, "int32"),
        [typeof(long)] = (JsonSchemaType.Integer, "int64"),
        [typeof(double)] = (JsonSchemaType.Number, "double"),
        [typeof(decimal)] = (JsonSchemaType.Number, "decimal"),
        [typeof(DateTimeOffset)] = (JsonSchemaType.String, "date-time"),
        [typeof(DateOnly)] = (JsonSchemaType.String, "date"),
        [typeof(Uri)] = (JsonSchemaType.String, "uri"),
    };

    private readonly Dictionary<Type, string> _names = [];

    // What is sent to us may leave out what has a default; what we send is whole, and holds what follows from the rest.
    private readonly HashSet<Type> _taken = [];
    private readonly HashSet<Type> _given = [];

    /// <summary>Notes a type, and all it is made of, as one that is sent to us.</summary>
    public void Take(Type type) => Note(type, _taken, property => !IsDerived(property));

    /// <summary>Notes a type, and all it is made of, as one that we send.</summary>
    public void Give(Type type) => Note(type, _given, _ => true);

    private static void Note(Type type, HashSet<Type> noted, Func<JsonPropertyInfo, bool> isPart)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (Plain.ContainsKey(bare) || bare.IsEnum || IsAny(bare) || !noted.Add(bare))
        {
            return;
        }

        var info = Wire.GetTypeInfo(bare);
        var parts = info.ElementType is { } element ? [element] : info.Properties.Where(isPart).Select(property => property.PropertyType);
        foreach (var part in parts)
        {
            Note(part, noted, isPart);
        }
    }

    /// <summary>The shape of a type; a record is kept by its name and pointed to.</summary>
    public IOpenApiSchema Of(Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (Plain.TryGetValue(bare, out var plain))
        {
            return new OpenApiSchema { Type = plain.Type, Format = plain.Format };
        }

        if (bare.IsEnum)
        {
            return new OpenApiSchema { Type = JsonSchemaType.Integer, Description = docs.Of(bare) };
        }

        var info = Wire.GetTypeInfo(bare);
        return info.Kind switch
        {
            JsonTypeInfoKind.Enumerable => new OpenApiSchema { Type = JsonSchemaType.Array, Items = Of(info.ElementType!) },
            JsonTypeInfoKind.Dictionary => new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = Of(info.ElementType!) },
            JsonTypeInfoKind.Object when !IsAny(bare) => Reference(bare, info),
            _ => new OpenApiSchema(), // Anything: a document of somebody else's.
        };
    }

    private OpenApiSchemaReference Reference(Type type, JsonTypeInfo info)
    {
        if (!_names.TryGetValue(type, out var name))
        {
            name = NameOf(type);
            name = _names.ContainsValue(name) ? type.Namespace!.Split('.')[^1] + name : name;
            _names[type] = name; // Before its parts: it may hold itself.
            document.AddComponent(name, Whole(type, info));
        }

        return new OpenApiSchemaReference(name, document);
    }

    private OpenApiSchema Whole(Type type, JsonTypeInfo info)
    {
        var schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = docs.Of(type),
            Properties = new Dictionary<string, IOpenApiSchema>(),
            Required = new HashSet<string>(StringComparer.Ordinal),
        };
        foreach (var property in info.Properties.Where(one => _given.Contains(type) || !IsDerived(one)))
        {
            if (property.IsExtensionData)
            {
                schema.AdditionalProperties = new OpenApiSchema();
                continue;
            }

            var own = property.AttributeProvider as PropertyInfo;
            schema.Properties[property.Name] = Described(
                Of(property.PropertyType), IsNull(property, own), own is null ? null : docs.Of(own));
            if (_taken.Contains(type) ? IsWanted(property) : own?.GetCustomAttribute<JsonIgnoreAttribute>() is null)
            {
                schema.Required.Add(property.Name);
            }
        }

        return schema;
    }

    private static IOpenApiSchema Described(IOpenApiSchema schema, bool isNull, string? about)
    {
        if (schema is OpenApiSchema own)
        {
            own.Description = about;
            own.Type = isNull && own.Type is { } type ? type | JsonSchemaType.Null : own.Type;
            return own;
        }

        return isNull
            ? new OpenApiSchema { OneOf = [schema], Type = JsonSchemaType.Null, Description = about } // As OpenAPI 3.0 has it.
            : about is null ? schema : new OpenApiSchema { AllOf = [schema], Description = about };
    }

    private static bool IsNull(JsonPropertyInfo property, PropertyInfo? own) =>
        Nullable.GetUnderlyingType(property.PropertyType) is not null
        || (!property.PropertyType.IsValueType && own is not null
            && new NullabilityInfoContext().Create(own).ReadState == NullabilityState.Nullable);

    private static bool IsWanted(JsonPropertyInfo property) =>
        property.IsRequired
        || (property.AssociatedParameter is { HasDefaultValue: false, IsNullable: false } && property.AttributeProvider is PropertyInfo own
            && !IsNull(property, own));

    // Follows from the rest, and cannot be set.
    private static bool IsDerived(JsonPropertyInfo property) =>
        property is { Set: null, AssociatedParameter: null, IsExtensionData: false };

    private static bool IsAny(Type type) => type == typeof(object) || type == typeof(JsonElement) || type == typeof(JsonDocument);

    // Page<TaskView> is TaskViewPage.
    private static string NameOf(Type type) => type.IsGenericType
        ? string.Concat(type.GetGenericArguments().Select(NameOf)) + type.Name.Split('`')[0]
        : type.Name;
}
