using ClientBase.Domain.Consent;
using ClientBase.Domain.Orders;
using ClientBase.Functions.Shops;
using ClientBase.Functions.Shops.InSales;
using Microsoft.AspNetCore.Http;
using static ClientBase.Functions.Tests.Shops.Deliveries;

namespace ClientBase.Functions.Tests.Shops;

/// <summary>What is read of InSales, which signs nothing and sends JSON or XML.</summary>
public sealed class InSalesTests
{
    private const string Order = """
        {"id":11117922,"number":1312,"total_price":12600.5,"currency_code":"RUR","fulfillment_status":"dispatched",
        "financial_status":"paid",
        "created_at":"2026-06-02T14:11:26.000+03:00","updated_at":"2026-06-14T17:00:27.000+03:00","paid_at":"2026-06-14T16:59:00.000+03:00",
        "full_delivery_price":126.5,"custom_status":{"permalink":"v-puti","title":"В пути"},"discounts":[{"full_amount":1386.0}],
        "order_lines":[{"product_id":47624676,"variant_id":76267447,"sku":"1234","title":"Чайник","quantity":1,"sale_price":12600.0,
        "discounts_amount":1260.0}],
        "client":{"id":12721951,"email":"anna@shop.example","name":"Анна","surname":"Иванова","middlename":"Петровна",
        "phone":"8 988 777-77-77","subscribe":true,"type":"Client::Individual"},
        "shipping_address":{"name":"Анна","surname":"Иванова","city":"Москва","state":"г Москва","country":"RU"}}
        """;

    private const string OrderXml = """
        <?xml version="1.0" encoding="UTF-8"?>
        <order>
          <id type="integer">11117922
          </id>
          <number type="integer">1312</number>
          <total-price type="decimal">12600.5</total-price>
          <currency-code>
            RUR
          </currency-code>
          <fulfillment-status>dispatched</fulfillment-status>
          <financial-status>paid</financial-status>
          <created-at type="timestamp">2026-06-02 14:11:26 +0300</created-at>
          <updated-at type="timestamp">2026-06-14 17:00:27 +0300
          </updated-at>
          <paid-at type="timestamp">2026-06-14 16:59:00 +0300</paid-at>
          <accepted-at type="timestamp" nil="true"/>
          <full-delivery-price type="decimal">126.5</full-delivery-price>
          <custom-status><permalink>v-puti</permalink><title>В пути</title></custom-status>
          <discounts type="array"><discount><full-amount type="decimal">1386.0</full-amount></discount></discounts>
          <order-lines type="array">
            <order-line>
              <product-id type="integer">47624676</product-id>
              <variant-id type="integer">76267447</variant-id>
              <sku>1234
              </sku>
              <title>Чайник</title>
              <quantity type="integer">1</quantity>
              <sale-price type="decimal">12600.0</sale-price>
              <discounts-amount type="decimal">1260.0</discounts-amount>
            </order-line>
          </order-lines>
          <client>
            <id type="integer">12721951</id>
            <email>anna@shop.example</email>
            <name>Анна</name>
            <surname>Иванова</surname>
            <middlename>Петровна</middlename>
            <phone>8 988 777-77-77</phone>
            <subscribe type="boolean">true</subscribe>
            <type>Client::Individual</type>
          </client>
          <shipping-address>
            <name>Анна</name><surname>Иванова</surname><city>Москва</city><state>г Москва</state><country>RU</country>
          </shipping-address>
          <payment-description><p>Наличными</p></payment-description>
        </order>
        """;

    [Theory]
    [InlineData(Order)]
    [InlineData(OrderXml)]
    public void An_order_is_kept_whole_in_both_formats(string body)
    {
        var capture = InSales("orders/update", body);
        var order = OrderOf(capture);
        var version = order.Version!;

        Assert.Equal(("1312", "v-puti", 12600.5m, "RUB"), (version.Number, version.Status, version.Total, version.Currency));
        Assert.Equal((1386m, 126.5m), (version.Discount, version.Shipping));
        Assert.Equal([new OrderLine("47624676", "76267447", "1234", "Чайник", 1m, 12600m, 1260m)], version.Lines);
        Assert.Equal(At(2, 11, 11, 26), version.PlacedAt);
        Assert.Equal(At(14, 13, 59, 0), order.Milestones[OrderMilestone.Paid]);
        Assert.Equal(At(14, 14, 0, 27), order.Milestones[OrderMilestone.Fulfilled]);
        Assert.Equal(["acme:12721951"], capture.Says.ExternalIds.Keys);
        Assert.Equal(["+79887777777"], capture.Says.Phones.Keys);
        Assert.Equal(
            ("Анна", "Иванова", "Петровна", "Москва"),
            (capture.Says.Name.First, capture.Says.Name.Last, capture.Says.Name.Patronymic, capture.Says.Field("city")));
    }

    [Fact]
    public void Both_formats_of_one_version_are_one_capture_by_whichever_topic() => Assert.Equal(
        InSales("orders/create", Order).Id, InSales("", OrderXml).Id);

    [Theory]
    [InlineData("new", true, 12600.5)]
    [InlineData("accepted", true, 12600.5)]
    [InlineData("approved", true, 12600.5)]
    [InlineData("dispatched", true, 12600.5)]
    [InlineData("delivered", true, 12600.5)]
    [InlineData("declined", false, 0)]
    [InlineData("returned", true, 0)]
    [InlineData("some_day", true, 12600.5)]
    public void Its_state_decides_whether_an_order_counts(string state, bool counts, double net)
    {
        var order = OrderOf(InSales("", Order.Replace("dispatched", state, StringComparison.Ordinal)));

        Assert.Equal((counts, (decimal)net), (order.Counts, order.Net));
    }

    [Fact]
    public void An_order_that_was_destroyed_counts_no_more() => Assert.False(
        OrderOf(InSales("orders/update", Order), InSales("orders/destroy", Order)).Counts);

    [Theory]
    [InlineData("orders/update", Order, "orders/update", "11117922")]
    [InlineData("orders/destroy", Order, "orders/destroy", "11117922")]
    [InlineData("", """{"id":5,"total_price":null,"order_lines":[]}""", "orders/update", "5")]
    [InlineData("", """{"id":7,"email":"a@shop.example"}""", "client/update", "7")]
    public void What_is_told_without_a_signature_is_to_be_read_again(string topic, string body, string again, string id) =>
        Assert.Equal(new ThingToRead(again, id), ReadInSales(topic, body).ToRead);

    [Fact]
    public void A_client_is_read_with_the_whole_name_in_one_field()
    {
        var person = InSales("client/update", """
            {"id":7,"name":"Иванова Анна","email":"a@shop.example","created_at":"2026-01-01T10:00:00+03:00",
            "updated_at":"2026-02-01T10:00:00+03:00"}
            """).Says;

        Assert.Equal(("Анна", "Иванова"), (person.Name.First, person.Name.Last));
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 7, 0, 0, TimeSpan.Zero), person.FirstSeen!.Said.At);
    }

    [Fact]
    public void A_box_unticked_since_withdraws_what_the_shop_said_but_not_what_the_person_said()
    {
        var shop = InSales("orders/update", Order).Says;
        var unticked = InSales("client/update", """
            {"id":12721951,"email":"anna@shop.example","subscribe":false,
            "created_at":"2026-06-02T10:00:00Z","updated_at":"2026-06-20T10:00:00Z"}
            """).Says;
        var person = Standard("""
            {"type":"contact.updated","data":{"email":"anna@shop.example","consent_marketing":true,
            "consent_marketing_at":"2026-01-01T10:00:00Z"}}
            """).Says;

        Assert.True(Allows(shop));
        Assert.False(Allows(shop.Join(unticked)));
        Assert.True(Allows(shop.Join(unticked).Join(person)));
    }

    [Fact]
    public void A_box_never_ticked_says_nothing() => Assert.Empty(InSales("", """
        {"id":7,"email":"a@shop.example","subscribe":false,"created_at":"2026-06-02T10:00:00Z","updated_at":"2026-06-02T10:00:00Z"}
        """).Says.Consents);

    [Fact]
    public void Products_come_in_lists()
    {
        var products = ReadInSales("products/update", """
            [{"id":1,"title":"Чай","available":true,"currency_code":"RUR","updated_at":"2026-06-02T10:00:00Z",
            "variants":[{"id":11,"sku":"A","price":"5.0","quantity":3},{"id":12,"sku":"B","price":"4.0","quantity":0}]},
            {"id":2,"title":"Кофе","available":false,"variants":[{"id":21,"price":7.5,"quantity":null}]}]
            """).Products;

        Assert.Equal(["1", "2"], products.Select(product => product.Id));
        var tea = products[0].Product.Version!;
        Assert.Equal(("Чай", 4m, "RUB", true, 3m), (tea.Title, tea.Price, tea.Currency, tea.IsAvailable, tea.Stock));
        Assert.Equal((false, null), (products[1].Product.Version!.IsAvailable, products[1].Product.Version!.Stock));
    }

    [Theory]
    [InlineData("the secret", SignatureVerdict.Valid)]
    [InlineData("the secret/orders/update", SignatureVerdict.Valid)]
    [InlineData("the one before", SignatureVerdict.Valid)]
    [InlineData("another", SignatureVerdict.WrongAddress)]
    [InlineData("", SignatureVerdict.WrongAddress)]
    public void The_secret_is_in_the_address(string path, SignatureVerdict expected)
    {
        var webhook = new Webhook("ins", new HeaderDictionary(), [], Received) { Path = path };

        Assert.Equal(
            expected, new InSalesWebhooks().Verify(webhook, new ShopOptions { Secret = "the secret", PreviousSecret = "the one before" }));
        Assert.Equal(SignatureVerdict.NoSecret, new InSalesWebhooks().Verify(webhook, new ShopOptions()));
    }

    [Theory]
    [InlineData("<order><id>1</id>")]
    [InlineData("<!DOCTYPE order [<!ENTITY a \"b\">]><order><id>&a;</id></order>")]
    [InlineData("<")]
    public void Broken_or_dangerous_XML_is_refused(string body) => Assert.Contains("XML", Refused(body), StringComparison.Ordinal);

    [Fact]
    public void XML_nested_without_end_is_refused() =>
        Assert.Contains("XML", Refused(string.Concat(Enumerable.Repeat("<a>", 100_000))), StringComparison.Ordinal);

    private static string Refused(string body) => ReceiveWebhook.Read(
        new InSalesWebhooks(),
        new Webhook("ins", new HeaderDictionary(), System.Text.Encoding.UTF8.GetBytes(body), Received) { Path = "secret" }).Error!;

    private static bool Allows(ClientBase.Domain.Contacts.Contact says) =>
        ConsentView.Allows(says.Consents, ConsentPurpose.Marketing, "email");

    private static DateTimeOffset At(int day, int hour, int minute, int second) => new(2026, 6, day, hour, minute, second, TimeSpan.Zero);
}
