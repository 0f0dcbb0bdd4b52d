using ClientBase.Cli.Orders;
using ClientBase.Domain.Tables;

namespace ClientBase.Functions.Tests.Cli.Orders;

public sealed class OrderFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Lines_of_one_order_are_one_order_at_the_time_of_the_latest()
    {
        var orders = Read(
            "customer,date,amount,order\nb,2026-01-02 10:00,5,1\na,2026-01-01,7,2\nb,2026-01-02 12:00,-1.5,1\nb,2026-01-02 11:00,2,1\n",
            new OrderColumns("customer", "date", "amount", "order"));

        Assert.Equal(["b", "a"], orders.Customers);
        Assert.Equal([0, 1], orders.CustomerOf);
        Assert.Equal([5.5m, 7m], orders.Amounts);
        Assert.Equal(new DateTime(2026, 1, 2, 12, 0, 0, DateTimeKind.Utc), orders.At[0]);
        Assert.Equal(4, orders.Lines);
    }

    [Fact]
    public void Without_order_ids_each_line_is_an_order() =>
        Assert.Equal(2, Read("c,d,a\nx,2026-01-01,1\nx,2026-01-01,1\n", new OrderColumns("c", "d", "a")).At.Count);

    [Fact]
    public void One_order_number_of_two_customers_is_two_orders() =>
        Assert.Equal([1m, 2m], Read("c,d,a,o\nx,2026-01-01,1,7\ny,2026-01-01,2,7\n", new OrderColumns("c", "d", "a", "o")).Amounts);

    [Fact]
    public void Lines_without_a_customer_are_left_out_and_counted()
    {
        var orders = Read("c,d,a\n,2026-01-01,1\nx,2026-01-01,1\n", new OrderColumns("c", "d", "a"));

        Assert.Equal(1L, orders.LinesWithoutCustomer);
        Assert.Single(orders.At);
    }

    [Fact]
    public void An_amount_may_be_the_product_of_two_columns() =>
        Assert.Equal(
            [15.30m, -2.55m], Read("c,d,q,p\nx,2026-01-01,6,2.55\nx,2026-01-02,-1,2.55\n", new OrderColumns("c", "d", "q*p")).Amounts);

    [Theory]
    [InlineData("c,d,a\nx,01/02/2026,1\n", "orders.csv, row 2, column 'd': of '01/02/2026' the dates")]
    [InlineData("c,d,a\nx,2026-01-01,\n", "orders.csv, row 2, column 'a': the amount is missing")]
    [InlineData("c,d\nx,2026-01-01\n", "orders.csv has no column 'a'")]
    public void What_cannot_be_read_is_refused_where_it_stands(string text, string message) =>
        Assert.StartsWith(
            message,
            Assert.Throws<InputRefusedException>(() => Read(text, new OrderColumns("c", "d", "a"))).Message,
            StringComparison.Ordinal);

    private OrderFile Read(string text, OrderColumns columns) =>
        OrderFile.Read(_folder.Write("orders.csv", text), columns, new Progress<double>(), CancellationToken.None);
}
