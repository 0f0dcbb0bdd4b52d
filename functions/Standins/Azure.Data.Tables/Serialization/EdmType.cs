using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace Azure.Data.Tables.Serialization;

/// <summary>How a property of type <typeparamref name="T"/> is written and read.</summary>
internal sealed record EdmType<T>(EdmWrite<T> Write, EdmRead<T> Read);

internal delegate void EdmWrite<in T>(EntityWriter writer, PropertyName name, T value);

internal delegate T EdmRead<out T>(ref Utf8JsonReader reader);

internal static class EdmType
{
    private static readonly Dictionary<Type, object> Known = new()
    {
        [typeof(string)] = new EdmType<string?>((writer, name, value) => writer.Write(name, value), ReadString),
        [typeof(byte[])] = new EdmType<byte[]?>(WriteBinary, (ref reader) => reader.GetBytesFromBase64()),
        [typeof(BinaryData)] = new EdmType<BinaryData?>(
            WriteBinary, (ref reader) => BinaryData.FromBytes(reader.GetBytesFromBase64())),
    };

    static EdmType()
    {
        Add<bool>((writer, name, value) => writer.Write(name, value), (ref reader) => reader.GetBoolean());
        Add<int>((writer, name, value) => writer.Write(name, value), ReadInt32);
        Add<long>((writer, name, value) => writer.Write(name, value), ReadInt64);
        Add<double>((writer, name, value) => writer.Write(name, value), ReadDouble);
        Add<Guid>((writer, name, value) => writer.Write(name, value), (ref reader) => reader.GetGuid());
        Add<DateTime>((writer, name, value) => writer.Write(name, value), (ref reader) => reader.GetDateTimeOffset().UtcDateTime);
        Add<DateTimeOffset>((writer, name, value) => writer.Write(name, value), (ref reader) => reader.GetDateTimeOffset());
    }

    /// <summary>The type's mapping, or null when the service has no type for it.</summary>
    public static EdmType<T>? Find<T>()
    {
        if (Known.TryGetValue(typeof(T), out var known))
        {
            return (EdmType<T>)known;
        }

        var inner = Nullable.GetUnderlyingType(typeof(T));
        if (!(inner ?? typeof(T)).IsEnum)
        {
            return null;
        }

        var factory = inner is null ? nameof(OfEnum) : nameof(OfNullableEnum);
        return (EdmType<T>?)typeof(EdmType).GetMethod(factory, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(inner ?? typeof(T)).Invoke(null, null);
    }

    public static int ReadInt32(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Number
        ? reader.GetInt32()
        : int.Parse(reader.ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    public static long ReadInt64(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Number
        ? reader.GetInt64()
        : long.Parse(reader.ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    public static double ReadDouble(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Number
        ? reader.GetDouble()
        : double.Parse(reader.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>Text as it stands: a number or a flag stored under a property that is now a string is still readable.</summary>
    private static string? ReadString(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => Encoding.UTF8.GetString(reader.ValueSpan),
    };

    private static void Add<T>(EdmWrite<T> write, EdmRead<T> read)
        where T : struct
    {
        var type = new EdmType<T>(write, read);
        Known[typeof(T)] = type;
        Known[typeof(T?)] = OfNullable(type);
    }

    private static EdmType<T?> OfNullable<T>(EdmType<T> type)
        where T : struct => new(
            (writer, name, value) =>
            {
                if (value is { } present)
                {
                    type.Write(writer, name, present);
                }
            },
            (ref reader) => type.Read(ref reader));

    private static EdmType<T> OfEnum<T>()
        where T : struct, Enum => new(
            (writer, name, value) => writer.Write(name, value.ToString()),
            (ref reader) => Enum.Parse<T>(reader.GetString()!));

    private static EdmType<T?> OfNullableEnum<T>()
        where T : struct, Enum => OfNullable(OfEnum<T>());

    private static void WriteBinary(EntityWriter writer, PropertyName name, byte[]? value)
    {
        if (value is not null)
        {
            writer.Write(name, value.AsSpan());
        }
    }

    private static void WriteBinary(EntityWriter writer, PropertyName name, BinaryData? value)
    {
        if (value is not null)
        {
            writer.Write(name, value.ToMemory().Span);
        }
    }
}
