using System.Text.Json;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Loyalty;
using ClientBase.Functions.Contacts.Filing;

namespace ClientBase.Functions.Loyalty.Promo;

/// <summary>Keeps the codes that forms promise, and notes which orders carry one.</summary>
public sealed class PromoFollower(PromoStore promos) : IFiledFollower
{
    private const string Bonus = "bonus";

    /// <inheritdoc/>
    public async Task FollowAsync(CapturedEvent capture, Filed filed, CancellationToken cancellationToken)
    {
        if (PromisedBy(capture) is { } promo)
        {
            await promos.AddAsync(promo, cancellationToken);
        }

        foreach (var (code, order) in filed.Orders.SelectMany(change => CodesOf(change, filed.IsNew).Select(code => (code, change.Key))))
        {
            await promos.NoteUseAsync(code, order, cancellationToken);
        }
    }

    // What an earlier version carried was noted with it.
    private static IEnumerable<string> CodesOf(OrderChange change, bool isNew) =>
        isNew ? PromoText.In(change.After).Except(PromoText.In(change.Before)) : PromoText.In(change.After);

    private static PromoCode? PromisedBy(CapturedEvent capture)
    {
        // Data that have been stored come back as JSON, those of this moment are objects still.
        if (capture.Kind != "form" || capture.Data.GetValueOrDefault(Bonus) is not { } data)
        {
            return null;
        }

        var bonus = data as JsonElement? ?? JsonSerializer.SerializeToElement(data);
        decimal? Number(string name) => bonus.TryGetProperty(name, out var value) && value.TryGetDecimal(out var number) ? number : null;
        string? Text(string name) =>
            bonus.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return bonus.ValueKind == JsonValueKind.Object && PromoText.Normal(Text("code")) is { } code
            ? new PromoCode(code, Number("percent"), Number("amount"), Text("currency"), capture.At, capture.Source)
            {
                Limit = bonus.TryGetProperty("common", out _) ? null : 1,
            }
            : null;
    }
}
