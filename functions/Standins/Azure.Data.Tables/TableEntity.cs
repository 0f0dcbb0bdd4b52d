#nullable disable // As upstream: a missing property reads as null.
using System.Collections;
using System.Globalization;
using Azure.Data.Tables.Serialization;

namespace Azure.Data.Tables;

public sealed class TableEntity : ITableEntity, IDictionary<string, object>
{
    private readonly Dictionary<string, object> _properties;

    public TableEntity() => _properties = [];

    public TableEntity(string partitionKey, string rowKey)
        : this()
    {
        PartitionKey = partitionKey;
        RowKey = rowKey;
    }

    public TableEntity(IDictionary<string, object> values) =>
        _properties = values is null ? [] : new Dictionary<string, object>(values);

    public string PartitionKey
    {
        get => GetString(nameof(PartitionKey));
        set => _properties[nameof(PartitionKey)] = value;
    }

    public string RowKey
    {
        get => GetString(nameof(RowKey));
        set => _properties[nameof(RowKey)] = value;
    }

    public DateTimeOffset? Timestamp
    {
        get => GetDateTimeOffset(ODataNames.Timestamp);
        set => _properties[ODataNames.Timestamp] = value;
    }

    public ETag ETag
    {
        get => GetString(ODataNames.ETag) is { } value ? new ETag(value) : default;
        set => _properties[ODataNames.ETag] = value.ToString();
    }

    public ICollection<string> Keys => _properties.Keys;

    public int Count => _properties.Count;

    ICollection<object> IDictionary<string, object>.Values => _properties.Values;

    bool ICollection<KeyValuePair<string, object>>.IsReadOnly => false;

    internal Dictionary<string, object> Properties => _properties;

    public object this[string key]
    {
        get => _properties.GetValueOrDefault(key);
        set => Set(key, value);
    }

    public string GetString(string key) => (string)Get(key, typeof(string));

    public byte[] GetBinary(string key) => Get(key, typeof(byte[])) switch
    {
        BinaryData data => data.ToArray(),
        var bytes => (byte[])bytes,
    };

    public BinaryData GetBinaryData(string key) => Get(key, typeof(BinaryData)) switch
    {
        byte[] bytes => BinaryData.FromBytes(bytes),
        var data => (BinaryData)data,
    };

    public bool? GetBoolean(string key) => (bool?)Get(key, typeof(bool));

    public DateTime? GetDateTime(string key) => Get(key, typeof(DateTime)) switch
    {
        DateTimeOffset instant => instant.UtcDateTime,
        var instant => (DateTime?)instant,
    };

    public DateTimeOffset? GetDateTimeOffset(string key) => Get(key, typeof(DateTimeOffset)) switch
    {
        DateTime instant => instant,
        var instant => (DateTimeOffset?)instant,
    };

    public double? GetDouble(string key) => (double?)Get(key, typeof(double));

    public Guid? GetGuid(string key) => (Guid?)Get(key, typeof(Guid));

    public int? GetInt32(string key) => (int?)Get(key, typeof(int));

    public long? GetInt64(string key) => (long?)Get(key, typeof(long));

    public void Add(string key, object value) => Set(key, value);

    public bool ContainsKey(string key) => _properties.ContainsKey(key);

    public bool Remove(string key) => _properties.Remove(key);

    public bool TryGetValue(string key, out object value) => _properties.TryGetValue(key, out value);

    public void Clear() => _properties.Clear();

    void ICollection<KeyValuePair<string, object>>.Add(KeyValuePair<string, object> item) => Set(item.Key, item.Value);

    bool ICollection<KeyValuePair<string, object>>.Contains(KeyValuePair<string, object> item) => _properties.Contains(item);

    void ICollection<KeyValuePair<string, object>>.CopyTo(KeyValuePair<string, object>[] array, int arrayIndex) =>
        ((ICollection<KeyValuePair<string, object>>)_properties).CopyTo(array, arrayIndex);

    bool ICollection<KeyValuePair<string, object>>.Remove(KeyValuePair<string, object> item) =>
        ((ICollection<KeyValuePair<string, object>>)_properties).Remove(item);

    IEnumerator<KeyValuePair<string, object>> IEnumerable<KeyValuePair<string, object>>.GetEnumerator() => _properties.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _properties.GetEnumerator();

    private object Get(string key, Type wanted)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (!_properties.TryGetValue(key, out var value) || value is null || wanted.IsInstanceOfType(value))
        {
            return value;
        }

        var convertible = (wanted == typeof(DateTime) && value is DateTimeOffset)
            || (wanted == typeof(DateTimeOffset) && value is DateTime)
            || (wanted == typeof(BinaryData) && value is byte[])
            || (wanted == typeof(byte[]) && value is BinaryData);
        return convertible
            ? value
            : throw new InvalidOperationException($"Property '{key}' is {value.GetType()}, not {wanted}.");
    }

    /// <summary>A number keeps the wider type it was stored with, as upstream: <c>entity["Total"] = 5</c> stays a double.</summary>
    private void Set(string key, object value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        _properties[key] = (_properties.GetValueOrDefault(key), value) switch
        {
            (double, int number) => (double)number,
            (long, int number) => (long)number,
            (string, DateTimeOffset instant) => instant.ToString("O", CultureInfo.InvariantCulture),
            (string, DateTime instant) => instant.ToString("O", CultureInfo.InvariantCulture),
            _ => value,
        };
    }
}
