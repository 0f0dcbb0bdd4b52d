using System.Text.Json.Serialization;
using ClientBase.Domain.Segments;
using ClientBase.Domain.Segments.Ranking;

namespace ClientBase.Functions.Segments.Recompute;

/// <summary>A contact as a run found it.</summary>
/// <param name="Facts">What its segments are decided by.</param>
/// <param name="ETag">The version of its row that was read.</param>
/// <param name="Segments">The segments in the row: ids with single spaces between.</param>
/// <param name="Rfm">The digits in the row.</param>
/// <param name="IsMerged">It is part of another contact now and belongs nowhere itself.</param>
public sealed record GatheredContact(CustomerFacts Facts, string ETag, string Segments, string Rfm, bool IsMerged);

/// <summary>Serialisation of what runs keep, generated at compile time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(BaseCuts))]
[JsonSerializable(typeof(List<GatheredContact>))]
[JsonSerializable(typeof(SortedDictionary<string, int>))]
internal sealed partial class SegmentJson : JsonSerializerContext;
