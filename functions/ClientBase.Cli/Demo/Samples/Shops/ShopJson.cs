using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace ClientBase.Cli.Demo.Samples.Shops;

/// <summary>JSON as shops write it.</summary>
internal static class ShopJson
{
    private static readonly JsonSerializerOptions SnakeCase = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static byte[] Write<T>(T body) => JsonSerializer.SerializeToUtf8Bytes(body, SnakeCase);

    public static string Money(decimal sum) => sum.ToString("0.00", CultureInfo.InvariantCulture);
}
