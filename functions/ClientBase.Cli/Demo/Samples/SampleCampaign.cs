using ClientBase.Cli.Api;

namespace ClientBase.Cli.Demo.Samples;

/// <summary>The campaign the demo sends.</summary>
internal static class SampleCampaign
{
    /// <summary>A thank-you to a segment.</summary>
    public static Campaign For(string segment) => new(segment, "email", new MessageTemplate(
        "{{name.first}}, спасибо, что вы с нами / thank you for staying with us",
        """
        <p>{{name.full}},</p>
        <p>вы сделали у нас заказов: {{orders.count}}. Дарим вам чай к следующему.<br>
        you have ordered {{orders.count}} times. The next tea is on us.</p>
        <p><a href="{{unsubscribeUrl}}">Отписаться / Unsubscribe</a></p>
        """,
        """
        {{name.full}},

        вы сделали у нас заказов: {{orders.count}}. Дарим вам чай к следующему.
        you have ordered {{orders.count}} times. The next tea is on us.

        Отписаться / Unsubscribe: {{unsubscribeUrl}}
        """));
}
