using System.Globalization;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Orders;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Reports;

internal sealed record PlainLine(string Product, int Quantity, decimal Price);

internal sealed record PlainOrder(int Person, string Id, DateTimeOffset At, bool Counts, decimal Refunded, PlainLine[] Lines)
{
    public decimal Total => Lines.Sum(line => line.Quantity * line.Price);

    public decimal Net => Math.Max(0m, Total - Refunded);

    /// <summary>What a promo code took off; null: it carries none.</summary>
    public decimal? Bonus { get; init; }

    public string Month => At.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}

internal sealed record PlainPerson(int Number, string City, string Sex, string? Source, int? Score, DateTimeOffset At)
{
    public string Month => At.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>One of many: more than a report has rows for.</summary>
    public string Job => $"job {(Number * Number) % 29}";
}

/// <summary>A shop made up by chance, the same each time: people, orders with refunds, cancelled ones. Figures are taken from it
/// plainly.</summary>
internal sealed class MadeUpShop
{
    private static readonly string[] Cities = ["Москва", "Казань", "Пермь"];
    private static readonly string?[] Sources = ["google", "vk", null];

    public MadeUpShop(DateTimeOffset now, int people = 60)
    {
        var random = new Random(20260301);
        for (var person = 0; person < people; person++)
        {
            var since = now.AddDays(-random.Next(1, 420));
            People.Add(new PlainPerson(
                person, Cities[random.Next(3)], random.Next(2) == 0 ? "f" : "m", Sources[random.Next(3)],
                random.Next(3) == 0 ? random.Next(11) : null, since));
            var count = random.Next(4) == 0 ? 0 : random.Next(1, 8);
            for (var order = 0; order < count; order++)
            {
                Orders.Add(Order(random, person, order, since, now));
            }
        }
    }

    public List<PlainPerson> People { get; } = [];

    public List<PlainOrder> Orders { get; } = [];

    public IReadOnlyList<PlainOrder> Counted => [.. Orders.Where(order => order.Counts)];

    public static string EmailOf(int person) => $"made{person}@up.example";

    /// <summary>Files everything as shops and forms tell of it, in no particular order; the ids of the people.</summary>
    public async Task<string[]> FileAsync(TestApp app)
    {
        var ids = await Task.WhenAll(People.Select(person => app.FileAsync(FormOf(person))));
        await Task.WhenAll(Orders.Select(order => app.FileAsync(OrderOf(order))));
        await Task.WhenAll(Orders.Where(order => order.Refunded > 0m).Select(order => app.FileAsync(RefundOf(order))));
        return ids;
    }

    private static PlainOrder Order(Random random, int person, int order, DateTimeOffset since, DateTimeOffset now)
    {
        var at = since.AddMinutes(random.Next((int)(now - since).TotalMinutes));
        PlainLine[] lines =
        [
            .. Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(12)).Distinct()
                .Select(product => new PlainLine($"p{product}", random.Next(1, 4), 100m + (product * 25m))),
        ];
        var plain = new PlainOrder(
            person, $"{person}-{order}", DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds()), random.Next(10) != 0, 0m, lines)
        {
            Bonus = (person + order) % 4 == 0 ? 10m + order : null,
        };
        return random.Next(6) == 0 ? plain with { Refunded = Math.Round(plain.Total / 3m, 2) } : plain;
    }

    private static CapturedEvent FormOf(PlainPerson person)
    {
        var capture = Says(person.Number, $"f{person.Number}", "form:news", "form", person.At)
            .Field("city", person.City).Field("sex", person.Sex).Field("firstName", "Анна").Field("jobTitle", person.Job);
        if (person.Source is { } source)
        {
            capture.Data("utm_source", source);
        }

        return (person.Score is { } score ? capture.Data("score", score) : capture).Build();
    }

    private static CapturedEvent OrderOf(PlainOrder order) => Says(order.Person, $"o{order.Id}", "shop:acme", "order", order.At)
        .Order("acme", order.Id, new OrderVersion(order.At, order.Total, "RUB", order.Counts, new Stamp(order.At, $"o{order.Id}"))
        {
            Lines = [.. order.Lines.Select(line =>
                new OrderLine(line.Product, null, null, line.Product.ToUpperInvariant(), line.Quantity, line.Price))],
            Discount = order.Bonus ?? order.Lines.Length, // Without a code it is no bonus.
            Codes = order.Bonus is null ? [] : ["TEA10"],
        }).Build();

    private static CapturedEvent RefundOf(PlainOrder order) =>
        Says(order.Person, $"r{order.Id}", "shop:acme", "refund", order.At.AddHours(1))
        .Refund("acme", order.Id, $"r{order.Id}", order.Refunded).Build();

    private static CaptureBuilder Says(int person, string id, string source, string kind, DateTimeOffset at)
    {
        Assert.True(EmailAddress.TryParse(EmailOf(person), out var email));
        return new CaptureBuilder($"made-{id}", source, kind, at).Email(email);
    }
}
