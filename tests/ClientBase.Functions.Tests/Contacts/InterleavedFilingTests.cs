using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Names;
using ClientBase.Domain.Contacts.Phones;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Contacts.Timeline;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Tests.Fixtures;
using static ClientBase.Functions.Tests.Contacts.Merging.People;

namespace ClientBase.Functions.Tests.Contacts;

/// <summary>Two instances file what names one person; the second does all of its work between any two requests of the first.</summary>
[Trait("Category", "Slow")]
public sealed class InterleavedFilingTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Theory]
    [InlineData("one e-mail")]
    [InlineData("a form joins what an order names")]
    [InlineData("two keys, each known to one")]
    public async Task A_key_is_never_two_peoples(string what)
    {
        using var app = new TestApp(azurite);
        await app.CreateAsync();
        for (var at = 0; ; at++)
        {
            var (first, second) = Captures(what, at);
            var wasBetween = await FileBetweenAsync(app, first, second, at);

            var people = (await app.Get<ContactReader>().ListAsync(new(1000, null), default)).Items
                .Where(card => card.Contact.Emails.ContainsKey($"{at}@example.com")).ToList();
            var person = Assert.Single(people).Contact;
            var timeline = (await app.Get<TimelineStore>().ReadAsync(person, new(10, null), default)).Items;
            Assert.Equal(new[] { first.Id, second.Id }.Order(), timeline.Select(entry => entry.Id).Order());
            if (!wasBetween)
            {
                Assert.NotEqual(0, at);
                return;
            }
        }
    }

    [Theory]
    [InlineData("a telephone of two names")]
    [InlineData("an address of two customers of one shop")]
    [InlineData("a telephone of two names, one of them known")]
    [InlineData("an order and its next customer")]
    [InlineData("the next customer of an order, and the order")]
    public async Task Two_people_stay_two_when_they_come_at_once(string what)
    {
        using var app = new TestApp(azurite);
        await app.CreateAsync();
        for (var at = 0; ; at++)
        {
            var (first, second) = Captures(what, at);
            var known = what.EndsWith("known", StringComparison.Ordinal)
                ? await app.Get<ContactFiling>().FileAsync(Form($"k{at}", email: $"{at}-maria", name: "Maria"), default)
                : null;
            var wasBetween = await FileBetweenAsync(app, first, second, at);

            var people = (await app.Get<ContactReader>().ListAsync(new(1000, null), default)).Items.Select(card => card.Contact)
                .Where(contact => contact.Emails.Keys.Any(email => email.StartsWith($"{at}-", StringComparison.Ordinal)
                    || email == $"{at}@example.com")).ToList();
            Assert.Equal(2, people.Count);
            foreach (var capture in new[] { first, second })
            {
                var owner = Assert.Single(people, contact => capture.Says.Emails.Keys.Concat(capture.Says.ExternalIds.Keys)
                    .All(key => contact.Emails.ContainsKey(key) || contact.ExternalIds.ContainsKey(key)));
                Assert.Equal(capture.Says.Name.First, owner.Name.First);
                var timeline = (await app.Get<TimelineStore>().ReadAsync(owner, new(10, null), default)).Items;
                Assert.Single(timeline, entry => entry.Id == capture.Id);
            }

            Assert.True(known is null || people.Exists(contact => contact.Id == known));
            if (!wasBetween)
            {
                Assert.NotEqual(0, at);
                return;
            }
        }
    }

    [Fact]
    public async Task What_a_try_claimed_and_did_not_need_is_left_to_nobody()
    {
        using var app = new TestApp(azurite);
        await app.CreateAsync();
        for (var (at, wasBetween) = (0, true); wasBetween; at++)
        {
            await app.Get<ContactFiling>().FileAsync(Family(at, "k", "Maria"), default);

            wasBetween = await FileBetweenAsync(app, Customer(at, "a", "Anna"), Customer(at, "b", "Anya"), at);

            var rows = await app.RowsAsync(Tables.Contacts);
            var people = rows.Select(row => row.RowKey)
                .Where(key => key.StartsWith(ContactRow.Prefix, StringComparison.Ordinal)).ToHashSet();
            Assert.All(
                rows.Where(row => row.RowKey.StartsWith(ClaimRow.Prefix, StringComparison.Ordinal)),
                claim => Assert.Contains(ContactRow.Prefix + claim.GetString(ClaimRow.Contact), people));
        }
    }

    private static (CapturedEvent First, CapturedEvent Second) Captures(string what, int at) => what switch
    {
        "an order and its next customer" => (
            Order($"a{at}", $"{at}", 10m, customer: $"c{at}", email: $"{at}", name: "Olga"),
            Order($"b{at}", $"{at}", 10m, customer: $"d{at}", email: $"{at}-next", name: "Viktor", minute: 1)),
        "the next customer of an order, and the order" => (
            Order($"b{at}", $"{at}", 10m, customer: $"d{at}", email: $"{at}-next", name: "Viktor", minute: 1),
            Order($"a{at}", $"{at}", 10m, customer: $"c{at}", email: $"{at}", name: "Olga")),
        "one e-mail" => (Form($"a{at}", email: $"{at}", name: "Anna"), Form($"b{at}", email: $"{at}", name: "Anna", minute: 1)),
        "a form joins what an order names" =>
            (Order($"a{at}", $"{at}", 10m, customer: $"c{at}", email: $"{at}"), Form($"b{at}", email: $"{at}", name: "Anna", minute: 1)),
        "a telephone of two names" => (Family(at, "a", "Olga"), Family(at, "b", "Viktor")),
        "an address of two customers of one shop" => (
            Order($"a{at}", $"{at}", 10m, customer: $"c{at}", email: $"{at}", name: "Olga"),
            Order($"b{at}", $"{at + 1000}", 20m, customer: $"d{at}", email: $"{at}", name: "Viktor", minute: 1)),
        "a telephone of two names, one of them known" => (Family(at, "a", "Olga"), Family(at, "b", "Maria")),
        _ => (Order($"a{at}", $"{at}", 10m, customer: $"c{at}", email: $"{at}"),
            Order($"b{at}", $"{at + 1000}", 20m, customer: $"c{at}", email: $"{at}", minute: 1)),
    };

    // Each time of another family: they have one telephone.
    private static CapturedEvent Family(int at, string id, string name)
    {
        Assert.True(EmailAddress.TryParse($"{at}-{name}@example.com", out var email));
        Assert.True(PhoneNumber.TryParse($"+79161{at:000000}", null, out var phone));
        return new CaptureBuilder($"{id}{at}", "form:test", "form", Noon)
            .Email(email).Phone(phone).Name(new PersonName(name, null, null)).Build();
    }

    // The same customer under another name, with the telephone of a family.
    private static CapturedEvent Customer(int at, string id, string name)
    {
        Assert.True(PhoneNumber.TryParse($"+79161{at:000000}", null, out var phone));
        return new CaptureBuilder($"{id}{at}", "shop:acme", "customer", Noon)
            .ShopCustomer("acme", $"c{at}").Phone(phone).Name(new PersonName(name, null, null)).Build();
    }

    /// <returns>Whether the first made so many requests.</returns>
    private static async Task<bool> FileBetweenAsync(TestApp app, CapturedEvent first, CapturedEvent second, int at)
    {
        var (requests, wasBetween) = (0, false);
        var (one, other) = (app.ColdFiling(), app.ColdFiling());
        await Task.Run(async () =>
        {
            app.Requests.Before.Value = () =>
            {
                if (requests++ == at)
                {
                    wasBetween = true;
                    using (ExecutionContext.SuppressFlow())
                    {
                        Task.Run(() => other.FileAsync(second, default)).Wait();
                    }
                }
            };
            await one.FileAsync(first, default);
        });
        if (!wasBetween)
        {
            await other.FileAsync(second, default);
        }

        return wasBetween;
    }
}
