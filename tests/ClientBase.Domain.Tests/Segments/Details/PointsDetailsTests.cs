using ClientBase.Domain.Contacts;
using ClientBase.Domain.Loyalty;
using ClientBase.Domain.Orders;
using ClientBase.Domain.Segments.Details;
using ClientBase.Domain.Segments.Facts;

namespace ClientBase.Domain.Tests.Segments.Details;

/// <summary>The points that a snapshot tells are those of the card, whatever they follow from.</summary>
public sealed class PointsDetailsTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_points_of_details_are_those_of_the_ledger_at_any_instant()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var (contact, account) = Random(new Random(seed));
            var details = DetailsOf(contact, account);
            for (var day = 0; day < 90; day += 7)
            {
                var at = Start.AddDays(day);
                Assert.Equal(
                    PointsLedger.FiguresAt(PointsLedger.CausesOf(contact, account), at),
                    PointsLedger.FiguresAt(PointsDetails.CausesOf(details), at));
            }
        }
    }

    [Fact]
    public void The_figures_stay_until_the_instant_they_say()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var (contact, account) = Random(new Random(seed));
            var causes = PointsLedger.CausesOf(contact, account);
            var (at, last) = (Start.AddDays(40), Start.AddDays(200));
            for (var now = PointsLedger.FiguresAt(causes, at); at < last && now.ChangesAt is { } next; at = next)
            {
                Assert.Equal(now, PointsLedger.FiguresAt(causes, next.AddTicks(-1)));
                now = PointsLedger.FiguresAt(causes, next);
            }
        }
    }

    private static (Contact Contact, LoyaltyAccount Account) Random(Random random)
    {
        DateTimeOffset Day() => Start.AddDays(random.Next(40));
        TimeSpan? Lifetime() => random.Next(3) == 0 ? null : TimeSpan.FromDays(random.Next(5, 50));
        var (contact, account) = (new Contact { Id = "0a-anna" }, LoyaltyAccount.Empty);
        for (var i = random.Next(5); i > 0; i--)
        {
            var (key, currency) = ($"s:{i}", random.Next(6) == 0 ? "USD" : "RUB");
            var version = new OrderVersion(Day(), random.Next(1, 900), currency, Counts: random.Next(6) > 0, default);
            var order = OrderState.Unknown with { Version = version };
            contact = contact with { Orders = contact.Orders.SetItem(key, order) };
            account = random.Next(5) == 0
                ? account
                : account with { Grants = account.Grants.SetItem(key, new OrderGrant(0.07m, "RUB", Lifetime())) };
        }

        for (var i = random.Next(5); i > 0; i--)
        {
            var entry = new PointsEntry(random.Next(-40, 60), Day(), "a gift", null, Lifetime());
            account = account with { Entries = account.Entries.SetItem($"e{i}", entry) };
        }

        var friend = new InvitedFriend("0b-f", Start, 25m, Day(), Lifetime());
        return random.Next(3) > 0 ? (contact, account) : (contact, account with { Invited = account.Invited.SetItem("0b-f", friend) });
    }

    private static ContactDetails DetailsOf(Contact contact, LoyaltyAccount account)
    {
        var details = new ContactDetails(contact.Id);
        foreach (var (key, order) in contact.Orders)
        {
            details.SetPart(OrderFact.KeyOf(key), [.. PartDetails.Of(key, order), .. PointsDetails.Of(order)]);
        }

        var parts = account.Grants.Select(one => (one.Key, PointsDetails.Of(one.Key, one.Value)))
            .Concat(account.Entries.Select(one => (one.Key, PointsDetails.Of(one.Value))))
            .Concat(account.Invited.Select(one => (one.Key, PointsDetails.Of(one.Value))));
        foreach (var (name, says) in parts)
        {
            details.SetPart(PartDetails.KeyOf(PointsDetails.Part, name), says);
        }

        return DetailsCodec.Unpack(DetailsCodec.Pack([details])).Single();
    }
}
