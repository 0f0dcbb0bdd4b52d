using System.Text.Json;
using ClientBase.Domain.Automations;
using ClientBase.Domain.Automations.Reading;

namespace ClientBase.Domain.Tests.Automations;

public sealed class AutomationJsonTests
{
    public static TheoryData<string> Triggers { get; } =
    [
        """{"on":"form"}""", """{"on":"form","form":"news"}""", """{"on":"segment.entered","segment":"dead"}""",
        """{"on":"segment.left","segment":"active"}""", """{"on":"order"}""", """{"on":"order.delivered"}""",
        """{"on":"cart.abandoned","idle":"15m"}""", """{"on":"visit","url":"/sale"}""",
        """{"on":"date","field":"birthDate","at":"10:00","offset":"-7d"}""",
        """{"on":"date","field":"anniversary","at":"09:30","offset":"0d"}""",
        """{"on":"back.in.stock"}""", """{"on":"price.drop","percent":5}""", """{"on":"loyalty.tier"}""", """{"on":"tag","tag":"gold"}""",
        """{"on":"stale","after":"365d"}""", """{"on":"request"}""",
    ];

    public static TheoryData<string> Steps { get; } =
    [
        """{"wait":"1d"}""", """{"waitUntil":"10:00"}""", Definitions.Hello,
        """{"send":{"channel":"sms","template":{"subject":"","text":"Hi {{ name.first }}"}}}""",
        """{"send":{"channel":"preferred","template":{"subject":"s","preheader":"p","html":"<p>h</p>","text":"t","design":{"a":[1]}}}}""",
        """{"if":"orders.count >= 3","then":[{"tag":"loyal"}],"else":[{"untag":"loyal"},{"wait":"2h"}]}""",
        """{"split":[{"share":0.3,"steps":[{"wait":"1d"}]},{"share":0.7,"steps":[]}]}""",
        """{"task":{"title":"Call","due":"2d"}}""", """{"promo":{"percent":12.5,"validFor":"14d"}}""",
        """{"points":100,"reason":"birthday"}""", """{"points":-5,"reason":null}""",
        """{"webhook":{"url":"https://example.com/hook","body":{"a":1}}}""", """{"exit":"enough"}""",
    ];

    [Theory]
    [MemberData(nameof(Triggers))]
    public void Every_trigger_is_written_as_it_is_read(string trigger) =>
        AssertRoundTrip(Definitions.Of(Definitions.Hello, trigger), trigger);

    [Theory]
    [MemberData(nameof(Steps))]
    public void Every_step_is_written_as_it_is_read(string step) => AssertRoundTrip(Definitions.Of(step), step);

    [Fact]
    public void All_of_a_definition_is_written_as_it_is_read()
    {
        const string More = """
            "purpose":"service","if":"заказов >= 2","once":"always","again":"30d","exitOn":["order","unsubscribe"],
            "goal":{"on":"order","within":"7d"},"quiet":false,"holdout":0.1,"enabled":true,
            """;
        var definition = Definitions.Of(Definitions.Hello, more: More);
        AssertRoundTrip(definition, "заказов >= 2");

        Assert.Equal(AutomationPurpose.Service, definition.Purpose);
        Assert.Equal(OncePer.Always, definition.Once);
        Assert.Equal(TimeSpan.FromDays(30), definition.Again);
        Assert.Equal(["order", "unsubscribe"], definition.ExitOn);
        Assert.Equal(new AutomationGoal("order", TimeSpan.FromDays(7)), definition.Goal);
        Assert.False(definition.Quiet);
        Assert.Equal(0.1, definition.Holdout);
    }

    [Theory]
    [InlineData("""{"on":"cart.abandoned"}""", OncePer.Cart)]
    [InlineData("""{"on":"order"}""", OncePer.Order)]
    [InlineData("""{"on":"order.delivered"}""", OncePer.Order)]
    [InlineData("""{"on":"date"}""", OncePer.Year)]
    [InlineData("""{"on":"back.in.stock"}""", OncePer.Always)]
    [InlineData("""{"on":"form"}""", OncePer.Contact)]
    public void Where_nothing_is_said_once_is_as_usual_for_the_trigger(string trigger, OncePer once) =>
        Assert.Equal(once, Definitions.Of(Definitions.Hello, trigger).Once);

    [Theory]
    [InlineData("[]", "body")]
    [InlineData("{}", "name steps trigger")]
    [InlineData("""{"name":" ","trigger":{"on":"luck"},"steps":[]}""", "name steps trigger.on")]
    [InlineData("""{"name":"n","trigger":"form","steps":{}}""", "steps trigger")]
    [InlineData("""{"name":"n","trigger":{"on":"order","form":"x"},"steps":[{"wait":"1d"}]}""", "trigger.form")]
    [InlineData("""{"name":"n","trigger":{"on":"segment.entered"},"steps":[{"wait":"1d"}]}""", "trigger.segment")]
    [InlineData("""{"name":"n","trigger":{"on":"cart.abandoned","idle":"soon"},"steps":[{"wait":"1d"}]}""", "trigger.idle")]
    [InlineData(
        """{"name":"n","trigger":{"on":"date","at":"25:00","offset":"a week"},"steps":[{"wait":"1d"}]}""", "trigger.at trigger.offset")]
    [InlineData("""{"name":"n","trigger":{"on":"price.drop","percent":101},"steps":[{"wait":"1d"}]}""", "trigger.percent")]
    [InlineData("""{"name":"n","trigger":{"on":"form"},"once":"cart","steps":[{"wait":"1d"}]}""", "once")]
    [InlineData(
        """{"name":"n","trigger":{"on":"form"},"once":"daily","again":30,"quiet":"no","steps":[{"wait":"1d"}]}""", "again once quiet")]
    [InlineData(
        """{"name":"n","trigger":{"on":"form"},"exitOn":["order","sneeze"],"goal":{"within":"7d"},"steps":[{"wait":"1d"}]}""",
        "exitOn[1] goal.on")]
    [InlineData("""{"name":"n","trigger":{"on":"form"},"exiton":["order"],"steps":[{"wait":"1d"}]}""", "exiton")]
    [InlineData("""{"name":"n","trigger":{"on":"form"},"if":"orders.cuont > 1","steps":[{"wait":"1d"}]}""", "if")]
    [InlineData("""{"name":"n","trigger":{"on":"form"},"holdout":1,"purpose":"spam","steps":[{"wait":"1d"}]}""", "holdout purpose")]
    public void What_is_wrong_is_told_by_its_place(string json, string places) =>
        Assert.Equal(places, string.Join(' ', Definitions.Read(json).Faults.Keys));

    [Theory]
    [InlineData("""{"wait":"1 day"}""", "steps[0].wait")]
    [InlineData("""{"wait":"1d"},{"wait":"1d","tag":"x"}""", "steps[1]")]
    [InlineData("""{"wiat":"1d"}""", "steps[0]")]
    [InlineData(""" "wait" """, "steps[0]")]
    [InlineData("""{"waitUntil":"ten"}""", "steps[0].waitUntil")]
    [InlineData(
        """{"wait":"1d"},{"if":"everyone","then":[{"wait":"0d"}],"else":[{"tag":" "}]}""",
        "steps[1].else[0].tag steps[1].then[0].wait")]
    [InlineData("""{"if":"orders.count >>","then":[]}""", "steps[0].if")]
    [InlineData(
        """{"split":[{"share":0.6,"steps":[]},{"share":0.6,"steps":[{"exit":""}]}]}""",
        "steps[0].split steps[0].split[1].steps[0].exit")]
    [InlineData("""{"split":[]}""", "steps[0].split")]
    [InlineData("""{"split":[{"steps":[]}]}""", "steps[0].split[0].share")]
    [InlineData("""{"send":{"channel":"pigeon","template":{"text":"t","subject":"s"}}}""", "steps[0].send.channel")]
    [InlineData("""{"send":{"channel":"email"}}""", "steps[0].send.template")]
    [InlineData("""{"send":{"template":{"subject":"s"}}}""", "steps[0].send.template")]
    [InlineData("""{"send":{"template":{"text":"t"}}}""", "steps[0].send.template.subject")]
    [InlineData("""{"task":{"due":"soon"}}""", "steps[0].task.due steps[0].task.title")]
    [InlineData("""{"promo":{"percent":0}}""", "steps[0].promo.percent")]
    [InlineData("""{"promo":{}}""", "steps[0].promo.percent")]
    [InlineData("""{"points":0}""", "steps[0].points")]
    [InlineData("""{"points":"many","raison":"x"}""", "steps[0].points steps[0].raison")]
    [InlineData("""{"webhook":{"url":"ftp://x"}}""", "steps[0].webhook.url")]
    [InlineData("""{"webhook":{"url":"https://user:pass@example.com/"}}""", "steps[0].webhook.url")]
    [InlineData("""{"wait":"3651d"}""", "steps[0].wait")]
    public void What_is_wrong_with_a_step_is_told_by_its_place(string steps, string places) =>
        Assert.Equal(places, string.Join(' ', Definitions.Read(Definitions.Json(steps)).Faults.Keys));

    [Fact]
    public void A_wrong_rule_tells_the_character_and_what_may_have_been_meant()
    {
        var fault = Definitions.Read(Definitions.Json("""{"if":"orders.cuont > 1","then":[]}""")).Faults["steps[0].if"];

        Assert.Equal(0, fault.Rule!.Position);
        Assert.Equal("orders.count", fault.Rule.Suggestion);
    }

    [Fact]
    public void Steps_are_bounded_in_number_and_depth()
    {
        var many = string.Join(',', Enumerable.Repeat("""{"wait":"1d"}""", 201));
        Assert.Equal(["steps"], Definitions.Read(Definitions.Json(many)).Faults.Keys);

        var deep = Enumerable.Range(0, 9).Aggregate("""{"wait":"1d"}""", (inner, _) => $$"""{"if":"everyone","then":[{{inner}}]}""");
        Assert.NotEmpty(Definitions.Read(Definitions.Json(deep)).Faults);
    }

    [Fact]
    public void What_an_answer_adds_may_be_sent_back() => Assert.Empty(Definitions.Read(
        """
        {"id":"a","version":3,"stats":{},"words":{},"warnings":[],"updatedAt":"x","updatedBy":null,
        "name":"n","trigger":{"on":"form"},"steps":[{"wait":"1d"}]}
        """).Faults);

    [Fact]
    public void A_definition_names_the_segments_it_goes_by() => Assert.Equal(
        ["dead", "key", "vip"],
        Definitions.Of(
            """{"if":"in segment vip","then":[{"if":"not in segment key","then":[]}]}""",
            """{"on":"segment.entered","segment":"dead"}""",
            """ "if":"in segment dead", """).Segments);

    private static void AssertRoundTrip(AutomationDefinition definition, string part)
    {
        var written = AutomationWriter.Write(definition).ToJsonString(new JsonSerializerOptions
        {
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
        var again = Definitions.Read(written);

        Assert.Empty(again.Faults);
        Assert.Equal(written, AutomationWriter.Write(again.Definition!).ToJsonString(new JsonSerializerOptions
        {
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }));
        Assert.True(
            written.Contains(part, StringComparison.Ordinal) || JsonNodesHold(written, part), $"{written} does not hold {part}");
    }

    // What was left open is written as well.
    private static bool JsonNodesHold(string written, string part)
    {
        using var all = JsonDocument.Parse(written);
        using var asked = JsonDocument.Parse(part);
        return Holds(all.RootElement.GetProperty("steps")[0], asked.RootElement)
            || Holds(all.RootElement.GetProperty("trigger"), asked.RootElement);
    }

    private static bool Holds(JsonElement has, JsonElement wanted) => wanted.ValueKind switch
    {
        JsonValueKind.Object => has.ValueKind == JsonValueKind.Object
            && wanted.EnumerateObject().All(one => has.TryGetProperty(one.Name, out var its) && Holds(its, one.Value)),
        JsonValueKind.Array => has.ValueKind == JsonValueKind.Array && has.GetArrayLength() == wanted.GetArrayLength()
            && has.EnumerateArray().Zip(wanted.EnumerateArray()).All(pair => Holds(pair.First, pair.Second)),
        _ => JsonElement.DeepEquals(has, wanted),
    };
}
