namespace ClientBase.Cli.Demo.Samples;

/// <summary>The campaigns of the demo.</summary>
internal static class SampleCampaigns
{
    /// <summary>The thank-you that everybody checks: to whom, and to nobody else.</summary>
    public const string Thanks = "demo-regulars";

    /// <summary>The test of two subjects, which leaves some people without it to compare.</summary>
    public const string Autumn = "autumn-tea";

    /// <summary>Who gets the test.</summary>
    public const string AutumnAudience = "active";

    private const string Shop = "https://shop.example.com";

    /// <summary>A thank-you to a segment.</summary>
    public static object ThanksTo(string segment) => new
    {
        Name = "Thank you",
        Segment = segment,
        Channel = "email",
        Template = new
        {
            Subject = "{{name.first}}, спасибо, что вы с нами / thank you for staying with us",
            Html =
                $$$"""
                <p>{{name.full}},</p>
                <p>вы сделали у нас заказов: {{orders.count}}. Дарим вам чай к следующему.<br>
                you have ordered {{orders.count}} times. The next tea is on us.</p>
                <p><a href="{{{Shop}}}/tea">Выбрать чай / Choose a tea</a></p>
                <p><a href="{{unsubscribeUrl}}">Отписаться / Unsubscribe</a></p>
                """,
            Text =
                """
                {{name.full}},

                вы сделали у нас заказов: {{orders.count}}. Дарим вам чай к следующему.
                you have ordered {{orders.count}} times. The next tea is on us.

                Отписаться / Unsubscribe: {{unsubscribeUrl}}
                """,
        },
    };

    /// <summary>Two subjects, a tenth left out, a promo code.</summary>
    /// <param name="promo">The code.</param>
    public static object AutumnWith(string promo) => new
    {
        Name = "Autumn tea",
        Segment = AutumnAudience,
        Channel = "email",
        Holdout = 0.1,
        Ab = new
        {
            Variants = new[]
            {
                new { Id = "warm", Subject = "Тёплый чай к холодам / A warm tea for cold days" },
                new { Id = "offer", Subject = "−10 % на чай / 10 % off tea" },
            },
            Share = 1,
            Metric = "clicks",
            After = "4h",
        },
        Promo = new { Code = promo, Percent = 10 },
        Utm = new { source = "clientbase", medium = "email", campaign = Autumn },
        Template = Letter("Осенний чай / Autumn tea"),
    };

    /// <summary>What goes out later, and what nobody has finished yet, by id.</summary>
    public static IReadOnlyDictionary<string, object> Coming(DateTimeOffset now) => new Dictionary<string, object>
    {
        ["new-year"] = new
        {
            Name = "New year",
            Segment = "trusted",
            Channel = "email",
            SendAt = now.AddDays(20),
            Template = Letter("С наступающим / A happy new year"),
        },
        ["come-back"] = new
        {
            Name = "Come back (draft)",
            Segment = "dead",
            Channel = "email",
            Template = Letter("Мы скучаем / We miss you"),
        },
    };

    private static object Letter(string subject) => new
    {
        Subject = subject,
        Html =
            $$$"""
            <p>{{ name | greeting }}!</p>
            <p>Новый урожай уже здесь. / The new harvest is here.</p>
            <p><a href="{{{Shop}}}/tea">Чай / Tea</a> · <a href="{{{Shop}}}/gifts">Подарки / Gifts</a></p>
            <p><a href="{{ unsubscribeUrl }}">Отписаться / Unsubscribe</a></p>
            """,
    };
}
