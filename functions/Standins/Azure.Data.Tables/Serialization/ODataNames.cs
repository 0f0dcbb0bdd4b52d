using System.Text.Json;

namespace Azure.Data.Tables.Serialization;

internal static class ODataNames
{
    public const string TypeSuffix = "@odata.type";
    public const string ETag = "odata.etag";
    public const string Timestamp = "Timestamp";

    public static readonly JsonEncodedText PartitionKey = JsonEncodedText.Encode("PartitionKey");
    public static readonly JsonEncodedText RowKey = JsonEncodedText.Encode("RowKey");
    public static readonly JsonEncodedText Int64 = JsonEncodedText.Encode("Edm.Int64");
    public static readonly JsonEncodedText Double = JsonEncodedText.Encode("Edm.Double");
    public static readonly JsonEncodedText DateTime = JsonEncodedText.Encode("Edm.DateTime");
    public static readonly JsonEncodedText Guid = JsonEncodedText.Encode("Edm.Guid");
    public static readonly JsonEncodedText Binary = JsonEncodedText.Encode("Edm.Binary");
}
