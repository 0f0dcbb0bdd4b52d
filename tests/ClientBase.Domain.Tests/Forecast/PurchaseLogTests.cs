using ClientBase.Domain.Forecast;
using ClientBase.Domain.Forecast.Purchases;

namespace ClientBase.Domain.Tests.Forecast;

public sealed class PurchaseLogTests
{
    private static readonly DateOnly Day0 = new(2026, 1, 1);

    [Fact]
    public void Purchases_of_one_day_are_one_for_the_sum()
    {
        var histories = Log((0, 0, 10), (0, 3, 4), (0, 3, 6), (0, 10, 20)).Until(Day0.AddDays(14), TimeUnit.Day);

        Assert.Equal(new PurchaseHistory(2, 10, 14), histories.Customers[0]);
        Assert.Equal(15d, histories.MeanSpend(0));
        Assert.Equal(40d / 3, histories.MeanPurchase, 1e-12);
    }

    [Fact]
    public void The_last_day_counts_and_later_ones_do_not()
    {
        var histories = Log((0, 0, 1), (0, 7, 1), (0, 8, 1), (1, 8, 1)).Until(Day0.AddDays(7), TimeUnit.Week);

        Assert.Equal(new PurchaseHistory(1, 1, 1), histories.Customers[0]);
        Assert.Null(histories.Customers[1]);
        Assert.Equal(1, histories.Buyers);
    }

    [Fact]
    public void A_return_is_no_purchase_but_lowers_its_day()
    {
        var histories = Log((0, 0, 10), (0, 5, 30), (0, 5, -10), (0, 9, -5), (1, 2, -1)).Until(Day0.AddDays(10), TimeUnit.Day);

        Assert.Equal(new PurchaseHistory(1, 5, 10), histories.Customers[0]);
        Assert.Equal(20d, histories.MeanSpend(0));
        Assert.Null(histories.Customers[1]);
    }

    [Fact]
    public void The_order_of_rows_does_not_matter() =>
        Assert.Equal(
            Log((0, 0, 1), (1, 4, 2), (0, 9, 3)).Until(Day0.AddDays(20), TimeUnit.Day).Customers,
            Log((0, 9, 3), (0, 0, 1), (1, 4, 2)).Until(Day0.AddDays(20), TimeUnit.Day).Customers);

    [Fact]
    public void Impossible_histories_are_refused() =>
        Assert.Throws<ArgumentException>(() => new PurchaseHistories([new PurchaseHistory(1, 5, 4)], TimeUnit.Day));

    private static PurchaseLog Log(params (int Customer, int Day, double Amount)[] rows) => new(
        rows.Max(row => row.Customer) + 1,
        [.. rows.Select(row => row.Customer)],
        [.. rows.Select(row => Day0.DayNumber + row.Day)],
        [.. rows.Select(row => row.Amount)]);
}
