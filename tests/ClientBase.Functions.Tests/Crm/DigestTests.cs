using ClientBase.Domain.Campaigns;
using ClientBase.Functions.Sending.Channels;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using static ClientBase.Functions.Tests.Crm.CrmBase;

namespace ClientBase.Functions.Tests.Crm;

public sealed class DigestTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["Crm:Managers:anna:Email"] = "anna@shop.example",
        ["Crm:Managers:anna:TimeZone"] = "Europe/Moscow",
        ["Crm:Managers:boris:Email"] = "boris@shop.example",
        ["Crm:Managers:boris:TimeZone"] = "America/New_York",
        ["Crm:Managers:carl:TimeZone"] = "UTC",
        ["Crm:Language"] = "ru",
    };

    [Fact]
    public async Task Each_manager_gets_one_mail_a_day_of_what_is_due_where_they_live()
    {
        using var app = new CrmBase(azurite, Settings);
        await app.CreateAsync();
        var id = await app.PersonAsync("ann");
        foreach (var (title, dueAt, assignee) in new[]
        {
            ("Late <1>", "2026-02-27T09:00:00Z", "anna"), ("Tonight", "2026-03-01T20:59:00Z", "anna"),
            ("Tomorrow", "2026-03-01T21:30:00Z", "anna"),
            ("Evening", "2026-03-02T04:30:00Z", "boris"), ("No address", "2026-03-01T01:00:00Z", "carl"),
        })
        {
            IdOf(await app.AddTaskAsync(id, new { title, dueAt, assignee }));
        }

        await app.SendDigestsAsync();
        await app.SendDigestsAsync();

        var mails = (await app.OutboxAsync()).ToDictionary(mail => mail.To);
        Assert.Equal(["anna@shop.example", "boris@shop.example"], mails.Keys.Order());
        var anna = mails["anna@shop.example"];
        Assert.Equal("Задачи на 1 марта: просрочено 1, сегодня 1", anna.Subject);
        Assert.Contains("Late &lt;1&gt;", anna.Html, StringComparison.Ordinal);
        Assert.Contains("23:59 Tonight", anna.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Tomorrow", anna.Text, StringComparison.Ordinal);
        Assert.Contains("Evening", mails["boris@shop.example"].Text, StringComparison.Ordinal);

        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.SendDigestsAsync();
        Assert.Equal(4, (await app.OutboxAsync()).Count);
    }

    [Fact]
    public async Task The_hour_of_digests_is_that_of_the_managers_own_day()
    {
        using var app = new CrmBase(azurite, new(Settings) { ["Crm:DigestHour"] = "8" });
        await app.CreateAsync();
        var id = await app.PersonAsync("bea");
        foreach (var assignee in new[] { "anna", "boris" })
        {
            IdOf(await app.AddTaskAsync(id, new { title = "Call", dueAt = "2026-03-01T01:00:00Z", assignee }));
        }

        await app.SendDigestsAsync(); // It is noon in UTC: 15 in Moscow, 7 in New York.
        Assert.Equal(["anna@shop.example"], (await app.OutboxAsync()).Select(mail => mail.To));
        app.Clock.Advance(TimeSpan.FromHours(1));
        await app.SendDigestsAsync();
        Assert.Equal(2, (await app.OutboxAsync()).Count);
    }

    [Theory]
    [InlineData(true, 2)] // The outbox knows the mail again.
    [InlineData(false, 1)] // A provider would send a second one.
    public async Task A_digest_that_was_killed_on_its_way_is_one_mail_at_most(bool knowsRepeats, int attempts)
    {
        var channel = new DyingChannel(knowsRepeats);
        using var app = new CrmBase(azurite, Settings, services => services.Replace(ServiceDescriptor.Singleton<IMailChannel>(channel)));
        await app.CreateAsync();
        var id = await app.PersonAsync("cleo");
        IdOf(await app.AddTaskAsync(id, new { title = "Call", dueAt = "2026-03-01T01:00:00Z", assignee = "anna" }));

        await Assert.ThrowsAsync<InvalidOperationException>(app.SendDigestsAsync);
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        await app.SendDigestsAsync();
        await app.SendDigestsAsync();

        Assert.Equal(attempts, channel.Mails.Count);
        Assert.Single(channel.Mails.Select(mail => (mail.IntentId, mail.At)).Distinct());
    }

    [Fact]
    public async Task A_digest_that_certainly_did_not_go_is_tried_again()
    {
        var channel = new DyingChannel(knowsRepeats: false) { First = SendOutcome.NotSent(TimeSpan.FromSeconds(1)) };
        using var app = new CrmBase(azurite, Settings, services => services.Replace(ServiceDescriptor.Singleton<IMailChannel>(channel)));
        await app.CreateAsync();
        var id = await app.PersonAsync("dina");
        IdOf(await app.AddTaskAsync(id, new { title = "Call", dueAt = "2026-03-01T01:00:00Z", assignee = "anna" }));

        await app.SendDigestsAsync();
        await app.SendDigestsAsync();
        await app.SendDigestsAsync();

        Assert.Equal(2, channel.Mails.Count);
    }

    // Dies, or answers otherwise, at its first mail.
    private sealed class DyingChannel(bool knowsRepeats) : IMailChannel
    {
        public List<Mail> Mails { get; } = [];

        public SendOutcome? First { get; init; }

        public bool KnowsRepeats => knowsRepeats;

        public Task<SendOutcome> SendAsync(Mail mail, CancellationToken cancellationToken)
        {
            Mails.Add(mail);
            return Mails.Count > 1
                ? Task.FromResult(SendOutcome.Accepted)
                : Task.FromResult(First ?? throw new InvalidOperationException("Killed."));
        }
    }
}
