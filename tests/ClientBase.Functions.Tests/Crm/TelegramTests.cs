using System.Text.Json;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Phones;
using ClientBase.Functions.Crm.Requests.Telegram;
using ClientBase.Functions.Tests.Fixtures;
using static ClientBase.Functions.Tests.Crm.CrmBase;

namespace ClientBase.Functions.Tests.Crm;

public sealed class TelegramTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const string Secret = "a-secret_of_tests";

    private readonly CrmBase _app = new(azurite, new() { ["Telegram:WebhookSecret"] = Secret });

    public async ValueTask InitializeAsync() => await _app.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_message_of_a_stranger_is_a_request_of_a_new_contact_and_the_next_one_of_the_same()
    {
        Assert.Equal(200, await PostAsync(Message(1, 501, "Where is my order?\nI wait", userName: "Stranger_1")));
        Assert.Equal(200, await PostAsync(Message(1, 501, "Where is my order?\nI wait", userName: "Stranger_1"))); // Telegram repeats.
        Assert.Equal(200, await PostAsync(Message(2, 501, "Hello?", userName: "stranger_renamed")));

        var open = await _app.RequestsAsync("?state=open");
        Assert.Equal(["Where is my order?", "Hello?"], Texts(open, "subject"));
        Assert.Equal(["Where is my order?\nI wait", "Hello?"], Texts(open, "text"));
        Assert.Equal(["telegram", "telegram"], Texts(open, "source"));
        var contact = Assert.Single(await _app.ContactsAsync());
        Assert.Equal(contact.Id, Assert.Single(Texts(open, "contact").Distinct()));
        Assert.Equal(["telegram-name:stranger_1", "telegram-name:stranger_renamed", "telegram-user:501"], contact.ExternalIds.Keys);
        await _app.RecomputeAsync();
        Assert.Contains("funnel-green-gold", await _app.SegmentsAsync(contact.Id));
    }

    [Fact]
    public async Task Whoever_has_told_their_name_in_Telegram_is_known_by_it()
    {
        var known = await _app.FileAsync(Form("known").Field("telegram", "@Known_Person").Phone(Phone("+79161112233")).Build());

        await PostAsync(Message(11, 502, "It is me", userName: "known_person"));

        Assert.Equal([known], Texts(await _app.RequestsAsync("?state=open"), "contact"));
        Assert.Contains("telegram-user:502", (await _app.CardAsync(known)).Contact.ExternalIds.Keys);

        // Somebody else has taken the name since.
        await PostAsync(Message(12, 503, "Me too", userName: "known_person"));
        Assert.Equal(2, Texts(await _app.RequestsAsync("?state=open"), "contact").Distinct().Count());
    }

    [Fact]
    public async Task Who_blocks_the_bot_gets_nothing_more_by_it_and_a_stranger_who_does_is_not_made_a_contact()
    {
        var id = await _app.FileAsync(Form("blocks").Phone(Phone("+79165556677")).ShopCustomer(Messengers.Telegram, "590")
            .Consent(ConsentPurpose.Marketing, "telegram", "590", granted: true).Build());
        var people = (await _app.ContactsAsync()).Count;
        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(200, await PostAsync(Blocked(590)));
        Assert.Equal(200, await PostAsync(Blocked(591)));

        Assert.False(ConsentView.Allows((await _app.CardAsync(id)).Contact.Consents, ConsentPurpose.Marketing, "telegram"));
        Assert.Equal(people, (await _app.ContactsAsync()).Count);
    }

    private static object Blocked(long user) => new
    {
        update_id = user,
        my_chat_member = new
        {
            chat = new { id = user, type = "private" },
            from = new { id = user, is_bot = false },
            date = 1_772_366_400,
            new_chat_member = new { status = "kicked" },
        },
    };

    [Fact]
    public async Task Whoever_shares_their_own_telephone_is_known_by_it_and_anothers_tells_nothing()
    {
        var known = await _app.FileAsync(Form("phone").Phone(Phone("+79164445566")).Build());
        await PostAsync(Message(21, 504, "Can you call me?"));
        await PostAsync(Message(22, 504, null, ("contact", new { phone_number = "79169998877", user_id = 999 })));
        Assert.Equal(2, (await _app.ContactsAsync()).Count);

        await PostAsync(Message(23, 504, null, ("contact", new { phone_number = "79164445566", user_id = 504 })));

        var one = Assert.Single(await _app.ContactsAsync());
        Assert.Contains(known, one.AllIds);
        Assert.Equal(2, Texts(await _app.RequestsAsync("?state=open"), "contact").Count); // The words, and the card of somebody else.
        Assert.Equal(["+79164445566"], one.Phones.Keys);
    }

    [Fact]
    public async Task A_picture_with_words_or_without_is_a_message()
    {
        await PostAsync(Message(31, 505, null, ("photo", new[] { new { file_id = "a" } }), ("caption", "It came broken")));
        await PostAsync(Message(32, 505, null, ("voice", new { file_id = "b" })));
        Assert.Equal(["It came broken", "[voice]"], Texts(await _app.RequestsAsync("?state=open"), "text"));
    }

    [Theory]
    [InlineData("edited_message", "private", false, "x")]
    [InlineData("channel_post", "channel", false, "x")]
    [InlineData("message", "group", false, "x")]
    [InlineData("message", "private", true, "x")]
    [InlineData("message", "private", false, "/start")]
    [InlineData("message", "private", false, "/start from-the-site")]
    public async Task Nothing_is_asked_by_what_is_no_message_of_a_person(string kind, string chat, bool isBot, string text)
    {
        var message = new
        {
            message_id = 1,
            date = 1772362800,
            text,
            chat = new { id = 9, type = chat },
            from = new { id = 9, is_bot = isBot },
        };
        Assert.Equal(200, await PostAsync(new Dictionary<string, object> { ["update_id"] = 41, [kind] = message }));
        Assert.Empty(await _app.ContactsAsync());
    }

    [Fact]
    public async Task Another_secret_is_401_and_what_is_no_update_400()
    {
        Assert.Equal(401, await PostAsync(Message(51, 506, "Hi"), "guess"));
        Assert.Equal(401, await PostAsync(Message(51, 506, "Hi"), ""));
        Assert.Equal(400, await PostAsync(JsonDocument.Parse("{}").RootElement));
        Assert.Equal(400, await PostAsync(JsonDocument.Parse("[1]").RootElement));
        using var closed = new CrmBase(azurite);
        await closed.CreateAsync();
        Assert.Equal(401, await PostAsync(Message(51, 506, "Hi"), "", closed));
    }

    private async Task<int> PostAsync(object update, string secret = Secret, CrmBase? app = null)
    {
        var to = app ?? _app;
        var (status, _) = await to.CallAsync(
            request =>
            {
                request.Headers[ReceiveTelegram.SecretHeader] = secret;
                return to.Get<ReceiveTelegram>().RunAsync(request, default);
            },
            update);
        await to.DeliverAsync();
        return status;
    }

    private static Dictionary<string, object?> Message(
        int update, long user, string? text, params (string Name, object Value)[] more) => Message(update, user, text, null, more);

    private static Dictionary<string, object?> Message(
        int update, long user, string? text, string? userName, params (string Name, object Value)[] more)
    {
        var message = new Dictionary<string, object?>
        {
            ["message_id"] = update,
            ["from"] = new { id = user, is_bot = false, first_name = "Anna", username = userName },
            ["chat"] = new { id = user, type = "private" },
            ["date"] = 1772362800 + update, // An hour ago.
            ["text"] = text,
        };
        foreach (var (name, value) in more)
        {
            message[name] = value;
        }

        return new() { ["update_id"] = update, ["message"] = message };
    }

    private CaptureBuilder Form(string id) => new(id, "form:test", "form", _app.Clock.GetUtcNow());

    private static PhoneNumber Phone(string text)
    {
        Assert.True(PhoneNumber.TryParse(text, null, out var phone));
        return phone;
    }
}
