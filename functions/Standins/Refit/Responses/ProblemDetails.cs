using System.Text.Json.Serialization;

namespace Refit;

public class ProblemDetails
{
    public string? Type { get; set; } = "about:blank";

    public string? Title { get; set; }

    public int Status { get; set; }

    public string? Detail { get; set; }

    public string? Instance { get; set; }

    public Dictionary<string, string[]> Errors { get; set; } = [];

    [JsonExtensionData]
    public IDictionary<string, object> Extensions { get; set; } = new Dictionary<string, object>(StringComparer.Ordinal);
}
