using System.Text.Json;
using ClientBase.Domain.Automations;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Segments;
using ClientBase.Functions.Automations.Defining;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Sending.Links;
using ClientBase.Functions.Sending.Templates;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Automations;

public sealed class AutomationPresetTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly string[] Promised =
    [
        "welcome", "double-opt-in", "bonus", "abandoned-cart", "unfinished-request", "cross-sell", "win-back", "review", "birthday",
        "back-in-stock", "price-drop", "tier", "referral", "nps", "re-validation",
    ];

    public static TheoryData<string, string> All { get; } = [.. Promised.SelectMany(name => new[] { (name, "ru"), (name, "en") })];

    [Theory]
    [MemberData(nameof(All))]
    public void Every_preset_can_be_saved_and_its_mails_can_be_written(string name, string language)
    {
        var preset = AutomationPresets.Find(name)!;
        var segments = new SegmentCatalogue(new SegmentOptions()).All.ToDictionary(one => one.Id, _ => (Domain.Segments.Rules.Rule?)null);
        var (reading, errors) = AutomationCheck.Read(preset.In(language), segments, language);

        Assert.Empty(errors);
        var mayGoWithout = reading.Definition!.Purpose == AutomationPurpose.Service;
        Assert.DoesNotContain(
            AutomationCheck.WarningsOf(reading.Definition), warning => !mayGoWithout || warning.Code != "no-unsubscribe");
        foreach (var send in reading.Definition!.AllSteps.OfType<SendStep>())
        {
            var mail = CompiledMail.Of(send.Template, new Dictionary<string, string>());
            foreach (var values in new[] { Bare(), Rich() })
            {
                var written = mail.Render(values);
                Assert.NotEmpty(written.Subject);
                foreach (var text in new[] { written.Subject, written.Html!, written.Text! })
                {
                    Assert.DoesNotContain("{{", text, StringComparison.Ordinal);
                    Assert.DoesNotContain("{%", text, StringComparison.Ordinal);
                }

                var isRussian = written.Html!.Split("Отписаться")[0].Any(letter => letter is >= '\u0400' and <= '\u04ff');
                Assert.Equal(language == "ru", isRussian);
            }

            Assert.Contains("Anna", mail.Render(Rich()).Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Presets_are_listed_and_made_switched_off_in_the_callers_language()
    {
        using var app = new TestApp(azurite);
        await app.CreateAsync();
        var (_, list) = await app.CallForTextAsync(request => Task.FromResult(OfferPresets.List(request)));
        var items = JsonSerializer.Deserialize<JsonElement>(list).GetProperty("items");
        Assert.Equal(Promised, items.EnumerateArray().Select(one => one.GetProperty("name").GetString()!));

        foreach (var name in Promised)
        {
            var (status, text) = await app.CallForTextAsync(
                request => app.Get<OfferPresets>().MakeAsync(request, name, default), language: "ru");
            var made = JsonSerializer.Deserialize<JsonElement>(text);
            Assert.Equal(201, status);
            Assert.False(made.GetProperty("enabled").GetBoolean());
            Assert.Contains(made.GetProperty("name").GetString()!, letter => letter is >= '\u0400' and <= '\u04ff');
        }

        Assert.Equal(409, (await app.CallAsync(request => app.Get<OfferPresets>().MakeAsync(request, "welcome", default))).Status);
        var (_, second) = await app.CallAsync(
            request => app.Get<OfferPresets>().MakeAsync(request, "welcome", default), query: "?id=welcome-2&language=en");
        Assert.Equal("Welcome series", second.GetProperty("name").GetString());
        Assert.Equal(404, (await app.CallAsync(request => app.Get<OfferPresets>().MakeAsync(request, "luck", default))).Status);
    }

    private static TemplateValues Bare() => Values(new Contact { Id = "000000000000000000000000aa" }, [], null);

    private static TemplateValues Rich()
    {
        var contact = new CaptureBuilder("c1", "form:news", "form", new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero))
            .Field(ContactFields.FirstName, "Anna").Build().Says with
        { Id = "000000000000000000000000aa" };
        return Values(
            contact,
            [new ProductInTemplate("shop", "7", "Kettle", 19.5m, "EUR", true, "https://shop.example/kettle", null)],
            new PromoInTemplate("GIFT-7", 10m, ExpiresAt: new DateTimeOffset(2026, 3, 15, 0, 0, 0, TimeSpan.Zero)));
    }

    private static TemplateValues Values(Contact contact, IReadOnlyList<ProductInTemplate> products, PromoInTemplate? promo) => new(
        new ContactCard(contact, Scores.None),
        new MailFacts(
            new CampaignInTemplate("automation", null, null),
            new MailLinks("https://shop.example/u", "https://shop.example/p", "https://shop.example/c"),
            products,
            promo,
            TimeZoneInfo.Utc));
}
