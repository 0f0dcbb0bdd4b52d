using System.Text.Json;
using System.Text.Json.Serialization;
using ClientBase.Domain.Automations.Runs;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Crm;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Storage.Documents;

/// <summary>Serialisation of documents, generated at compile time.</summary>
[JsonSerializable(typeof(ContactDocument))]
[JsonSerializable(typeof(CaptureDocument))]
[JsonSerializable(typeof(OrderDocument))]
[JsonSerializable(typeof(CartDocument))]
[JsonSerializable(typeof(ProductDocument))]
[JsonSerializable(typeof(List<DetailDocument>))]
[JsonSerializable(typeof(ClientTask))]
[JsonSerializable(typeof(ClientRequest))]
[JsonSerializable(typeof(StoredDeal))]
[JsonSerializable(typeof(AutomationRun))]
[JsonSerializable(typeof(ManagerAssignment))]
[JsonSerializable(typeof(Funnel))]
[JsonSerializable(typeof(KeptOrder))]
[JsonSerializable(typeof(KeptProfile))]
[JsonSerializable(typeof(KeptEvent))]
[JsonSerializable(typeof(KeptItem))]
[JsonSerializable(typeof(KeptPerson))]
[JsonSerializable(typeof(KeptCost))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, object?>))]
[JsonSerializable(typeof(List<Dictionary<string, object?>>))]
[JsonSerializable(typeof(Dictionary<string, object?>))]
[JsonSerializable(typeof(List<object?>))]
[JsonSerializable(typeof(List<string>))]
[JsonSerializable(typeof(SortedDictionary<string, int>))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(decimal))]
[JsonSerializable(typeof(double))]
[JsonSerializable(typeof(DateTimeOffset))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class DocumentJson : JsonSerializerContext
{
    /// <summary>The one instance, with letters of all alphabets unescaped: half the size for Cyrillic.</summary>
    public static DocumentJson Compact { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = CardLimits.Encoder,
    });
}
