using System.Globalization;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Phones;
using ClientBase.Functions.Tests.Fixtures;
using ClientBase.Functions.Tests.Storage;

namespace ClientBase.Benchmarks.Base;

/// <summary>Table transactions of each kind of event on an instance that remembers nobody, the rows it leaves, and reading.</summary>
internal static class FilingCost
{
    private static readonly int People = Figures.Sized(200, small: 40);
    private static readonly int FormsMore = Figures.Sized(400, small: 40); // So that a base of 1,000 is searched.
    private static readonly string[] RowKinds = ["c|", "p|", "k|", "i|", "t|", "q|", "n|", "e|"];
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    public static async Task RunAsync()
    {
        var azurite = await NodeAzurite.StartAsync();
        try
        {
            using var app = new BenchApp(azurite.ConnectionString, Noon);
            await app.CreateStorageAsync();
            var filed = new Dictionary<string, (CapturedEvent Capture, string ContactId)>();
            var events = await FileAsync(app, filed);
            var model = new RowModel(await app.RowsAsync(), filed.Values);
            var reading = await ReadingCost.OfModelAsync(app, filed["first order 7"].ContactId, filed.Count);
            var large = await ReadingCost.OfGeneratedAsync();
            Report(events, model, [.. reading, .. large]);
        }
        finally
        {
            azurite.Stop();
        }
    }

    private static async Task<List<EventCost>> FileAsync(BenchApp app, Dictionary<string, (CapturedEvent Capture, string ContactId)> filed)
    {
        var events = new List<EventCost>();
        foreach (var (name, of) in Kinds())
        {
            var costs = new List<IReadOnlyDictionary<string, int>>();
            for (var person = 0; person < People; person++)
            {
                var capture = of(person);
                app.Requests.Reset();
                var contactId = await app.ColdFiling().FileAsync(capture, default);
                costs.Add(app.Requests.Counts);
                filed.TryAdd($"{name} {person}", (capture, contactId!));
            }

            events.Add(EventCost.Of(name, costs));
        }

        for (var person = 0; person < FormsMore; person++)
        {
            var capture = Form($"more-{person}", $"more{person}", null).Build();
            filed.Add(capture.Id, (capture, (await app.ColdFiling().FileAsync(capture, default))!));
        }

        return events;
    }

    private static IEnumerable<(string Name, Func<int, CapturedEvent> Of)> Kinds()
    {
        yield return ("first order", person => Order(person, 1, 0));
        yield return ("later order", person => Order(person, 2, 1));
        yield return ("update of an order", person => Order(person, 2, 2, 20m));
        yield return ("refund alone", person => new CaptureBuilder($"refund-{person}", "shop:acme", "refund", Noon.AddHours(3))
            .Refund("acme", OrderId(person, 1), "r1", 3m).Build());
        yield return ("repeat of a delivery", person => Order(person, 2, 1));
        yield return ("form, e-mail", person => Form($"mail-{person}", $"mail{person}", null).Build());
        yield return ("form, e-mail and phone", person => Form($"both-{person}", $"both{person}", 1_000 + person).Build());
        yield return ("form, new phone", person => Form($"phone-{person}", $"mail{person}", 2_000 + person).Build());
    }

    private static CapturedEvent Order(int person, int order, int hour, decimal total = 10m) =>
        Start($"order-{person}-{order}-{hour}", "shop:acme", "order", $"customer{person}", person, Noon.AddHours(hour))
            .ShopCustomer("acme", person.ToString(CultureInfo.InvariantCulture))
            .Order("acme", OrderId(person, order), Noon.AddHours(order), total, "RUB", counts: true).Build();

    private static string OrderId(int person, int order) => string.Create(CultureInfo.InvariantCulture, $"{person}-{order}");

    private static CaptureBuilder Form(string id, string email, int? phone) => Start(id, "form:bench", "form", email, phone, Noon);

    private static CaptureBuilder Start(string id, string source, string kind, string email, int? phone, DateTimeOffset at)
    {
        _ = EmailAddress.TryParse($"{email}@example.com", out var address);
        var typed = phone is null ? null : string.Create(CultureInfo.InvariantCulture, $"+7916{phone + 1_110_000:d7}");
        _ = PhoneNumber.TryParse(typed, null, out var number);
        return new CaptureBuilder(id, source, kind, at).Email(address).Phone(number);
    }

    private static void Report(List<EventCost> events, RowModel model, List<EventCost> reading)
    {
        var rows = RowKinds.ToDictionary(
            kind => kind,
            kind => new
            {
                Stored = model.Stored(kind),
                NotExplained = model.NotExplained(kind).Count,
                Missing = model.Missing(kind).Count,
            });
        Figures.Write("model", new { people = People, events, rows, reading });
        Figures.Print($"{"event, cold instance",-38}   mean  most   transactions");
        foreach (var one in events.Concat(reading))
        {
            var kinds = string.Join(", ", one.Kinds.Select(kind => FormattableString.Invariant($"{kind.Value:0.##} {kind.Key}")));
            Figures.Print($"{one.Name,-38} {one.Mean,6:0.00} {one.Most,5}   {kinds}");
        }

        Figures.Print($"{"rows",-10} stored  not explained missing");
        foreach (var (kind, count) in rows)
        {
            Figures.Print($"{kind,-10} {count.Stored,6} {count.NotExplained,14} {count.Missing,7}");
        }
    }
}

/// <summary>What a kind of event costs.</summary>
/// <param name="Name">The event.</param>
/// <param name="Mean">Transactions on average.</param>
/// <param name="Most">Transactions at most.</param>
/// <param name="Kinds">What they were, on average.</param>
internal sealed record EventCost(string Name, double Mean, int Most, SortedDictionary<string, double> Kinds)
{
    public static EventCost Of(string name, IReadOnlyList<IReadOnlyDictionary<string, int>> costs)
    {
        var kinds = costs.SelectMany(cost => cost).GroupBy(kind => kind.Key)
            .ToDictionary(kind => kind.Key, kind => Math.Round((double)kind.Sum(one => one.Value) / costs.Count, 2));
        var totals = costs.Select(cost => cost.Values.Sum()).ToList();
        var mean = Math.Round(totals.Average(), 2);
        return new EventCost(name, mean, totals.Max(), new SortedDictionary<string, double>(kinds, StringComparer.Ordinal));
    }
}
