using System.Text.Json;

namespace Azure.Data.Tables.Serialization;

/// <summary>Writes and reads entities that are dictionaries: the type of a value decides how it is stored.</summary>
internal static class DynamicEntity
{
    public static void Write(EntityWriter writer, IDictionary<string, object> bag)
    {
        if (bag is TableEntity entity)
        {
            // The dictionary's own enumerator is a struct; through the interface it would be boxed on every write.
            foreach (var (key, value) in entity.Properties)
            {
                Write(writer, key, value);
            }

            return;
        }

        foreach (var (key, value) in bag)
        {
            Write(writer, key, value);
        }
    }

    public static void Read(ref Utf8JsonReader reader, TableEntity entity)
    {
        var properties = entity.Properties;
        string? annotated = null;
        string? type = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (name.EndsWith(ODataNames.TypeSuffix, StringComparison.Ordinal))
            {
                annotated = name[..^ODataNames.TypeSuffix.Length];
                type = reader.GetString();
                if (properties.TryGetValue(annotated, out var early) && early is string or int or double)
                {
                    properties[annotated] = Convert(early, type);
                }
            }
            else if (name == ODataNames.Timestamp)
            {
                properties[name] = reader.GetDateTimeOffset();
            }
            else if (reader.TokenType != JsonTokenType.Null && IsStored(name))
            {
                properties[name] = ReadValue(ref reader, name == annotated ? type : null);
            }
        }
    }

    private static void Write(EntityWriter writer, string key, object? value)
    {
        if (value is null || key is "PartitionKey" or "RowKey" or ODataNames.Timestamp or ODataNames.ETag)
        {
            return;
        }

        var name = PropertyName.For(key);
        switch (value)
        {
            case string text: writer.Write(name, text); break;
            case int number: writer.Write(name, number); break;
            case long number: writer.Write(name, number); break;
            case double number: writer.Write(name, number); break;
            case bool flag: writer.Write(name, flag); break;
            case DateTimeOffset instant: writer.Write(name, instant); break;
            case DateTime instant: writer.Write(name, instant); break;
            case Guid id: writer.Write(name, id); break;
            case byte[] bytes: writer.Write(name, bytes.AsSpan()); break;
            case BinaryData bytes: writer.Write(name, bytes.ToMemory().Span); break;
            case Enum symbol: writer.Write(name, symbol.ToString()); break;
            default:
                throw new NotSupportedException(
                    $"Property '{key}' is {value.GetType().Name}, which table storage has no type for; "
                    + "use string, int, long, double, bool, DateTime(Offset), Guid, byte[] or BinaryData.");
        }
    }

    /// <summary>The service's own remarks are left out, except the ETag.</summary>
    private static bool IsStored(string name) => name == ODataNames.ETag || !name.StartsWith("odata.", StringComparison.Ordinal);

    private static object ReadValue(ref Utf8JsonReader reader, string? type) => (reader.TokenType, type) switch
    {
        (_, "Edm.Int64") => EdmType.ReadInt64(ref reader),
        (_, "Edm.Double") => EdmType.ReadDouble(ref reader),
        (_, "Edm.DateTime") => reader.GetDateTimeOffset(),
        (_, "Edm.Guid") => reader.GetGuid(),
        (_, "Edm.Binary") => reader.GetBytesFromBase64(),
        (JsonTokenType.True, _) => true,
        (JsonTokenType.False, _) => false,
        (JsonTokenType.Number, _) when reader.TryGetInt32(out var number) => number,
        (JsonTokenType.Number, _) => reader.GetDouble(),
        _ => reader.GetString()!,
    };

    /// <summary>A value whose annotation came after it.</summary>
    private static object Convert(object value, string? type)
    {
        var reader = new Utf8JsonReader(JsonSerializer.SerializeToUtf8Bytes(value));
        reader.Read();
        return ReadValue(ref reader, type);
    }
}
