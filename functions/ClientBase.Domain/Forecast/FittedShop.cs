using ClientBase.Domain.Forecast.Purchases;
using ClientBase.Domain.Forecast.Spend;

namespace ClientBase.Domain.Forecast;

/// <summary>What a whole base is expected to do in the time ahead.</summary>
/// <param name="Days">How far ahead.</param>
/// <param name="Orders">Purchase days expected.</param>
/// <param name="OrdersError">Their standard error; null when the data do not determine it.</param>
/// <param name="Living">Customers expected to be still buying at its end.</param>
/// <param name="LivingError">Their standard error.</param>
/// <param name="Revenue">What they will bring; null when sums are not known.</param>
public sealed record AheadFigures(int Days, double Orders, double? OrdersError, double Living, double? LivingError, double? Revenue);

/// <summary>How the forecast of 90 days ago compares with what happened since.</summary>
/// <param name="Customers">Customers known then.</param>
/// <param name="Actual">Purchase days they had.</param>
/// <param name="Expected">Purchase days that were expected.</param>
/// <param name="MeanError">Mean absolute error of a customer's purchases.</param>
/// <param name="SameRateError">The same error of a guess that everybody goes on at the same rate.</param>
public sealed record HoldOutFigures(int Customers, long Actual, double Expected, double MeanError, double SameRateError);

/// <summary>What is expected of one customer.</summary>
/// <param name="PAlive">Probability that they still buy.</param>
/// <param name="ExpectedOrders90d">Purchase days expected in 90 days.</param>
/// <param name="Value12m">Revenue expected in 365 days, undiscounted; null when sums are not known.</param>
/// <param name="AtStake">What they would bring in 365 days if alive, times the probability of being gone.</param>
/// <param name="NextOrderAt">When, if alive, they will have ordered again as likely as not; null beyond ten years.</param>
public sealed record PersonForecast(
    double PAlive, double ExpectedOrders90d, double? Value12m, double? AtStake, DateTimeOffset? NextOrderAt)
{
    /// <summary>As it is shown and compared: shares and orders to four places, money to cents; money that cannot be told is null.</summary>
    public PersonForecast Rounded() => this with
    {
        PAlive = Math.Round(PAlive, 4),
        ExpectedOrders90d = Math.Round(ExpectedOrders90d, 4),
        Value12m = Cents(Value12m),
        AtStake = Cents(AtStake),
    };

    private static double? Cents(double? sum) => sum is { } known && Math.Abs(known) < 1e15 ? Math.Round(known, 2) : null;
}

/// <summary>A forecast fitted to a base once (MBG/NBD and Gamma-Gamma, days), kept, and asked of people since.</summary>
/// <param name="At">The instant it was fitted at.</param>
/// <param name="Purchases">When people buy.</param>
/// <param name="Spend">What they spend; null when sums are not known.</param>
/// <param name="Currency">The one currency whose orders it was fitted to.</param>
public sealed record FittedShop(DateTimeOffset At, PurchaseLaw Purchases, SpendLaw? Spend, string Currency)
{
    private const int OrdersAhead = 90;
    private const int ValueAhead = 365;
    private const double FurthestDays = 3_650;

    private static readonly int[] Horizons = [30, 90, 180, 365];

    /// <summary>Customers it was fitted to.</summary>
    public int Customers { get; init; }

    /// <summary>Those with a second purchase day.</summary>
    public int RepeatCustomers { get; init; }

    /// <summary>Whether it was pulled towards typical values, because there were few of these.</summary>
    public bool IsShrunk { get; init; }

    /// <summary>What the base is expected to do.</summary>
    public IReadOnlyList<AheadFigures> Ahead { get; init; } = [];

    /// <summary>Share of those alive who are expected to be gone in a year; null when it cannot be told.</summary>
    public double? LossInAYear { get; init; }

    /// <summary>How it did; null when the history is too short to tell.</summary>
    public HoldOutFigures? HoldOut { get; init; }

    /// <summary>Fits a base; null when nobody bought.</summary>
    /// <param name="purchases">All orders that count until the instant, of people who are known: as <see cref="Tally"/> begins it.</param>
    /// <param name="asOf">The instant.</param>
    public static FittedShop? Of(PurchaseTally purchases, DateTimeOffset asOf) =>
        purchases.MainCurrency is { } currency && WithoutHoldOut(purchases, currency, asOf) is { } fit
            ? fit with { HoldOut = HoldOutOf(purchases, currency) }
            : null;

    /// <summary>Begins to sum up the orders it is fitted to.</summary>
    public static PurchaseTally Tally(DateTimeOffset asOf)
    {
        var until = DateOnly.FromDateTime(asOf.UtcDateTime);
        return new PurchaseTally(until, until.AddDays(-OrdersAhead));
    }

    // A method of its own, so that the histories of a large base are gone before those of the hold-out come.
    private static FittedShop? WithoutHoldOut(PurchaseTally purchases, string currency, DateTimeOffset asOf)
    {
        var histories = purchases.Histories(currency, isEarlier: false);
        return ShopForecast.Of(histories, DropoutModel.MbgNbd) is { } shop
            ? new FittedShop(asOf, shop.Purchases.Law, shop.Spend?.Law, currency)
            {
                Customers = histories.Buyers,
                RepeatCustomers = histories.RepeatBuyers,
                IsShrunk = shop.IsShrunk,
                Ahead = [.. Horizons.Select(days => AheadOf(shop, days))],
                LossInAYear = shop.LossInAYear() is { Value: var loss } && double.IsFinite(loss) ? loss : null,
            }
            : null;
    }

    /// <summary>What is expected of a customer, rounded, as of the end of a day, so that it is the same all day.</summary>
    /// <param name="orders">Their orders.</param>
    /// <param name="now">An instant of the day.</param>
    public PersonForecast? OfDay(IEnumerable<(DateTimeOffset At, decimal Net, string Currency)> orders, DateTimeOffset now) =>
        Of(orders, new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddDays(1))?.Rounded();

    /// <summary>What is expected of a customer; null for who has no order in the currency.</summary>
    public PersonForecast? Of(IEnumerable<(DateTimeOffset At, decimal Net, string Currency)> orders, DateTimeOffset asOf)
    {
        var own = orders.Where(order => order.Currency == Currency && order.At <= asOf).ToList();
        if (own.Count == 0)
        {
            return null;
        }

        var log = new PurchaseLog(
            1, new int[own.Count], [.. own.Select(order => PurchaseLog.DayOf(order.At.UtcDateTime))],
            [.. own.Select(order => (double)order.Net)]);
        var histories = log.Until(DateOnly.FromDateTime(asOf.UtcDateTime), TimeUnit.Day);
        return histories.Customers[0] is { } history ? Of(history, histories.MeanSpend(0), asOf) : null;
    }

    private PersonForecast Of(PurchaseHistory history, double meanSpend, DateTimeOffset asOf)
    {
        var alive = Purchases.PAlive(history);
        var mean = Spend?.MeanPurchase(history.Repeats, meanSpend);
        var inAYear = Purchases.PurchasesIfAlive(history.Repeats, history.Age, ValueAhead) * mean;
        var next = Purchases.MedianTimeToNext(history);
        return new PersonForecast(
            alive,
            alive * Purchases.PurchasesIfAlive(history.Repeats, history.Age, OrdersAhead),
            alive * inAYear,
            (1d - alive) * inAYear,
            next < FurthestDays ? asOf.AddDays(next) : null);
    }

    private static AheadFigures AheadOf(ShopForecast shop, int days)
    {
        var (orders, living) = (shop.TotalPurchases(days), shop.AliveAfter(days));
        double? revenue = shop.Spend is null ? null : shop.TotalValue(days);
        return new AheadFigures(days, orders.Value, orders.StandardError, living.Value, living.StandardError, revenue);
    }

    private static HoldOutFigures? HoldOutOf(PurchaseTally purchases, string currency) =>
        purchases.FirstDay(currency) < purchases.Fitted.AddDays(-OrdersAhead)
        && Forecast.HoldOut.Of(
            purchases.Histories(currency, isEarlier: true), customer => purchases.RepeatsOf(currency, customer),
            purchases.Until.DayNumber - purchases.Fitted.DayNumber, DropoutModel.MbgNbd) is { } held
            ? new HoldOutFigures(
                held.Customers, held.ActualPurchases, held.ExpectedPurchases, held.MeanAbsoluteError, held.SameRate.MeanAbsoluteError)
            : null;
}
