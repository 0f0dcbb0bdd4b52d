using System.Text.Json;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Contacts.Timeline;
using ClientBase.Functions.Http;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Imports;

public sealed class OrderImportTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly ImportBase _base = new(azurite);

    public async ValueTask InitializeAsync() => await _base.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _base.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Rows_of_one_order_are_its_lines_and_cancelled_ones_do_not_count()
    {
        var view = await _base.ImportAsync(
            "Номер заказа;Почта;Дата;Сумма;Валюта;Статус;Артикул;Товар;Количество;Цена\n"
            + "1;buyer@example.com;02.01.26;1 234,50 руб.;RUB;Выполнен;T1;Чай;2;600\n"
            + "1;buyer@example.com;02.01.26;1 234,50 руб.;RUB;Выполнен;C1;Чашка;1;34,50\n"
            + "2;buyer@example.com;03.01.26;500;;Отменён;T1;Чай;1;500\n"
            + "3;buyer@example.com;2026/01/05;12.500;₽;;T1;Чай;10;1.250\n"
            + "4;buyer@example.com;когда-то;5;;;;;;\n",
            "?kind=orders");

        Assert.Equal((5, 4, 1, 0), (view.Rows, view.Accepted, view.Rejected, view.Unchanged));
        Assert.StartsWith("5,Дата,когда-то,", Assert.Single(await _base.ReportAsync(view.Id)), StringComparison.Ordinal);
        var contact = (await _base.ContactAsync("buyer@example.com"))!.Value;
        Assert.Equal(2, contact.GetProperty("orders").GetProperty("count").GetInt32());
        Assert.Equal(13_734.5m, contact.GetProperty("orders").GetProperty("total").GetDecimal());
        var orders = await OrdersAsync(contact);
        Assert.Equal(["3", "2", "1"], orders.Select(order => order.GetProperty("id").GetString()));
        Assert.Equal([2m, 1m], orders[2].GetProperty("lines").EnumerateArray().Select(line => line.GetProperty("quantity").GetDecimal()));
    }

    [Fact]
    public async Task An_order_stands_on_the_timeline_at_the_day_it_was_placed()
    {
        await _base.ImportAsync("id,email,at,total\n6,placed@example.com,2024-05-02,100\n", "?kind=orders");

        var card = await _base.CardAsync((await _base.ContactAsync("placed@example.com"))!.Value.GetProperty("id").GetString()!);
        var timeline = await _base.Get<TimelineStore>().ReadAsync(card.Contact, new Paging(10, null), default);
        var placedAt = new DateTimeOffset(2024, 5, 2, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(placedAt, Assert.Single(timeline.Items).At);
        Assert.Equal(placedAt, card.Contact.LastSeenAt);
    }

    [Fact]
    public async Task An_order_changed_in_a_later_file_is_changed()
    {
        await _base.ImportAsync("id,email,at,total,status\n7,later@example.com,2026-01-02,100,new\n", "?kind=orders");
        _base.Clock.Advance(TimeSpan.FromDays(1));
        var view = await _base.ImportAsync(
            "id,email,at,total,status\n7,later@example.com,2026-01-02,100,cancelled\n8,later@example.com,2026-01-03,50,\n", "?kind=orders");

        Assert.Equal((2, 2, 0, 0), (view.Rows, view.Accepted, view.Rejected, view.Unchanged));
        var contact = (await _base.ContactAsync("later@example.com"))!.Value;
        Assert.Equal(50m, contact.GetProperty("orders").GetProperty("total").GetDecimal());
    }

    [Fact]
    public async Task Orders_of_Shopifys_export_have_their_lines_and_their_shop()
    {
        var view = await _base.ImportAsync(
            "Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Created at,Lineitem quantity,"
            + "Lineitem name,Lineitem price,Lineitem sku,Billing Name,Billing City,Billing Country,Billing Phone,Shipping Name,"
            + "Cancelled at,Refunded Amount,Id\n"
            + "#1001,shopper@example.com,paid,2026-01-02 10:05:00 -0500,USD,30.00,5.00,0.00,35.00,TEA,2026-01-02 10:00:00 -0500,2,"
            + "Tea,10.00,T1,John Smith,Boston,US,'+16175550100,John Smith,,5.00,450789469\n"
            + "#1001,shopper@example.com,,,,,,,,,2026-01-02 10:00:00 -0500,1,Cup,10.00,C1,,,,,,,,\n"
            + "#1002,shopper@example.com,paid,,USD,10.00,0.00,0.00,10.00,,2026-01-03 10:00:00 -0500,1,Cup,10.00,C1,,,,,,"
            + "2026-01-04 10:00:00 -0500,0.00,450789470\n",
            "?kind=orders&shop=acme");

        Assert.Equal((3, 3, 0, 0), (view.Rows, view.Accepted, view.Rejected, view.Unchanged));
        var contact = (await _base.ContactAsync("shopper@example.com"))!.Value;
        Assert.Equal("Smith", contact.GetProperty("name").GetProperty("last").GetString());
        Assert.Equal("+16175550100", contact.GetProperty("phones")[0].GetString());
        Assert.Equal(1, contact.GetProperty("orders").GetProperty("count").GetInt32());
        Assert.Equal(30m, contact.GetProperty("orders").GetProperty("total").GetDecimal());
        var order = (await OrdersAsync(contact))[1];
        Assert.Equal(("450789469", "#1001", "acme"), (
            order.GetProperty("id").GetString(), order.GetProperty("number").GetString(), order.GetProperty("shop").GetString()));
        Assert.Equal(["T1", "C1"], order.GetProperty("lines").EnumerateArray().Select(line => line.GetProperty("sku").GetString()));
    }

    [Fact]
    public async Task Rows_of_an_order_that_stand_apart_are_refused_and_explained()
    {
        var view = await _base.ImportAsync(
            "id,email,at,total\n1,apart@example.com,2026-01-02,10\n2,apart@example.com,2026-01-02,20\n1,apart@example.com,2026-01-02,10\n",
            "?kind=orders");

        Assert.Equal((3, 2, 1, 0), (view.Rows, view.Accepted, view.Rejected, view.Unchanged));
        Assert.Contains("stand apart", Assert.Single(await _base.ReportAsync(view.Id)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_return_among_the_orders_is_no_order_and_the_report_says_where_it_belongs()
    {
        var view = await _base.ImportAsync(
            "id,email,at,quantity,price,title\n1,back@example.com,2026-01-02,2,100,Tea\nC2,back@example.com,2026-01-03,-1,100,Tea\n",
            "?kind=orders");

        Assert.Equal((2, 2, 0, 0), (view.Rows, view.Accepted, view.Rejected, view.Unchanged));
        var flaw = Assert.Single(await _base.ReportAsync(view.Id));
        Assert.StartsWith("2,total,,\"a negative sum is a return", flaw, StringComparison.Ordinal);
        var orders = (await _base.ContactAsync("back@example.com"))!.Value.GetProperty("orders");
        Assert.Equal((1, 200m), (orders.GetProperty("count").GetInt32(), orders.GetProperty("total").GetDecimal()));
    }

    [Fact]
    public async Task Amounts_that_nothing_settles_are_refused_row_by_row()
    {
        var view = await _base.ImportAsync(
            "id,email,at,total\n1,open@example.com,2026-01-02,1.200\n2,open@example.com,2026-01-02,12.500\n"
            + "3,open@example.com,2026-01-02,950\n",
            "?kind=orders");

        Assert.Equal((3, 1, 2, 0), (view.Rows, view.Accepted, view.Rejected, view.Unchanged));
        Assert.All(await _base.ReportAsync(view.Id), line => Assert.Contains("a thousandfold apart", line, StringComparison.Ordinal));
    }

    private async Task<JsonElement[]> OrdersAsync(JsonElement contact)
    {
        var (_, body) = await _base.CallAsync(request =>
            _base.Get<ReadContacts>().OrdersAsync(request, contact.GetProperty("id").GetString()!, default));
        return [.. body.GetProperty("items").EnumerateArray()];
    }
}
