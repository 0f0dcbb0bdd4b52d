using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using ClientBase.Domain.Loyalty;
using ClientBase.Functions.Storage.Documents;

namespace ClientBase.Functions.Storage.Rows;

/// <summary>
/// Table <c>Loyalty</c>: <c>c|{code}|</c> a promo code, and <c>c|{code}|{shop:order}</c> for each order that ever carried it. Sixteen
/// partitions by the code's digest, so that many codes are written in few batches.
/// </summary>
/// <remarks>
/// An order is only pointed to; whether it counts and carries the code now it says itself. The two may come in any order, so a pointer
/// may be there before its code.
/// </remarks>
internal static class PromoRow
{
    private const string Promo = "Promo";
    private const string Order = "Order";
    private const string IsErased = "Erased";

    /// <summary>Filter for all codes and uses.</summary>
    public static string AllFilter => "PartitionKey ge 'p0' and PartitionKey lt 'pg' and RowKey ge 'c|' and RowKey lt 'c}'";

    public static string PartitionOf(string code) =>
        $"p{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)).AsSpan(0, 1))[0]}";

    /// <summary>What the rows of a code begin with.</summary>
    public static string Prefix(string code) => $"c|{TableKeys.Escape(code)}|";

    public static TableEntity Of(PromoCode promo)
    {
        var row = RowVersions.New(PartitionOf(promo.Code), Prefix(promo.Code));
        row[Promo] = JsonSerializer.Serialize(promo, LoyaltyJson.Compact.PromoCode);
        return row;
    }

    /// <summary>That an order carries a code.</summary>
    public static TableEntity Use(string code, string orderKey)
    {
        var row = RowVersions.New(PartitionOf(code), Prefix(code) + TableKeys.Escape(orderKey));
        row[Order] = orderKey;
        return row;
    }

    /// <summary>That somebody used it who was erased since.</summary>
    public static TableEntity ErasedUse(string code)
    {
        var row = RowVersions.New(PartitionOf(code), $"{Prefix(code)}erased-{Guid.NewGuid():n}");
        row[IsErased] = true;
        return row;
    }

    /// <summary>The code, the orders that carried it, and how many uses are those of people who were erased.</summary>
    public static (PromoCode? Promo, IReadOnlyList<string> Orders, int Erased) Read(IReadOnlyList<TableEntity> rows)
    {
        var code = rows.Select(row => RowVersions.Known(row).GetString(Promo)).FirstOrDefault(json => json is not null);
        return (
            code is null ? null : JsonSerializer.Deserialize(code, LoyaltyJson.Compact.PromoCode),
            [.. rows.Select(row => row.GetString(Order)).OfType<string>()],
            rows.Count(row => row.GetBoolean(IsErased) == true));
    }
}
