using System.Text.Json;

namespace Azure.Data.Tables.Serialization;

/// <summary>Reads entities straight from the bytes of a response.</summary>
internal static class EntityReader
{
    public static T ReadOne<T>(ReadOnlySpan<byte> json)
        where T : class, ITableEntity
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return Read<T>(ref reader);
    }

    public static List<T> ReadPage<T>(ReadOnlySpan<byte> json)
        where T : class, ITableEntity
    {
        var page = new List<T>();
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!reader.ValueTextEquals("value"u8))
            {
                reader.Skip();
                continue;
            }

            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                page.Add(Read<T>(ref reader));
            }
        }

        return page;
    }

    private static T Read<T>(ref Utf8JsonReader reader)
        where T : class, ITableEntity
    {
        var entity = Activator.CreateInstance<T>();
        if (entity is TableEntity bag)
        {
            DynamicEntity.Read(ref reader, bag);
            return entity;
        }

        var shape = EntityShape.For(typeof(T));
        var expected = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!ReadSystemProperty(ref reader, entity))
            {
                shape.Read(ref reader, entity, ref expected);
            }
        }

        return entity;
    }

    private static bool ReadSystemProperty(ref Utf8JsonReader reader, ITableEntity entity)
    {
        var name = reader.ValueSpan;
        if (name.StartsWith("odata."u8) || name.EndsWith("@odata.type"u8))
        {
            var isETag = reader.ValueTextEquals(ODataNames.ETag);
            reader.Read();
            if (isETag)
            {
                entity.ETag = new ETag(reader.GetString()!);
            }

            reader.Skip();
            return true;
        }

        switch (name.Length)
        {
            case 12 when name.SequenceEqual("PartitionKey"u8):
                reader.Read();
                entity.PartitionKey = reader.GetString()!;
                return true;
            case 6 when name.SequenceEqual("RowKey"u8):
                reader.Read();
                entity.RowKey = reader.GetString()!;
                return true;
            case 9 when name.SequenceEqual("Timestamp"u8):
                reader.Read();
                entity.Timestamp = reader.GetDateTimeOffset();
                return true;
            default:
                return false;
        }
    }
}
