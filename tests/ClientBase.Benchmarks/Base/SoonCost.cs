using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using ClientBase.Benchmarks.Leads;
using ClientBase.Cli.Demo.Samples.Shops;
using ClientBase.Domain.Contacts;

namespace ClientBase.Benchmarks.Base;

/// <summary>How soon an order moves its customer to another segment, through the local host, without the timer.</summary>
internal static class SoonCost
{
    // One more than would have all its rows, which keep the emulator busy.
    private static readonly int Contacts = Figures.Sized(GeneratedBase.MostWithAllRows + 1, small: 2_001);
    private static readonly int Orders = Figures.Sized(10, small: 2);
    private const string Secret = "bench-secret";
    private static readonly SampleShop Shop = new("bench", "Shopify", SampleShop.Shopify.SignatureHeader);
    private const int ReadsOfALook = 2; // A card.
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    public static async Task RunAsync()
    {
        var folder = await GeneratedBase.ReadyAsync(Contacts);
        var azurite = await folder.StartCopyAsync();
        try
        {
            await using var counter = await StorageCounter.StartAsync(azurite);
            await using var app = AppUnderTest.Start(AppUnderTest.Command, counter.ConnectionString, new Dictionary<string, string>
            {
                [$"Shops__{Shop.Name}__Kind"] = Shop.Kind,
                [$"Shops__{Shop.Name}__Secret"] = Secret,
            });
            await app.UntilHealthyAsync();
            var buyers = Enumerable.Range(1, Contacts)
                .Select(number => (number, contact: GeneratedContact.Of(number, Contacts, folder.Made!.AsOf)))
                .Where(one => one.contact.Orders.IsEmpty).Take(Orders + 1).ToList();

            // The first run after the base was made also takes in that time has passed.
            var settled = await OrderAsync(app, counter, buyers[0].number, buyers[0].contact);
            Figures.Print($"the first, which brings the base to now: {settled.Seconds:0.0} s, {settled.Transactions} transactions");
            var moves = new List<Move>();
            foreach (var (number, contact) in buyers.Skip(1))
            {
                // A large base rests twice as long as its recompute took.
                await Task.Delay(Rest + TimeSpan.FromSeconds(2 * moves.Append(settled).Last().Seconds));
                moves.Add(await OrderAsync(app, counter, number, contact));
            }

            Report(settled, moves);
        }
        finally
        {
            azurite.Stop();
        }
    }

    private static async Task<Move> OrderAsync(AppUnderTest app, StorageCounter counter, int number, Contact contact)
    {
        counter.Reset();
        var (machine, use, looks) = (MachineUse.Start(), app.Use(), 0);
        await PostAsync(app.Client, number, contact);
        var watch = Stopwatch.StartNew();
        await app.UntilAsync(async () =>
        {
            await Task.Delay(Glance);
            looks++;
            var card = await app.Client.GetFromJsonAsync<JsonElement>($"api/contacts/{contact.Id}");
            return card.GetProperty("segments").EnumerateArray().Any(segment => segment.GetString() == "working") ? contact.Id : null;
        });
        var seconds = watch.Elapsed.TotalSeconds;
        await app.UntilIdleAsync();
        var others = machine.Since(app.Use().Since(use).Together).OthersShare;
        return new Move(Math.Round(seconds, 2), counter.Transactions - (looks * ReadsOfALook), counter.Counts, others);
    }

    private static async Task PostAsync(HttpClient client, int number, Contact contact)
    {
        var now = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
        var id = 700_000_000L + number;
        var headers = new Dictionary<string, string>
        {
            ["X-Shopify-Topic"] = "orders/create",
            ["X-Shopify-Shop-Domain"] = "bench.example",
            ["X-Shopify-Webhook-Id"] = id.ToString(CultureInfo.InvariantCulture),
        };
        var body = ShopJson.Write(new
        {
            Id = id,
            CreatedAt = now,
            UpdatedAt = now,
            TotalPrice = "990.00",
            Currency = "RUB",
            Customer = new { Id = number, Email = contact.PrimaryEmail },
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/hooks/{Shop.Name}") { Content = new ByteArrayContent(body) };
        request.Content.Headers.Add("Content-Type", "application/json");
        foreach (var (name, value) in new WebhookDelivery(Shop, headers, body).SignedHeaders(Secret))
        {
            request.Headers.Add(name, value);
        }

        using var response = await client.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    private static void Report(Move settled, List<Move> moves)
    {
        var median = Figures.Median(moves.Select(move => move.Seconds));
        var counted = Figures.Median(moves.Select(move => (double)move.Transactions));
        Figures.Write("soon", new { Contacts, medianSeconds = median, medianTransactions = counted, settled, moves });
        foreach (var move in moves)
        {
            var (seconds, transactions) = (move.Seconds, move.Transactions);
            Figures.Print($"{seconds,6:0.00} s, {transactions,5} transactions (others used {move.OthersShare:P0} of the machine)");
        }

        foreach (var (kind, count) in moves[^1].Kinds)
        {
            Figures.Print($"    {count,7} {kind}");
        }

        Figures.Print($"median: {median:0.00} s from the webhook's answer to the new segment, {counted:0} transactions");
    }

    private sealed record Move(double Seconds, int Transactions, IReadOnlyDictionary<string, int> Kinds, double OthersShare);
}
