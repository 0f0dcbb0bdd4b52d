using System.Globalization;
using ClientBase.Functions.Sending.Links;
using ClientBase.Tests.Whole;

namespace ClientBase.Functions.Tests.Sending.Histories;

/// <summary>
/// Plays what may happen to consents against the app, and tells the model the same. The first half of the people come in pairs.
/// </summary>
internal sealed partial class ConsentHistory(World world, ConsentModel model, Random random, int people)
{
    public const string BounceSecret = "a-secret-of-the-mailbox";
    public const string TelegramSecret = "a-secret-of-the-bot";

    private const string ShopSecret = "a secret of the shop";

    private readonly Dictionary<int, (int Number, string Id)> _merges = [];
    private readonly List<(int Number, string Id)> _imports = [];
    private readonly List<string> _rows = [];
    private int _importNumber;
    private int _saying;

    /// <summary>Settings of the app.</summary>
    public static IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>
    {
        ["Shops:acme:Kind"] = "Shopify",
        ["Shops:acme:Secret"] = ShopSecret,
        ["Shops:woo:Kind"] = "WooCommerce",
        ["Shops:woo:Secret"] = ShopSecret,
        ["Smtp:BounceSecret"] = BounceSecret,
        ["Telegram:WebhookSecret"] = TelegramSecret,
        ["Campaigns:FrequencyCap"] = "0",
        ["Campaigns:QuietHours"] = "",
        ["Tokens:SigningKey"] = "a signing key of the histories, long enough to be one",
    };

    private DateTimeOffset Now => world.Clock.Now;

    /// <summary>Everybody fills in a form, most of them with a yes.</summary>
    public async Task BeginAsync()
    {
        await world.AskAsync("PUT", "api/forms/news", new { kind = "newsletter" });
        for (var person = 0; person < people; person++)
        {
            await FormAsync(person, random.Next(4) switch { 0 => null, 1 => false, _ => true });
        }

        await SettleAsync();
    }

    /// <summary>Something happens to everybody.</summary>
    public async Task GoOnAsync()
    {
        _rows.Clear();
        _importNumber++;
        for (var person = 0; person < people; person++)
        {
            await HappenAsync(person);
        }

        if (_rows.Count > 0)
        {
            var file = "email,city,consent_marketing,consentAt\n" + string.Concat(_rows);
            var answer = await world.AskAsync("POST", "api/imports", World.Bytes(file), "text/csv");
            _imports.Add((_importNumber, answer.Json.GetProperty("id").GetString()!));
        }

        await SettleAsync();
        if (_imports.Count > 0 && random.Next(2) == 0)
        {
            var (number, id) = _imports[random.Next(_imports.Count)];
            _imports.Remove((number, id));
            await world.AskAsync("POST", $"api/imports/{id}/undo");
            model.Undo(number);
            await SettleAsync();
        }
    }

    /// <summary>Some take their consent back by what is in force at once.</summary>
    public async Task WithdrawAsync()
    {
        for (var person = 0; person < people; person += 3)
        {
            await (random.Next(3) switch
            {
                0 => LinkAsync(person, "email"),
                1 => LinkAsync(person, "sms"),
                _ => PatchAsync(person, random.Next(2) == 0 ? "email" : "sms", granted: false),
            });
        }
    }

    public async Task<string> IdOfAsync(int person) => await Journey.IdOfAsync(world, ConsentModel.EmailOf(person));

    private Task HappenAsync(int person) => (random.Next(person < people / 2 ? 18 : 22), model.IsMerged(person)) switch
    {
        (0 or 1, _) => FormAsync(person, random.Next(3) switch { 0 => null, 1 => false, _ => true }),
        (2 or 3 or 4, _) => Imported(person),
        (5 or 6 or 7, _) when IsSecond(person) => BrowserAsync(person),
        (5 or 6, _) => ShopifyAsync(person),
        (7, _) => WooAsync(person),
        (8, _) => LinkAsync(person, "email"),
        (9, _) => LinkAsync(person, "sms"),
        (10, _) => LetterAsync(person, isComplaint: random.Next(2) == 0),
        (11 or 12, _) => BrowserAsync(person),
        (17, _) => random.Next(2) == 0 ? LinkAsync(person, "push") : GoneAsync(person),
        (13 or 14 or 15 or 16, _) when person < people / 2 => PairAsync(person),
        (_, true) => Task.CompletedTask,
        (13, _) => PatchAsync(person, random.Next(2) == 0 ? "email" : "sms", random.Next(2) == 0),
        (14 or 15, _) => PreferAsync(person),
        (16, _) => PatchAsync(person, random.Next(2) == 0 ? "email" : "push", granted: true),
        (18, _) => PatchAsync(person, random.Next(2) == 0 ? "webhook" : "any", random.Next(2) == 0),
        (19, _) => PatchAsync(person, "telegram", random.Next(3) > 0),
        (20, _) => TelegramAsync(person, isBlocked: false),
        _ => TelegramAsync(person, isBlocked: true),
    };

    // Two customers of one shop are two people, whoever has merged them: so of a pair only the first is one.
    private bool IsSecond(int person) => person < people / 2 && person % 2 == 1;

    private async Task FormAsync(int person, bool? agrees)
    {
        var (email, phone) = (ConsentModel.EmailOf(person), ConsentModel.PhoneOf(person));
        var browses = random.Next(2) == 0;
        await Journey.FormAsync(world, "news", $"h{_saying++}", new Dictionary<string, object?>
        {
            ["visitorId"] = browses ? VisitorOf(person) : null,
            ["email"] = email,
            ["phone"] = phone,
            ["name"] = $"Person{(char)('a' + person)}",
            ["consent_marketing"] = agrees,
        });
        if (browses)
        {
            model.Browse(person);
        }

        if (agrees is { } granted)
        {
            model.Say(new Word(person, "email", email, granted, Now));
            model.Say(new Word(person, "sms", phone, granted, Now));
        }
    }

    private Task Imported(int person)
    {
        var (email, granted, at) = (ConsentModel.EmailOf(person), random.Next(4) > 0, random.Next(2) == 0 ? Now : Past());
        var isDated = random.Next(2) == 0;
        var told = isDated ? at.ToString("o", CultureInfo.InvariantCulture) : "";
        _rows.Add($"{email},City {_importNumber},{(granted ? "yes" : "no")},{told}\n");

        // A file never turns back on who has left, whatever time it tells.
        model.Say(new Word(person, "email", email, granted, isDated ? at : Now, IsWeak: granted, _importNumber));
        return Task.CompletedTask;
    }

    // By the link in a message of a channel: of each address that has a yes.
    private async Task LinkAsync(int person, string channel)
    {
        var signer = await world.App.Get<TokenKey>().GetSignerAsync(default);
        var token = signer.Sign(TokenPurpose.Unsubscribe, new ContactToken(await IdOfAsync(person), "earlier", channel));
        await world.AskAsync(
            "POST", $"api/unsubscribe/{token}", World.Bytes("List-Unsubscribe=One-Click"), "application/x-www-form-urlencoded");
        Refuse(person, channel);
    }

    private void Refuse(int person, string channel)
    {
        foreach (var ((of, address), granted) in model.Standing(person))
        {
            if (granted && (of == channel || of == "any"))
            {
                Refuse(person, channel, address);
            }
        }
    }

    // What is about no address is about the person: should they turn out to be two, both have said it.
    private void Refuse(int person, string channel, string address)
    {
        foreach (var owner in address.Length == 0 ? [.. model.GroupOf(person)] : new[] { OwnerOf(person, address) })
        {
            model.Say(new Word(owner, channel, address, false, Now));
        }
    }

    private int OwnerOf(int person, string address) => model.GroupOf(person).FirstOrDefault(
        one => address == ConsentModel.EmailOf(one) || address == ConsentModel.PhoneOf(one), person);

    private async Task PatchAsync(int person, string channel, bool granted)
    {
        await world.AskAsync("PATCH", $"api/contacts/{await IdOfAsync(person)}", new
        {
            consents = new[] { new { purpose = "marketing", channel, granted } },
        });
        IEnumerable<string> own = channel switch
        {
            "email" => model.GroupOf(person).Select(ConsentModel.EmailOf),
            "sms" => model.GroupOf(person).Select(ConsentModel.PhoneOf),
            _ => [""],
        };
        var said = model.Standing(person).Keys.Where(one => one.Channel == channel).Select(one => one.Address);
        foreach (var address in own.Concat(said).Distinct().ToList())
        {
            model.Say(new Word(OwnerOf(person, address), channel, address, granted, Now));
        }
    }

    private async Task PreferAsync(int person)
    {
        string[] chosen = random.Next(5) switch { 0 => [], 1 => ["email"], 2 => ["sms"], 3 => ["email", "push"], _ => ["email", "sms"] };
        var signer = await world.App.Get<TokenKey>().GetSignerAsync(default);
        var token = signer.Sign(TokenPurpose.Preferences, new ContactToken(await IdOfAsync(person), "earlier"));
        var body = chosen.Length == 0 ? "all=off" : string.Join('&', chosen.Select(channel => $"channel={channel}"));
        await world.AskAsync("POST", $"api/preferences/{token}", World.Bytes(body), "application/x-www-form-urlencoded");
        Prefer(person, chosen);
    }

    // What was answered before is answered anew where it differs; a channel without an answer of its own gets one where it needs it.
    private void Prefer(int person, string[] chosen)
    {
        string[] all = ["email", "sms", "telegram", "push"];
        var standing = model.Standing(person);
        if (chosen.Length > 0 && all.All(channel => model.Agrees(person, channel) == chosen.Contains(channel)))
        {
            return;
        }

        foreach (var ((channel, address), granted) in standing.Where(one => one.Key.Channel != "webhook" || chosen.Length == 0))
        {
            var isWanted = channel == "any" ? chosen.Length > 0 : chosen.Contains(channel);
            if (granted != isWanted)
            {
                model.Say(new Word(person, channel, address, isWanted, Now));
            }
        }

        var hasAny = standing.Keys.Any(one => one.Channel == "any");
        foreach (var channel in all.Where(channel => chosen.Contains(channel) || (hasAny && chosen.Length > 0)))
        {
            var address = channel switch
            {
                "email" => ConsentModel.EmailOf(person),
                "sms" => ConsentModel.PhoneOf(person),
                "push" => "",
                _ => model.HasTelegram(person) ? ConsentModel.TelegramOf(person) : "",
            };
            if (!chosen.Contains(channel) || !model.Agrees(person, channel))
            {
                model.Say(new Word(person, channel, address, chosen.Contains(channel), Now));
            }
        }
    }

    // The two of a pair become one contact, or two again.
    private async Task PairAsync(int person)
    {
        var (one, other) = (person - (person % 2), person - (person % 2) + 1);
        if (_merges.Remove(one, out var merge))
        {
            await SettleAsync();
            await world.AskAsync("POST", $"api/merges/{merge.Id}/undo");
            model.UndoMerge(merge.Number, other);
            return;
        }

        await SettleAsync();
        var answer = await world.AskAsync(
            "POST",
            $"api/contacts/{await IdOfAsync(one)}/merge",
            new Dictionary<string, object> { ["with"] = await IdOfAsync(other), ["force"] = true });
        _merges[one] = (model.Merge(one, other, Now), answer.Json.GetProperty("mergeId").GetString()!);
    }

    private DateTimeOffset Past() => Now - TimeSpan.FromMinutes(random.Next(1, 400));

    private async Task SettleAsync()
    {
        await world.SettleAsync();
        model.Settle();
        world.Clock.Turn(TimeSpan.FromMinutes(30));
    }
}
