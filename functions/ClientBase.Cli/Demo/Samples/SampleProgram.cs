using ClientBase.Cli.Demo.Samples.Shops;

namespace ClientBase.Cli.Demo.Samples;

/// <summary>What a marketer sets up once: the loyalty program, promo codes, segments of one's own, automations.</summary>
internal static class SampleProgram
{
    /// <summary>The segment that is a list.</summary>
    public const string List = "tasting-club";

    /// <summary>The preset that greets those who subscribe.</summary>
    public const string Welcome = "welcome";

    /// <summary>The presets that run as they are.</summary>
    public static readonly string[] Presets = ["abandoned-cart", "review", "birthday", "back-in-stock"];

    /// <summary>The presets that wait for somebody to look at them and switch them on.</summary>
    public static readonly string[] Waiting = ["win-back", "nps"];

    /// <summary>The loyalty program.</summary>
    public static object Loyalty { get; } = new
    {
        SampleOrder.Currency,
        Tiers = new[]
        {
            new { Id = "bronze", From = 100, Discount = 3 },
            new { Id = "silver", From = 300, Discount = 5 },
            new { Id = "gold", From = 700, Discount = 8 },
        },
        PointsPer = 0.05m,
        ExpiresAfter = "365d",
        Referral = new { Inviter = 300, Friend = new { Percent = 10 } },
    };

    /// <summary>The promo codes that the autumn's mail is followed up with.</summary>
    public static object Promo { get; } = new { Prefix = "TEA", Count = 24, Percent = 10, Limit = 1 };

    /// <summary>Segments of one's own by id.</summary>
    public static IReadOnlyDictionary<string, object> Segments { get; } = new Dictionary<string, object>
    {
        ["kazan"] = new { Name = "Казань", Rule = "city = \"Казань\"" },
        ["tea-lovers"] = new { Name = "Tea lovers", Rule = "interests contains \"tea\" and orders.count >= 2" },
        ["silent-regulars"] = new { Name = "Regulars gone quiet", Rule = "orders.count > 3 and orders.last older than 90 days" },
        [List] = new { Name = "Tasting club", Static = true },
    };
}
