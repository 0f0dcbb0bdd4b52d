using System.Xml.Linq;
using ClientBase.Domain.Automations;
using ClientBase.Domain.Automations.Drawing;
using ClientBase.Domain.Automations.Words;

namespace ClientBase.Domain.Tests.Automations;

public sealed class AutomationWordsTests
{
    private const string Steps = """
        {"wait":"1h"},{"send":{"channel":"email","template":{"subject":"You forgot","text":"t"}}},{"waitUntil":"10:00"},
        {"if":"orders.count >= 3","then":[{"promo":{"percent":10,"validFor":"2d"}}],
        "else":[{"task":{"title":"Call","due":"1d"}},{"exit":"enough"}]}
        """;

    private static readonly AutomationDefinition Cart = Definitions.Of(
        Steps,
        """{"on":"cart.abandoned","idle":"15m"}""",
        """ "if":"consent.marketing","exitOn":["order"],"goal":{"on":"order","within":"7d"},"holdout":0.1, """);

    [Fact]
    public void An_automation_is_told_in_English() => Assert.Equal(
        "Starts when a cart is left alone for 15 minutes, once per cart. Only: people who agreed to marketing. "
        + "10 % are left without it to compare. Then: wait 1 hour; send an e-mail “You forgot”; wait until 10:00 local time; "
        + "if among people with 3 or more orders (make a promo code of 10 %, good for 2 days), otherwise "
        + "(give the manager the task “Call”, due in 1 day; end: enough). Ends early on an order. Goal: an order within 7 days.",
        AutomationWords.Of(Cart).En);

    [Fact]
    public void An_automation_is_told_in_Russian()
    {
        var words = AutomationWords.Of(Cart).Ru;
        Assert.StartsWith(
            "Начинается, когда корзина брошена на 15 минут, один раз на корзину. Только: люди, ", words, StringComparison.Ordinal);
        Assert.Contains(
            "Дальше: ждать 1 час; отправить письмо «You forgot»; ждать до 10:00 по местному времени; если это люди, ",
            words,
            StringComparison.Ordinal);
        Assert.Contains(
            "(создать промокод на 10 %, действует 2 дня), иначе (дать менеджеру задачу «Call» на 1 день;",
            words,
            StringComparison.Ordinal);
        Assert.EndsWith("Прекращается раньше, если произойдёт: заказ. Цель: заказ за 7 дней.", words, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(AutomationJsonTests.Triggers), MemberType = typeof(AutomationJsonTests))]
    public void Every_trigger_has_words_in_both_languages(string trigger) =>
        AssertBoth(AutomationWords.Of(Definitions.Of(Definitions.Hello, trigger)));

    [Theory]
    [MemberData(nameof(AutomationJsonTests.Steps), MemberType = typeof(AutomationJsonTests))]
    public void Every_step_has_words_in_both_languages_and_a_place_in_the_drawing(string step)
    {
        var definition = Definitions.Of(step);
        AssertBoth(AutomationWords.Of(definition));
        Assert.All(definition.AllSteps, one => AssertBoth(AutomationWords.Of(one)));

        var graph = AutomationGraph.Of(definition);
        var isExit = definition.Steps[^1] is ExitStep;
        Assert.Equal(definition.AllSteps.Count() + (isExit ? 1 : 2), graph.Nodes.Count);
        foreach (var language in new[] { "ru", "en" })
        {
            Assert.StartsWith("flowchart TD\n", MermaidText.Of(graph, language), StringComparison.Ordinal);
            Assert.Equal("svg", XDocument.Parse(SvgDrawing.Of(graph, language)).Root!.Name.LocalName);
        }
    }

    [Fact]
    public void Every_event_has_words() =>
        Assert.All(AutomationEvents.All, name => AssertBoth(AutomationWords.Of(
            Definitions.Of(Definitions.Hello, more: $$""" "exitOn":["{{name}}"],"goal":{"on":"{{name}}"}, """))));

    [Fact]
    public void The_drawing_leads_from_every_fork_both_ways_and_to_the_end()
    {
        var mermaid = MermaidText.Of(AutomationGraph.Of(Cart), "en");

        Assert.Contains("n0([\"A cart is left alone for 15 minutes\"])", mermaid, StringComparison.Ordinal);
        Assert.Contains("n4{\"Check: people with 3 or more orders\"}", mermaid, StringComparison.Ordinal);
        Assert.Contains("n4 -->|\"yes\"| n5", mermaid, StringComparison.Ordinal);
        Assert.Contains("n4 -->|\"no\"| n6", mermaid, StringComparison.Ordinal);
        Assert.Contains("n5 --> n8", mermaid, StringComparison.Ordinal);
        Assert.DoesNotContain("n7 -->", mermaid, StringComparison.Ordinal); // Who left goes nowhere.
    }

    [Fact]
    public void What_people_wrote_is_escaped_in_drawings()
    {
        const string Evil = "\"]; click n0 <script>alert(1)</script> `md` #amp; \u0001 \ud83d\ude00";
        var definition = Definitions.Of($$"""{"tag":{{System.Text.Json.JsonSerializer.Serialize(Evil)}}}""");
        var graph = AutomationGraph.Of(definition);

        var mermaid = MermaidText.Of(graph, "en");
        Assert.DoesNotContain("<script", mermaid, StringComparison.Ordinal);
        Assert.Equal(3 + 2 + 1, mermaid.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.All(
            mermaid.Split('\n').Where(line => line.Contains("click", StringComparison.Ordinal)),
            line => Assert.Equal(2, line.Count(letter => letter == '"')));

        var svg = SvgDrawing.Of(graph, "en");
        Assert.DoesNotContain("<script", svg, StringComparison.Ordinal);
        Assert.Contains("\ud83d\ude00", XDocument.Parse(svg).ToString(), StringComparison.Ordinal);
    }

    private static void AssertBoth(LocalText words)
    {
        Assert.NotEmpty(words.En);
        Assert.DoesNotContain(words.En, letter => letter is >= '\u0400' and <= '\u04ff');
        Assert.Contains(words.Ru, letter => letter is >= '\u0400' and <= '\u04ff');
    }
}
