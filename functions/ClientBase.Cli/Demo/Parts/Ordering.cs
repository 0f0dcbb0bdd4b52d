using System.Globalization;
using System.Text.Json;
using ClientBase.Cli.Api;
using ClientBase.Cli.Demo.Samples;
using ClientBase.Cli.Demo.Samples.People;
using ClientBase.Cli.Demo.Samples.Shops;

namespace ClientBase.Cli.Demo.Parts;

/// <summary>What is ordered while the demo runs: with the codes of the mails, and by friends of customers.</summary>
internal sealed class Ordering(DemoBase demo)
{
    /// <summary>How many orders readers of the mails place.</summary>
    public const int ByMail = 9;

    /// <summary>How many friends are brought.</summary>
    public const int Friends = 4;

    private const long FirstId = 12_000_000_000_000_000;

    /// <summary>The orders that were placed.</summary>
    public IReadOnlyList<SampleOrder> Placed { get; private set; } = [];

    /// <summary>Has customers bring friends: each friend posts the form with a customer's code.</summary>
    /// <returns>The friends.</returns>
    public async Task<IReadOnlyList<SamplePerson>> InviteAsync(IReadOnlyList<Contact> contacts, CancellationToken cancellationToken)
    {
        var inviters = contacts.OrderByDescending(contact => contact.Orders.Count).Take(Friends).ToList();
        var friends = demo.Sample.People
            .Where(person => person is { Habit: Habit.Visitor, IsInOldBase: true, SecondOf: null, IsCompany: false })
            .TakeLast(Friends).ToList();
        foreach (var (at, friend) in friends.Index())
        {
            var card = await demo.Api.ContactCardAsync(inviters[at].Id, cancellationToken);
            var fields = new Dictionary<string, string>
            {
                ["name"] = friend.Name.Full,
                ["email"] = friend.Email!,
                ["referralCode"] = card.GetProperty("referral").GetProperty("code").GetString()!,
                ["consent_processing"] = "on",
            };
            await demo.Api.PostFormAsync(
                SampleForms.Landing, fields, string.Create(CultureInfo.InvariantCulture, $"friend-{at}"), cancellationToken);
        }

        return friends;
    }

    /// <summary>Places the orders: those of readers carry a code.</summary>
    public async Task<int> OrderAsync(
        IReadOnlyList<string> followers,
        IReadOnlyList<string> codes,
        IReadOnlyList<SamplePerson> friends,
        IProgress<double> bar,
        CancellationToken cancellationToken)
    {
        var people = demo.Sample.People.Where(person => person.Email is not null).ToDictionary(person => person.Email!);
        var now = TimeProvider.System.GetUtcNow();
        Placed =
        [
            .. followers.Take(ByMail).Select(email => people[email]).Concat(friends)
                .Select((person, at) => Order(person, at, now) with { Code = at < ByMail ? codes[at] : null }),
        ];
        await demo.DeliverAsync([.. Placed.SelectMany(ShopifyWebhooks.Of)], bar, cancellationToken);
        await demo.SettleAsync(bar: null, cancellationToken);
        foreach (var order in Placed.Where(order => order.Code is not null))
        {
            var state = await demo.Routes.GetAsync($"promo/{order.Code}", cancellationToken);
            DemoBase.Expect($"state of the code {order.Code}", "redeemed", Text(state, "state"));
        }

        return Placed.Count;
    }

    private static string Text(JsonElement view, string member) => view.GetProperty(member).GetString() ?? "";

    private static SampleOrder Order(SamplePerson person, int at, DateTimeOffset now) => new(
        SampleShop.Shopify,
        FirstId + at,
        9_000 + at,
        person,
        DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds()),
        [
            new SampleLine(SampleGoods.All[at % SampleGoods.All.Count], 1),
            new SampleLine(SampleGoods.All[(at + 3) % SampleGoods.All.Count], 2),
        ],
        IsCancelled: false,
        Refunded: 0m);
}
