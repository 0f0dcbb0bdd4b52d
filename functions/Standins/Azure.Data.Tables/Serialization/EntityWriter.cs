using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables.Limits;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables.Serialization;

/// <summary>Writes one entity's properties as OData JSON and refuses what the service would refuse.</summary>
internal sealed class EntityWriter(IBufferWriter<byte> output) : IDisposable
{
    // The default encoder escapes all but ASCII. Leaving other letters as they are would be shorter, but the emulator decodes a body piece
    // by piece and breaks a letter whose bytes fall into two pieces.
    private static readonly JsonWriterOptions Options = new() { SkipValidation = true };

    private static readonly DateTime Earliest = new(1601, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly Utf8JsonWriter _json = new(output, Options);
    private int _properties;
    private long _bytes;

    public void Write(ITableEntity entity)
    {
        KeyRules.Check(entity);
        _json.Reset();
        _properties = 0;
        _bytes = 4 + ((entity.PartitionKey.Length + entity.RowKey.Length) * 2);

        _json.WriteStartObject();
        _json.WriteString(ODataNames.PartitionKey, entity.PartitionKey);
        _json.WriteString(ODataNames.RowKey, entity.RowKey);
        if (entity is IDictionary<string, object> bag)
        {
            DynamicEntity.Write(this, bag);
        }
        else
        {
            EntityShape.For(entity.GetType()).Write(this, entity);
        }

        _json.WriteEndObject();
        _json.Flush();
        CheckWhole();
    }

    public void Write(PropertyName name, string? value)
    {
        if (value is null)
        {
            return;
        }

        if (value.Length > TableLimits.StringChars)
        {
            throw TableLimits.Broken(
                TableErrorCode.PropertyValueTooLarge,
                $"property '{name.Text}' has {value.Length} characters; keep it to {TableLimits.StringChars} or store it in a blob.");
        }

        Count(name, (value.Length * 2) + 4);
        _json.WriteString(name.Encoded, value);
    }

    public void Write(PropertyName name, bool value)
    {
        Count(name, 1);
        _json.WriteBoolean(name.Encoded, value);
    }

    public void Write(PropertyName name, int value)
    {
        Count(name, 4);
        _json.WriteNumber(name.Encoded, value);
    }

    public void Write(PropertyName name, long value)
    {
        Count(name, 8);
        Span<byte> digits = stackalloc byte[20];
        value.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        _json.WriteString(name.TypeAnnotation, ODataNames.Int64);
        _json.WriteString(name.Encoded, digits[..length]);
    }

    public void Write(PropertyName name, double value)
    {
        Count(name, 8);
        _json.WriteString(name.TypeAnnotation, ODataNames.Double);
        if (double.IsFinite(value))
        {
            _json.WriteNumber(name.Encoded, value);
        }
        else
        {
            _json.WriteString(name.Encoded, double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
        }
    }

    public void Write(PropertyName name, DateTimeOffset value) => Write(name, value.UtcDateTime);

    public void Write(PropertyName name, DateTime value)
    {
        if (value.Kind != DateTimeKind.Utc)
        {
            throw new NotSupportedException($"Property '{name.Text}' is a DateTime of kind {value.Kind}; convert it to UTC.");
        }

        if (value < Earliest)
        {
            throw TableLimits.Broken(TableErrorCode.OutOfRangeInput, $"property '{name.Text}' is before the year 1601; leave it out.");
        }

        Count(name, 8);
        Span<byte> text = stackalloc byte[28];
        value.TryFormat(text, out var length, "O", CultureInfo.InvariantCulture);
        _json.WriteString(name.TypeAnnotation, ODataNames.DateTime);
        _json.WriteString(name.Encoded, text[..length]);
    }

    public void Write(PropertyName name, Guid value)
    {
        Count(name, 16);
        _json.WriteString(name.TypeAnnotation, ODataNames.Guid);
        _json.WriteString(name.Encoded, value);
    }

    public void Write(PropertyName name, ReadOnlySpan<byte> value)
    {
        if (value.Length > TableLimits.BinaryBytes)
        {
            throw TableLimits.Broken(
                TableErrorCode.PropertyValueTooLarge,
                $"property '{name.Text}' has {value.Length} bytes; keep it to {TableLimits.BinaryBytes} or store it in a blob.");
        }

        Count(name, value.Length + 4);
        _json.WriteString(name.TypeAnnotation, ODataNames.Binary);
        _json.WriteBase64String(name.Encoded, value);
    }

    public void Dispose() => _json.Dispose();

    private void Count(PropertyName name, int valueBytes)
    {
        _properties++;
        _bytes += 8 + (name.Text.Length * 2) + valueBytes;
    }

    private void CheckWhole()
    {
        if (_properties > TableLimits.PropertiesPerEntity)
        {
            throw TableLimits.Broken(
                TableErrorCode.TooManyProperties,
                $"the entity has {_properties} properties; keep {TableLimits.PropertiesPerEntity} beside the keys.");
        }

        if (_bytes > TableLimits.EntityBytes)
        {
            throw TableLimits.Broken(
                TableErrorCode.EntityTooLarge,
                $"the entity takes {_bytes} bytes; keep it to {TableLimits.EntityBytes} or store the largest properties in a blob.");
        }
    }
}
