using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Names;
using ClientBase.Domain.Contacts.Phones;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Infra;

/// <summary>The rows that <see cref="CostModel"/> reckons with are those that are written.</summary>
public sealed class ModelRowsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_lead_an_order_and_its_next_version_write_as_many_rows_as_the_model_says()
    {
        using var app = new TestApp(azurite);
        await app.CreateAsync();

        var lead = await WrittenAsync(app, Person("lead", "form:news", "form").Build());
        await WrittenAsync(app, Order("o1", "1", hour: 1, total: 10m));
        var order = await WrittenAsync(app, Order("o2", "2", hour: 2, total: 10m));
        var version = await WrittenAsync(app, Order("o3", "2", hour: 3, total: 20m));

        Assert.Equal(
            (CostModel.RowsOfLead, CostModel.RowsOfOrder, CostModel.RowsAddedByVersion), (lead.Written, order.Written, version.Added));
    }

    private static CapturedEvent Order(string id, string order, int hour, decimal total) =>
        Person(id, "shop:acme", "order", hour).ShopCustomer("acme", "7")
            .Order("acme", order, Noon.AddHours(1), total, "RUB", counts: true).Build();

    private static CaptureBuilder Person(string id, string source, string kind, int hour = 0)
    {
        _ = EmailAddress.TryParse("anna@example.com", out var email);
        _ = PhoneNumber.TryParse("+79161234567", null, out var phone);
        return new CaptureBuilder(id, source, kind, Noon.AddHours(hour))
            .Email(email).Phone(phone).Name(new PersonName("Anna", "Petrova", null));
    }

    private static async Task<(int Written, int Added)> WrittenAsync(TestApp app, CapturedEvent capture)
    {
        var before = (await app.RowsAsync(Tables.Contacts)).ToDictionary(row => (row.PartitionKey, row.RowKey), row => row.ETag);
        await app.FileAsync(capture);
        var after = await app.RowsAsync(Tables.Contacts);
        var written = after.Count(row => !before.TryGetValue((row.PartitionKey, row.RowKey), out var etag) || etag != row.ETag);
        return (written, after.Count - before.Count);
    }
}
