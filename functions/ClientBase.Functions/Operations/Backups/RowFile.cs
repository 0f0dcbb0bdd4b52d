using System.Globalization;
using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;

namespace ClientBase.Functions.Operations.Backups;

/// <summary>Rows as packed lines of JSON that keep each property's type: <c>{"p":partition,"r":row,"t":written,"v":{...}}</c>.</summary>
internal static class RowFile
{
    private static readonly string[] OfTheService = ["PartitionKey", "RowKey", "Timestamp", "odata.etag"];

    // Letters of all alphabets as they are: escaped they would be six times as long.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static BinaryData Pack(IEnumerable<TableEntity> rows)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        using (var lines = new StreamWriter(gzip))
        {
            foreach (var row in rows)
            {
                lines.WriteLine(Write(row).ToJsonString(Json));
            }
        }

        return BinaryData.FromBytes(packed.ToArray());
    }

    public static IReadOnlyList<TableEntity> Unpack(BinaryData packed)
    {
        using var lines = new StreamReader(new GZipStream(packed.ToStream(), CompressionMode.Decompress));
        var rows = new List<TableEntity>();
        while (lines.ReadLine() is { } line)
        {
            rows.Add(Read(JsonNode.Parse(line)!));
        }

        return rows;
    }

    private static JsonObject Write(TableEntity row)
    {
        var values = new JsonObject();
        foreach (var (name, value) in row.Where(one => one.Value is not null && !OfTheService.Contains(one.Key)))
        {
            values[name] = value switch
            {
                string text => text,
                bool yes => yes,
                int number => number,
                long number => new JsonObject { ["l"] = number },
                double number => new JsonObject { ["d"] = number.ToString("R", CultureInfo.InvariantCulture) },
                DateTimeOffset at => new JsonObject { ["t"] = at },
                byte[] bytes => new JsonObject { ["b"] = Convert.ToBase64String(bytes) },
                BinaryData bytes => new JsonObject { ["b"] = Convert.ToBase64String(bytes) },
                Guid id => new JsonObject { ["g"] = id },
                _ => throw new InvalidOperationException($"Property '{name}' is of a type that rows do not have: {value.GetType().Name}."),
            };
        }

        return new JsonObject { ["p"] = row.PartitionKey, ["r"] = row.RowKey, ["t"] = row.Timestamp, ["v"] = values };
    }

    private static TableEntity Read(JsonNode line)
    {
        var row = new TableEntity(line["p"]!.GetValue<string>(), line["r"]!.GetValue<string>())
        {
            Timestamp = line["t"]?.GetValue<DateTimeOffset>(),
        };
        foreach (var (name, value) in line["v"]!.AsObject())
        {
            row[name] = value!.GetValueKind() switch
            {
                JsonValueKind.String => value.GetValue<string>(),
                JsonValueKind.True or JsonValueKind.False => value.GetValue<bool>(),
                JsonValueKind.Number => value.GetValue<int>(),
                _ => Typed(value.AsObject().Single()),
            };
        }

        return row;
    }

    private static object Typed(KeyValuePair<string, JsonNode?> value) => value.Key switch
    {
        "l" => value.Value!.GetValue<long>(),
        "d" => double.Parse(value.Value!.GetValue<string>(), CultureInfo.InvariantCulture),
        "t" => value.Value!.GetValue<DateTimeOffset>(),
        "b" => Convert.FromBase64String(value.Value!.GetValue<string>()),
        "g" => value.Value!.GetValue<Guid>(),
        var kind => throw new InvalidOperationException($"'{kind}' is no type of a property: a newer version of the app wrote this."),
    };
}
