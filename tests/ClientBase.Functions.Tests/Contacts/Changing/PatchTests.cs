using System.Text.Json;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Tests.Fixtures;
using static ClientBase.Functions.Tests.Contacts.Changing.CardApp;

namespace ClientBase.Functions.Tests.Contacts.Changing;

/// <summary>A change of a card by hand is something that was said of the person, beside all else that was said.</summary>
public sealed class PatchTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly CardApp _app = new(azurite);

    public async ValueTask InitializeAsync() => await _app.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Every_field_of_the_card_can_be_given_and_taken_off()
    {
        var id = await _app.PersonAsync("all@patch.example");
        var card = await _app.PatchedAsync(id, new
        {
            name = "Анна Петровна Иванова",
            birthDate = "31.12.1990",
            sex = "f",
            city = "Омск",
            country = "Россия",
            company = "Ромашка",
            companyHours = "пн-пт 9-18",
            decisionMaker = "Пётр Иванов",
            familyStatus = "married",
            socialStatus = "student",
            occupation = "teacher",
            industry = "education",
            interests = new[] { "tea", "books" },
            preferredChannel = "telegram",
            preferredFrequency = "weekly",
            timeZone = "Asia/Omsk",
            language = "ru",
            telegram = "@anna",
            vk = "anna.i",
            topics = new[] { "sales" },
            tags = new[] { "vip", "tea" },
            addresses = new { delivery = new { city = "Тара", address = "Мира, 1" } },
            custom = new { size = 38, gift = true },
        });

        Assert.Equal("Анна", card.GetProperty("name").GetProperty("first").GetString());
        Assert.Equal(
            ("1990-12-31", "f", "RU", "teacher", "Asia/Omsk", "tea, books", "telegram"),
            (Field(card, "birthDate"), Field(card, "sex"), Field(card, "country"), Field(card, "occupation"), Field(card, "timeZone"),
                Field(card, "interests"), Field(card, "preferredChannel")));
        Assert.Equal("api", card.GetProperty("fields").GetProperty("city").GetProperty("source").GetString());
        Assert.Equal(["tea", "vip"], Texts(card, "tags"));
        Assert.Equal("Asia/Omsk", Custom(card, "timeZone"));
        Assert.Equal(("38", "true"), (Custom(card, "size"), Custom(card, "gift")));
        Assert.Equal(["main", "delivery"], Kinds(card));

        var less = await _app.PatchedAsync(id, new
        {
            city = (string?)null,
            occupation = (string?)null,
            tags = new[] { "tea" },
            addresses = new { delivery = (object?)null },
            custom = new { size = (string?)null },
        });
        Assert.Equal((null, null), (Field(less, "city"), Field(less, "occupation")));
        Assert.Equal(["tea"], Texts(less, "tags"));
        Assert.Equal((null, "true"), (Custom(less, "size"), Custom(less, "gift")));
        Assert.Equal(["main"], Kinds(less));
        Assert.Equal([null, "Омск"], (await _app.HistoryAsync(id, "city")).Select(said => said.GetProperty("value").GetString()));
    }

    [Fact]
    public async Task What_is_wrong_is_told_by_field_and_nothing_is_changed()
    {
        var id = await _app.PersonAsync("wrong@patch.example", name: "Олег");
        var before = await _app.RowsAsync(Tables.Contacts, ContactRow.Key(id));
        var (status, body) = await _app.PatchAsync(id, new
        {
            city = 5,
            sex = "male",
            birthDate = "31.02.1990",
            email = "nobody",
            phone = "12",
            tags = "vip",
            custom = new { a = new[] { 1 } },
            timeZone = "Moon/Sea",
            consents = new[] { new { purpose = "spam", channel = "email", granted = "yes" } },
            citty = "Омск",
            manager = "bob",
        });

        Assert.Equal(400, status);
        Assert.Equal(
            [
                "birthDate", "citty", "city", "consents.granted", "consents.purpose", "custom.a", "email", "manager", "phone", "sex",
                "tags", "timeZone",
            ],
            body.GetProperty("errors").EnumerateObject().Select(error => error.Name));
        Assert.Contains("city", body.GetProperty("errors").GetProperty("citty")[0].GetString());
        Assert.Equal(before[0].ETag, (await _app.RowsAsync(Tables.Contacts, ContactRow.Key(id)))[0].ETag);
        Assert.Equal(404, (await _app.PatchAsync("00aaaaaaaaaaaaaaaaaaaaaaaa", new { city = "Омск" })).Status);
        Assert.Equal(404, (await _app.PatchAsync("nobody", new { city = "Омск" })).Status);
    }

    [Fact]
    public async Task What_was_typed_by_staff_stands_until_the_person_says_otherwise()
    {
        var id = await _app.PersonAsync("later@patch.example", more: says => says.Field(ContactFields.City, "Омск"));
        Assert.Equal("Тара", Field(await _app.PatchedAsync(id, new { city = "Тара" }), "city"));
        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        await _app.PersonAsync("later@patch.example", more: says => says.Field(ContactFields.City, "Псков"));
        Assert.Equal("Псков", Field(await _app.ShowAsync(id), "city"));
    }

    [Fact]
    public async Task An_older_event_that_comes_late_does_not_bring_back_what_was_taken_off()
    {
        var id = await _app.PersonAsync("late@patch.example", more: says => says.Field(ContactFields.City, "Омск").Tag("old"));
        await _app.PatchedAsync(id, new { city = (string?)null, tags = Array.Empty<string>() });
        await _app.PersonAsync(
            "late@patch.example",
            more: says => says.Field(ContactFields.City, "Тверь").Tag("old"),
            at: _app.Clock.GetUtcNow().AddDays(-1));
        var card = await _app.ShowAsync(id);
        Assert.Null(Field(card, "city"));
        Assert.Empty(Texts(card, "tags"));
    }

    [Fact]
    public async Task An_address_given_is_a_key_and_becomes_the_main_one_until_it_is_taken_off()
    {
        var id = await _app.PersonAsync("one@keys.example", name: "Инна");
        var card = await _app.PatchedAsync(id, new { email = "Two@keys.example", phone = "8 916 765-43-21" });
        Assert.Equal(["two@keys.example", "one@keys.example"], Texts(card, "emails"));
        Assert.Equal(["+79167654321"], Texts(card, "phones"));
        Assert.Equal(id, await _app.PersonAsync("two@keys.example"));
        Assert.Equal(id, await _app.PersonAsync(null, "+79167654321", "Инна"));
        Assert.Equal([id], await AllIdsAsync(_app.ListAsync, "?phone=89167654321"));

        var less = await _app.PatchedAsync(id, new { email = (string?)null, phone = (string?)null });
        Assert.Equal(["one@keys.example"], Texts(less, "emails"));
        Assert.Empty(Texts(less, "phones"));
        Assert.Empty(await AllIdsAsync(_app.ListAsync, "?phone=89167654321"));
        Assert.Empty(await AllIdsAsync(_app.ListAsync, "?q=two@keys"));

        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(id, await _app.PersonAsync("two@keys.example"));
        Assert.Equal(["one@keys.example", "two@keys.example"], Texts(await _app.ShowAsync(id), "emails").Order());
    }

    [Fact]
    public async Task A_key_of_somebody_else_makes_the_two_one_unless_a_rule_forbids_it()
    {
        var one = await _app.PersonAsync("one@merge.example", more: says => says.ShopCustomer("acme", "1"));
        var other = await _app.PersonAsync("other@merge.example", more: says => says.ShopCustomer("acme", "2"));
        var (status, body) = await _app.PatchAsync(one, new { email = "other@merge.example" });
        Assert.Equal((409, other), (status, body.GetProperty("contact").GetString()));
        Assert.Equal(["one@merge.example"], Texts(await _app.ShowAsync(one), "emails"));

        var third = await _app.PersonAsync("third@merge.example");
        _app.Caller = new Caller("masha", StaffRole.Manager);
        Assert.Equal(409, (await _app.PatchAsync(one, new { email = "third@merge.example" })).Status);
        _app.Caller = new Caller("olga", StaffRole.Marketer);
        var card = await _app.PatchedAsync(one, new { email = "third@merge.example" });
        Assert.Equal((one, third), (card.GetProperty("id").GetString(), Texts(card, "mergedFrom").Single()));
        Assert.Equal("third@merge.example", Texts(card, "emails")[0]);
    }

    [Fact]
    public async Task A_telephone_of_somebody_else_by_name_is_shared_with_them()
    {
        var anna = await _app.PersonAsync("anna@home.example", "+79165550001", "Анна Котова");
        var boris = await _app.PersonAsync("boris@home.example", name: "Борис Котов");
        var card = await _app.PatchedAsync(boris, new { phone = "+79165550001" });
        Assert.Equal((boris, "+79165550001"), (card.GetProperty("id").GetString(), Texts(card, "phones").Single()));
        Assert.Equal(boris, await _app.PersonAsync(null, "+79165550001", "Борис Котов"));
        Assert.Equal([boris], Texts(await _app.ShowAsync(anna), "household"));
        Assert.Equal([anna], Texts(await _app.ShowAsync(boris), "household"));
    }

    [Fact]
    public async Task A_consent_is_noted_with_who_noted_it_and_a_withdrawal_beats_it()
    {
        Task<string> SayAsync(bool isGranted) => _app.PersonAsync(
            "yes@consent.example", more: says => says.Consent(ConsentPurpose.Marketing, "email", "yes@consent.example", isGranted));
        var yes = new { purpose = "marketing", channel = "email", granted = true };
        var id = await SayAsync(false);
        _app.Caller = new Caller("olga", StaffRole.Marketer);
        var granted = await _app.PatchedAsync(id, new { consents = new[] { yes } });
        var consent = granted.GetProperty("consents")[0];
        Assert.Equal((true, "staff:olga"), (consent.GetProperty("granted").GetBoolean(), consent.GetProperty("source").GetString()));
        Assert.Equal("consent", (await TimelineAsync(id))[0].GetProperty("kind").GetString());

        var both = await _app.PatchedAsync(id, new { consents = new[] { yes with { granted = false }, yes } });
        Assert.False(both.GetProperty("consents")[0].GetProperty("granted").GetBoolean());

        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        await SayAsync(true);
        Assert.True((await _app.ShowAsync(id)).GetProperty("consents")[0].GetProperty("granted").GetBoolean());
    }

    [Fact]
    public async Task Everybody_has_a_code_for_friends_and_a_quality()
    {
        Assert.True(EmailAddress.TryParse("gone@mailinator.com", out _));
        var id = await _app.PersonAsync("gone@mailinator.com");
        var card = await _app.ShowAsync(id);
        Assert.Equal(12, card.GetProperty("referral").GetProperty("code").GetString()!.Length);
        var issues = card.GetProperty("quality").GetProperty("issues").EnumerateArray().Select(issue => issue.GetString()).ToList();
        Assert.Contains("disposable-email", issues);
        Assert.Contains("no-consent", issues);
        Assert.Equal(JsonValueKind.Null, card.GetProperty("orders").GetProperty("averageCheck").ValueKind);
        Assert.Equal(JsonValueKind.Null, card.GetProperty("loyalty").ValueKind);
        Assert.Equal(JsonValueKind.Null, card.GetProperty("engagement").GetProperty("lastOpenAt").ValueKind);
    }

    private static string? Custom(JsonElement card, string name) =>
        card.GetProperty("custom").TryGetProperty(name, out var value) ? value.GetString() : null;

    private static IEnumerable<string> Kinds(JsonElement card) =>
        card.GetProperty("addresses").EnumerateArray().Select(one => one.GetProperty("kind").GetString()!);

    private async Task<List<JsonElement>> TimelineAsync(string id)
    {
        var (_, body) = await _app.CallAsync(
            request => _app.Get<ClientBase.Functions.Contacts.Reading.ReadContacts>().TimelineAsync(request, id, default));
        return [.. body.GetProperty("items").EnumerateArray()];
    }
}
