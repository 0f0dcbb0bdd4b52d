using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ClientBase.Cli.Commands;

/// <summary><c>--json</c>: one JSON document on standard output, and nothing else there.</summary>
internal sealed class JsonOption : Option<bool>
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerOptions.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // For a terminal or a file, not for a page.
    };

    public JsonOption()
        : base("--json") => Description = "Print one JSON document to standard output, and nothing else there.";

    /// <summary>A document for people and programs.</summary>
    public static string Indent<T>(T value) => JsonSerializer.Serialize(value, Indented);
}
