using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Forms;
using ClientBase.Domain.Orders;
using ClientBase.Functions.Forms.Bodies;

namespace ClientBase.Functions.Forms.Builders;

/// <summary>An order that comes with a lead of Tilda: as JSON in one field, or in flat keys such as <c>payment[amount]</c>.</summary>
internal sealed partial class TildaPayment
{
    private const string Field = "payment";
    private const string UsualCurrency = "RUB"; // Tilda tells it only where a shop sells in several.

    private readonly Dictionary<string, string> _members;
    private readonly List<OrderLine> _lines;

    private TildaPayment(Dictionary<string, string> members, List<OrderLine> lines) => (_members, _lines) = (members, lines);

    public static bool IsPart(string field) =>
        field.Equals(Field, StringComparison.OrdinalIgnoreCase) || field.StartsWith(Field + "[", StringComparison.OrdinalIgnoreCase);

    /// <summary>The order among some fields; null when there is none.</summary>
    public static TildaPayment? Of(IEnumerable<KeyValuePair<string, string>> fields)
    {
        var parts = fields.Where(field => IsPart(field.Key)).ToList();
        if (parts.Count == 0)
        {
            return null;
        }

        var whole = parts.FirstOrDefault(part => part.Key.Equals(Field, StringComparison.OrdinalIgnoreCase)).Value;
        return whole is not null ? OfJson(whole) : OfKeys(parts);
    }

    /// <summary>Adds the order to a capture; one without an id or a sum stays on the timeline as it came.</summary>
    public void AddTo(CaptureBuilder capture, string shop)
    {
        capture.Data(Field, _members.ToDictionary(member => member.Key, member => (object?)member.Value));
        if (_members.GetValueOrDefault("orderid") is not { Length: > 0 and <= 100 } id || Sum("amount") is not { } total)
        {
            return;
        }

        var currency = _members.GetValueOrDefault("currency") is { Length: 3 } named ? named.ToUpperInvariant() : UsualCurrency;
        capture.Order(shop, id, new OrderVersion(DateTimeOffset.MaxValue, total, currency, true, default)
        {
            Number = id,
            Lines = [.. _lines],
            Codes = _members.GetValueOrDefault("promocode") is { Length: > 0 } code ? [code] : [],
            Discount = Sum("discountvalue") ?? Sum("discount") ?? 0m,
            Shipping = Sum("delivery_price") ?? 0m,
        });
    }

    private decimal? Sum(string name) => _members.GetValueOrDefault(name) is { } text ? FieldReading.Number(text) : null;

    private static TildaPayment OfJson(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
            {
                var products = json.RootElement.TryGetProperty("products", out var listed) && listed.ValueKind == JsonValueKind.Array
                    ? listed.EnumerateArray().Select(LineOf).OfType<OrderLine>().ToList()
                    : [];
                return new TildaPayment(
                    JsonFields.Of(json.RootElement).DistinctBy(member => member.Key).ToDictionary(StringComparer.Ordinal), products);
            }
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // The lead is good all the same; what came is kept as it came.
        }

        return new TildaPayment(new() { ["written"] = text }, []);
    }

    private static TildaPayment OfKeys(List<KeyValuePair<string, string>> parts)
    {
        static string[] PathOf(string name) => [.. Keys().Matches(name).Select(key => key.Groups[1].Value)];
        var keyed = parts.Select(part => (Path: PathOf(part.Key), part.Value)).ToList();
        var members = keyed.Where(part => part.Path.Length > 0)
            .GroupBy(part => string.Join('.', part.Path), part => part.Value)
            .ToDictionary(member => member.Key, member => string.Join(", ", member), StringComparer.Ordinal);
        var lines = keyed.Where(part => part.Path is ["products", ..])
            .GroupBy(part => part.Path.ElementAtOrDefault(1) ?? "")
            .Select(product => product.First().Path.Length > 2
                ? LineOf(product.GroupBy(one => one.Path[2]).ToDictionary(one => one.Key, one => one.First().Value))
                : LineOf(product.First().Value))
            .OfType<OrderLine>();
        return new TildaPayment(members, [.. lines]);
    }

    private static OrderLine? LineOf(JsonElement product) => product.ValueKind switch
    {
        JsonValueKind.Object => LineOf(JsonFields.Of(product).DistinctBy(member => member.Key).ToDictionary()),
        JsonValueKind.String => LineOf(product.GetString()!),
        _ => null,
    };

    private static OrderLine? LineOf(Dictionary<string, string> product)
    {
        decimal? Number(string name) => product.GetValueOrDefault(name) is { } text ? FieldReading.Number(text) : null;
        var count = Number("quantity") is { } told and > 0 ? told : 1;
        return product.GetValueOrDefault("name") is { } title
            ? new OrderLine(
                product.GetValueOrDefault("externalid"), null, product.GetValueOrDefault("sku"), title, count,
                Number("price") ?? (Number("amount") ?? 0m) / count)
            : null;
    }

    // "Пуховик Arctic L - 1x5000 = 5000"
    private static OrderLine? LineOf(string written) => Written().Match(written) is { Success: true } match
        ? new OrderLine(
            null, null, null, match.Groups["title"].Value.Trim(),
            decimal.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture),
            FieldReading.Number(match.Groups["price"].Value) ?? 0m)
        : null;

    [GeneratedRegex(@"\[([^\]]*)\]")]
    private static partial Regex Keys();

    [GeneratedRegex(@"^(?<title>.+?)\s+-\s+(?<count>[0-9]{1,6})\s*[xхX×]\s*(?<price>[0-9]{1,12}([.,][0-9]{1,2})?)(\s*=.*)?$")]
    private static partial Regex Written();
}
