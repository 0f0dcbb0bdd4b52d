using ClientBase.Domain.Contacts;
using ClientBase.Domain.Forecast;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Contacts.Reading;

/// <summary>What is expected of a contact.</summary>
/// <param name="PAlive">Probability that they still buy.</param>
/// <param name="ExpectedOrders90d">Orders expected in 90 days.</param>
/// <param name="Value12m">Revenue expected in 365 days; null when sums are not known.</param>
/// <param name="NextOrderAt">When, if they still buy, they will have ordered again as likely as not.</param>
/// <param name="Currency">ISO 4217 of the value.</param>
/// <param name="Shrunk">Whether the base is small, and the figures rest on typical values too.</param>
public sealed record ForecastView(
    double PAlive, double ExpectedOrders90d, double? Value12m, DateTimeOffset? NextOrderAt, string Currency, bool Shrunk);

/// <summary>Asks the kept forecast about contacts.</summary>
public sealed class ContactForecasts(KeptModel<FittedShop> kept, TimeProvider clock)
{
    /// <summary>What is expected of a contact; null for who never bought, and before the first fit.</summary>
    public async Task<ForecastView?> OfAsync(Contact contact, CancellationToken cancellationToken)
    {
        if (contact.Orders.IsEmpty || await kept.GetAsync(isFresh: false, cancellationToken) is not { } fit)
        {
            return null;
        }

        var orders = contact.Orders.Values.Where(order => order.Counts)
            .Select(order => (order.Version!.PlacedAt, order.Net, order.Version.Currency));
        return fit.OfDay(orders, clock.GetUtcNow()) is { } expected
            ? new ForecastView(
                expected.PAlive, expected.ExpectedOrders90d, expected.Value12m, expected.NextOrderAt, fit.Currency, fit.IsShrunk)
            : null;
    }
}
