using ClientBase.Functions.Http;
using ClientBase.Functions.Imports.Reading;
using ClientBase.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace ClientBase.Functions.Imports;

/// <summary>Reads what an import is asked to be.</summary>
internal static class ImportQuery
{
    private const int MaxMapping = 20_000;
    private const int MaxShop = 50;

    /// <summary>The import, or the refusal to answer with.</summary>
    public static (ImportState? Import, IResult? Problem) Read(HttpRequest request, DateTimeOffset now)
    {
        if (request.HasFormContentType)
        {
            return (null, Problems.UnsupportedMedia("The body is the file itself (text/csv or XLSX), not a form that holds it."));
        }

        var word = OrDefault(request.Query["kind"], "contacts");
        if (!Enum.TryParse<ImportKind>(word, ignoreCase: true, out var kind) || !Enum.IsDefined(kind) || char.IsDigit(word[0]))
        {
            return (null, Wrong("kind", "is one of contacts, orders, interactions"));
        }

        if (!bool.TryParse(OrDefault(request.Query["dryRun"], "false"), out var isDryRun))
        {
            return (null, Wrong("dryRun", "is true or false"));
        }

        var shop = OrDefault(request.Query["shop"], ImportMapping.Source);
        if (shop.Length > MaxShop || !shop.All(char.IsAsciiLetterOrDigit))
        {
            return (null, Wrong("shop", "is the name of a shop: letters and digits"));
        }

        try
        {
            var mapping = request.Query["mapping"].ToString();
            var asked = mapping.Length <= MaxMapping
                ? ColumnMapping.Parse(mapping)
                : throw new MappingRefusedException($"it is too long: at most {MaxMapping} characters.");
            _ = MediaTypeHeaderValue.TryParse(request.ContentType, out var type);
            return (new ImportState(JobIds.New(now), kind, shop, isDryRun, now, type?.Charset.Value, asked), null);
        }
        catch (MappingRefusedException refused)
        {
            return (null, Wrong("mapping", refused.Message));
        }
    }

    private static string OrDefault(StringValues value, string otherwise) => value.ToString() is { Length: > 0 } given ? given : otherwise;

    private static IResult Wrong(string name, string why) =>
        Problems.BadRequest($"'{name}' {why}", new Dictionary<string, string[]> { [name] = [why] });
}
