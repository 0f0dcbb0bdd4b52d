using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClientBase.Domain.Campaigns;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Sending.Consents;
using ClientBase.Tests.Whole;

namespace ClientBase.Functions.Tests.Sending.Histories;

/// <summary>What shops, mail servers and messengers say of people.</summary>
internal sealed partial class ConsentHistory
{
    private async Task ShopifyAsync(int person)
    {
        var email = ConsentModel.EmailOf(person);
        var state = random.Next(5) switch { 0 => "pending", 1 or 2 => "unsubscribed", _ => "subscribed" };
        var (saidAt, changedAt) = (random.Next(2) == 0 ? Past() : (DateTimeOffset?)null, random.Next(2) == 0 ? Now : Past());
        await HookAsync("acme", new
        {
            id = 1000 + person,
            email,
            created_at = changedAt,
            updated_at = changedAt,
            email_marketing_consent = new { state, consent_updated_at = saidAt },
        }, ("X-Shopify-Topic", "customers/update"), "X-Shopify-Hmac-SHA256");
        if (state != "pending")
        {
            var granted = state == "subscribed";
            model.Say(new Word(person, "email", email, granted, saidAt ?? changedAt, IsWeak: granted && saidAt is null));
        }
    }

    private Task WooAsync(int person) => HookAsync("woo", new
    {
        id = 2000 + person,
        email = ConsentModel.EmailOf(person),
        date_created_gmt = "2026-02-01T10:00:00",
        date_modified_gmt = Now.UtcDateTime.ToString("s", CultureInfo.InvariantCulture),
        first_name = "Ana",
        billing = new { email = ConsentModel.EmailOf(person) },
        meta_data = new[] { new { key = "newsletter", value = "1" } },
    }, ("X-WC-Webhook-Topic", "customer.updated"), "X-WC-Webhook-Signature");

    private async Task HookAsync(string shop, object content, (string, string) topic, string signature)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(content);
        var signed = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(ShopSecret), body));
        var delivery = ("X-Shopify-Webhook-Id", $"hook{_saying++}");
        await world.AskAsync("POST", $"api/hooks/{shop}", body, "application/json", topic, (signature, signed), delivery);
    }

    private async Task LetterAsync(int person, bool isComplaint)
    {
        var intent = Intent.IdOf("earlier", await IdOfAsync(person));
        var letter = isComplaint ? Letters.Complaint(intent, "earlier") : Letters.Bounce(intent, "earlier", ConsentModel.EmailOf(person));
        await world.AskAsync("POST", $"api/smtp/bounces/{BounceSecret}", World.Bytes(letter + $"\r\n{_saying++}"), "message/rfc822");
        if (!isComplaint)
        {
            model.Bounce(person);
            return;
        }

        // Whose mail it was is known, not to which of their addresses it went.
        Refuse(person, "email");
        Refuse(person, "email", "");
    }

    private async Task TelegramAsync(int person, bool isBlocked)
    {
        var user = new { id = 900_000 + person, is_bot = false, first_name = "Ana" };
        var chat = new { id = user.id, type = "private" };
        object update = isBlocked
            ? new
            {
                update_id = ++_saying,
                my_chat_member = new
                {
                    chat,
                    from = user,
                    date = Now.ToUnixTimeSeconds(),
                    new_chat_member = new { status = "kicked", user },
                },
            }
            : new
            {
                update_id = ++_saying,
                message = new
                {
                    message_id = _saying,
                    from = user,
                    chat,
                    date = Now.ToUnixTimeSeconds(),
                    contact = new { phone_number = ConsentModel.PhoneOf(person), first_name = "Ana", user_id = user.id },
                },
            };
        await world.AskAsync("POST", "api/telegram", update, ("X-Telegram-Bot-Api-Secret-Token", TelegramSecret));
        if (!isBlocked)
        {
            model.OpenTelegram(person);
        }
        else if (model.HasTelegram(person))
        {
            model.Say(new Word(person, "telegram", ConsentModel.TelegramOf(person), false, Now));
        }
    }

    // The browser allows notifications, or takes it back; whose browser it is may not be known yet.
    private async Task BrowserAsync(int person)
    {
        world.Clock.Turn(TimeSpan.FromSeconds(1)); // What both of a pair say is said one after the other.
        var (granted, browser) = (random.Next(3) > 0, ConsentModel.BrowserOf(person, _saying++));
        await world.AskAsync("POST", "api/push", new
        {
            visitorId = VisitorOf(person),
            endpoint = browser,
            keys = new
            {
                p256dh = "BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM",
                auth = "tBHItJI5svbpez7KI4CCXg",
            },
            granted,
        });
        model.Allow(person, granted ? browser : null, Now);
    }

    // As whoever sends says it when the service of the browser answers 410.
    private async Task GoneAsync(int person)
    {
        if (model.Allowed(person, "push").SingleOrDefault() is { } browser)
        {
            var contact = await world.App.Get<ContactReader>().FindAsync(await IdOfAsync(person), default);
            await world.App.Get<Withdrawals>().FileAsync(contact!, "push", browser, "channel:push", "410", null, default);
            Refuse(person, "push", "");
        }
    }

    private static string VisitorOf(int person) => $"browser-of-{person}";
}
