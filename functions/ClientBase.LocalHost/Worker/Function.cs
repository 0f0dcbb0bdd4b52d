using System.Text.Json;
using ClientBase.LocalHost.Protocol;

namespace ClientBase.LocalHost.Worker;

/// <summary>A function the worker told of, with its bindings as the Functions SDK writes them.</summary>
internal sealed class Function
{
    private Function(FunctionMetadata metadata, IReadOnlyList<JsonElement> bindings)
    {
        Metadata = metadata;
        Trigger = bindings.First(binding => TypeOf(binding).EndsWith("Trigger", StringComparison.OrdinalIgnoreCase));
        Outputs = [.. bindings.Where(binding => Text(binding, "direction") is "Out" or "out" && TypeOf(binding) != "http")];
    }

    public FunctionMetadata Metadata { get; }

    public JsonElement Trigger { get; }

    /// <summary>Where what it returns goes, beside an HTTP answer.</summary>
    public IReadOnlyList<JsonElement> Outputs { get; }

    public string Id => Metadata.FunctionId;

    public string Name => Metadata.Name;

    public bool IsHttp => TriggerType == "httpTrigger";

    public string TriggerType => TypeOf(Trigger);

    public string TriggerName => Text(Trigger, "name")!;

    public static Function Read(FunctionMetadata metadata) =>
        new(metadata, [.. metadata.RawBindings.Select(raw => JsonDocument.Parse(raw).RootElement)]);

    /// <summary>A property of a binding, whatever the case of its name; null when it has none.</summary>
    public static string? Text(JsonElement binding, string property)
    {
        foreach (var candidate in binding.EnumerateObject())
        {
            if (candidate.Name.Equals(property, StringComparison.OrdinalIgnoreCase))
            {
                return candidate.Value.ValueKind == JsonValueKind.Null ? null : candidate.Value.ToString();
            }
        }

        return null;
    }

    public static bool Flag(JsonElement binding, string property) => bool.TryParse(Text(binding, property), out var flag) && flag;

    private static string TypeOf(JsonElement binding) => Text(binding, "type") ?? "";
}
