using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Sending.Links;
using ClientBase.Functions.Sending.Templates;
using ClientBase.Functions.Sending.Templates.Html;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Tests.Campaigns;

public sealed class LiquidTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Dictionary<string, string> NoUtm = [];

    [Theory]
    [InlineData("Hi {{ nmae.first }}", 6, "{{ name.first }}")]
    [InlineData("Hi {{ name.frist }}", 6, "{{ name.first }}")]
    [InlineData("{{ first_name }}", 3, "{{ name.first }}")]
    [InlineData("{{ customer.email }}", 3, "{{ emails.first }}")]
    [InlineData("a\n{{ orders.cuont }}", 5, "{{ orders.count }}")]
    [InlineData("{% if vip %}x{% endif %}", 6, null)]
    [InlineData("{{ name.first.size.x }}", 3, null)]
    [InlineData("{% for o in orders %}{{ o.nummber }}{% endfor %}", 24, null)]
    [InlineData("{{ 'nmae' }} {{ nmae }}", 16, "{{ name }}")]
    [InlineData("{{ unsubscribe_url }}", 3, "{{ unsubscribeUrl }}")]
    public void An_unknown_variable_is_refused_with_its_place_and_what_was_meant(string text, int position, string? suggestion)
    {
        var problem = Assert.Single(ProblemsOf(text));
        Assert.Equal(position, problem.Position);
        Assert.StartsWith("there is no variable", problem.Message, StringComparison.Ordinal);
        if (suggestion is not null)
        {
            Assert.Equal(suggestion, problem.Suggestion);
        }
    }

    [Theory]
    [InlineData("Hi *|FNAME|*!", 3, "{{ name.first }}")]
    [InlineData("<a href=\"*|UNSUB|*\">x</a>", 9, "{{ unsubscribeUrl }}")]
    [InlineData("{{#if name}}x{{/if}}", 0, "{% if name %}")]
    [InlineData("{{{ name.first }}}", 0, "{{ name.first }}")]
    [InlineData("%%First_Name%%", 0, "{{ name.first }}")]
    [InlineData("<%= email %>", 0, "{{ emails.first }}")]
    [InlineData("Dear ${firstName}", 5, "{{ name.first }}")]
    [InlineData("Dear [[LASTNAME]]", 5, "{{ name.last }}")]
    public void A_tag_of_another_tool_is_refused_with_what_it_is_here(string text, int position, string suggestion)
    {
        var problem = ProblemsOf(text)[0];
        Assert.Equal((position, suggestion), (problem.Position, problem.Suggestion));
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once_in_order()
    {
        var problems = ProblemsOf("{{ first_nme }}   *|FNAME|*    {{ custom | shout }}");

        Assert.Equal([3, 18, 43], problems.Select(problem => problem.Position));
    }

    [Theory]
    [InlineData("{% iff name %}{% endif %}", 3, "{% if %}")]
    [InlineData("{% include 'x' %}", 3, null)]
    [InlineData("{{ name.first | upcse }}", 16, "| upcase")]
    [InlineData("{{ name.first | raw }}", 16, null)]
    [InlineData("{{ name.first", 0, "{{ name.first }}")]
    [InlineData("Hi {% if name", 3, "{% if name %}")]
    [InlineData("{% if name %}", 3, "{% endif %}")]
    [InlineData("{% fi name %}x{% endif %}", 3, "{% if %}")]
    [InlineData("{% if name %}x{% fi %}", 17, "{% endif %}")]
    [InlineData("{% if name %}x{% end %}", 17, "{% endif %}")]
    [InlineData("{% if name %}{% elseif rating %}{% endif %}", 16, "{% elsif %}")]
    [InlineData("{% foreach p in products %}{% endforeach %}", 3, "{% for %}")]
    [InlineData("{% fro p in products %}{% endfor %}", 3, "{% for %}")]
    [InlineData("Hello {% endfor %}", 9, "{% for %}")]
    [InlineData("{% if name %}x{% endfor %}", 17, "{% endif %}")]
    [InlineData("x {% else %} y", 5, "{% if %}")]
    [InlineData("{% if rating %}{% when 'A' %}{% endif %}", 18, "{% case %}")]
    [InlineData("{% if %}x{% endif %}", 7, "{% if orders.count > 1 %}")]
    [InlineData("{% for p of products %}{% endfor %}", 7, "{% for product in products %}")]
    [InlineData("{% assign x 5 %}", 12, "{% assign city = fields.city %}")]
    [InlineData("{% for i in (1..100000) %}x{% endfor %}", 13, null)]
    public void A_template_that_is_no_Liquid_of_ours_is_refused(string text, int position, string? suggestion)
    {
        var problem = ProblemsOf(text)[0];
        Assert.InRange(problem.Position, position - 2, position + 2);
        Assert.Equal(suggestion, problem.Suggestion);
    }

    [Theory]
    [InlineData("{% assign s = 'ab' %}{% for i in (1..40) %}{% assign s = s | append: s %}{% endfor %}")]
    [InlineData("{% capture s %}ab{% endcapture %}{% for i in (1..40) %}{% capture s %}{{s}}{{s}}{% endcapture %}{% endfor %}")]
    [InlineData("{% for i in (1..9999) %}{% for j in (1..9999) %}x{% endfor %}{% endfor %}")]
    [InlineData("{% assign s = 'aaaaaaaaaa' %}{% for i in (1..9) %}{% assign s = s | replace: 'a', s %}{% endfor %}{{ s }}")]
    public void A_template_that_never_ends_is_refused(string text)
    {
        Assert.NotEmpty(ProblemsOf(text));
    }

    [Theory]
    [InlineData("{% for order in orders %}{{ order.number }}{{ order.lines.first.title }}{% endfor %}{{ orders.items }}")]
    [InlineData("{{ contact.name.first }} {{ custom.anything }} {{ fields.city }} {{ emails[0] }} {{ externalIds.shop.first }}")]
    [InlineData("{% assign n = orders.count %}{% if n > 3 and rating == 'A' %}{{ n | plus: 1 }}{% endif %}")]
    [InlineData("{% for p in products %}{{ p.title }} {{ p.price | money: p.currency }}{% endfor %}{{ promo.code }}")]
    [InlineData("{{ campaign }} {{ campaign.id }} {{ name | greeting }} {{ orders.lastAt | day: 'ru' }} {{ offers.first.title }}")]
    [InlineData("{% raw %}{{ anything }}{% endraw %}{% comment %}{{ nope }}{% endcomment %} 100 % {% if custom.x %}y{% endif %}")]
    [InlineData("Prices from ${{ orders.total }} <!--[if mso]>x<![endif]-->")]
    public void What_the_API_shows_can_be_named(string text)
    {
        var problems = ProblemsOf(text).Where(problem => !problem.Message.Contains("'orders.items'", StringComparison.Ordinal));
        Assert.Empty(problems);
    }

    [Fact]
    public void Html_is_escaped_and_text_and_subject_are_not()
    {
        var mail = Render(
            new MailTemplate("{{ name.first }}", "<b>{{ name.first }}</b>{{unsubscribeUrl}}", "{{ name.first }}"), "Вера <&> \"К\"");

        Assert.Equal("Вера <&> \"К\"", mail.Subject);
        Assert.StartsWith("<b>Вера &lt;&amp;&gt; &quot;К&quot;</b>", mail.Html, StringComparison.Ordinal);
        Assert.StartsWith("Вера <&> \"К\"", mail.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Ana\r\nBcc: evil@example.com")]
    [InlineData("Ana\nBcc: evil@example.com")]
    [InlineData("Ana\u2028Bcc: evil@example.com")]
    [InlineData("Ana\u0085Bcc: evil@example.com\0")]
    public void A_subject_is_one_line_whatever_a_name_holds(string name)
    {
        var subject = Render(new MailTemplate("Hi {{ name.first }}\r\n", null, "t"), name).Subject;

        Assert.Equal("Hi Ana Bcc: evil@example.com", subject);
        var endless = string.Concat(Enumerable.Repeat("Я🎁", 300));
        Assert.True(Render(new MailTemplate("{{ name.first }}", null, "t"), endless).Subject.Length <= 250);
    }

    [Fact]
    public void Days_sums_nouns_and_greetings_are_russian_for_russians_and_english_for_others()
    {
        const string Template =
            "{{ name | greeting }}|{{ name | greeting: 'en' }}|{{ '2026-05-05' | day }}|{{ '2026-05-05' | day: 'en' }}"
            + "|{{ 1234.5 | money: 'RUB' }}"
            + "|{{ 1234.5 | money: 'USD', 'en' }}|{{ 22 | plural: 'заказ', 'заказа', 'заказов' }}|{{ 1 | plural: 'order', 'orders' }}"
            + "|{{ custom.x | default: 'друг' }}";

        Assert.Equal(
            "Здравствуйте, Анна|Hello, Анна|5 мая 2026|5 May 2026|1 234,50 ₽|$1,234.50|заказа|order|друг",
            Render(new MailTemplate("s", null, Template), "Анна").Text!.Replace('\u00a0', ' ').Split('\n')[0]);
        Assert.StartsWith("Hello|", Render(new MailTemplate("s", null, Template), "").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Times_are_told_by_the_clock_where_the_reader_lives()
    {
        const string Template = "{{ lastSeenAt | date: '%d.%m %H:%M' }} {{ '1990-05-01' | date: '%d.%m.%Y' }}";
        var text = Render(new MailTemplate("s", null, Template), "Ana", "Asia/Tokyo").Text;

        Assert.StartsWith("01.03 21:00 01.05.1990", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Styles_go_to_their_elements_and_Liquid_stays_where_it_was()
    {
        var source = CompiledMail.Of(
            new MailTemplate(
                "s",
                """
                <html><head><style>p { color: red } .x { margin: 0 } @media (max-width: 600px) { p { color: blue } }</style>
                <link rel="stylesheet" href="http://127.0.0.1:1/x.css"></head><body>
                <table>{% for o in orders %}<tr><td class="x">{{ o.number }}</td></tr>
                {% endfor %}</table><p {% if name.first == "a" %}title="{{ name.first }}"{% endif %}>{{ name.first | default: "a > b" }}</p>
                <a href="{{ unsubscribeUrl }}">no</a></body></html>
                """,
                null),
            NoUtm).HtmlSource!;

        Assert.Contains("color: red", source, StringComparison.Ordinal);
        Assert.Contains("@media", source, StringComparison.Ordinal);
        Assert.DoesNotContain("x.css", source, StringComparison.Ordinal);
        Assert.Contains("{% for o in orders %}<tr>", source, StringComparison.Ordinal);
        Assert.Contains("{{ name.first | default: \"a > b\" }}", source, StringComparison.Ordinal);
        Assert.Contains("{% if name.first == \"a\" %}", source, StringComparison.Ordinal);
        Assert.DoesNotContain("lq", source, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mail_without_a_text_part_gets_one_with_its_links()
    {
        var mail = Render(
            new MailTemplate(
                "s",
                "<style>p{color:red}</style><h1>Sale</h1><p>Dear   {{ name.first }},<br>look: "
                    + "<a href=\"https://shop.example/a?x=1&amp;y=2\">here</a></p>"
                    + "<ul><li>one</li><li>two</li></ul><a href=\"{{ unsubscribeUrl }}\">no more</a>",
                null)
            { Preheader = "Only today, {{ name.first }}" },
            "Ana");

        Assert.Equal(
            "Sale\n\nDear Ana,\nlook: here: https://shop.example/a?x=1&y=2\n\n- one\n- two\n\nno more: https://m.example/u", mail.Text);
        Assert.Contains("Only today, Ana", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mail_without_a_way_out_gets_one_and_a_warning()
    {
        var template = new MailTemplate("s", "<body><p>Hi</p></body>", "Hi");
        var mail = Render(template, "Ana");

        Assert.Contains("<a href=\"https://m.example/u\">", mail.Html, StringComparison.Ordinal);
        Assert.EndsWith("https://m.example/u", mail.Text, StringComparison.Ordinal);
        Assert.Equal("no-unsubscribe", Assert.Single(WarningsOf(template)).Code);
    }

    [Fact]
    public void What_readers_take_amiss_is_told()
    {
        var html = "<a href=\"\">a</a><a href=\"#\">b</a><a href=\"www.shop.example\">c</a><a href=\"javascript:x()\">d</a>"
            + "<a href=\"https://shop\">e</a><a href=\"{{ unsubscribeUrl }}\">f</a>"
            + "<a href=\"https://shop.example/{{ name.first }}\">g</a><a href=\"mailto:a@b.example\">h</a>"
            + "<img src=\"x.png\"><img src=\"y.png\" alt=\"\">" + new string('x', 101 * 1024);

        Assert.Equal(
            ["broken-link", "broken-link", "broken-link", "broken-link", "broken-link", "no-alt", "too-heavy"],
            WarningsOf(new MailTemplate("s", html, null)).Select(warning => warning.Code));
    }

    [Fact]
    public void Links_carry_what_statistics_know_a_campaign_by()
    {
        var source = CompiledMail.Of(
            new MailTemplate(
                "s",
                "<a href=\"https://shop.example/a?b=1#top\">x</a><a href='https://shop.example/?utm_source=own'>y</a>"
                    + "<a href=\"{{ unsubscribeUrl }}\">z</a>",
                null),
            new Dictionary<string, string> { ["utm_source"] = "news letter", ["utm_medium"] = "email" }).HtmlSource;

        Assert.Equal(
            "<a href=\"https://shop.example/a?b=1&amp;utm_source=news%20letter&amp;utm_medium=email#top\">x</a>"
                + "<a href='https://shop.example/?utm_source=own&amp;utm_medium=email'>y</a><a href=\"{{ unsubscribeUrl }}\">z</a>",
            source);
    }

    [Fact]
    public void What_a_reader_lacks_is_told_unless_there_is_a_default()
    {
        var mail = CompiledMail.Of(
            new MailTemplate(
                "{{ name.first }}", null, "{{ name.last }}{{ fields.city | default: 'x' }}{{ custom.size }}{{unsubscribeUrl}}"),
            NoUtm);

        Assert.Equal(["custom.size", "name.last"], mail.MissingFor(ValuesOf("Ana")));
    }

    [Fact]
    public void A_template_of_200_KB_is_written_within_its_steps()
    {
        var html = string.Concat(Enumerable.Repeat("<p>{{ name.first }} {% if orders.count > 0 %}x{% else %}y{% endif %}</p>", 2_900));

        Assert.InRange(html.Length, 195_000, 215_000);
        Assert.Empty(ProblemsOf(html));
    }

    private static IReadOnlyList<TemplateProblem> ProblemsOf(string text) =>
        MailTemplates.Check(new MailTemplate("s", text, null)).GetValueOrDefault("template.html") ?? [];

    private static IReadOnlyList<TemplateWarning> WarningsOf(MailTemplate template) =>
        TemplateWarnings.Of(template, CompiledMail.Of(template, NoUtm));

    private static RenderedMail Render(MailTemplate template, string firstName, string zone = "UTC") =>
        CompiledMail.Of(template, NoUtm).Render(ValuesOf(firstName, zone));

    private static TemplateValues ValuesOf(string firstName, string zone = "UTC")
    {
        var contact = new CaptureBuilder("c", "form:news", "form", Noon).Field(ContactFields.FirstName, firstName).Build().Says with
        {
            Id = "0a0123456789abcdefghjkmnpq",
        };
        return new TemplateValues(
            new ContactCard(contact, Scores.None),
            new MailFacts(
                new CampaignInTemplate("spring", null, null),
                new MailLinks("https://m.example/u", "https://m.example/p", "https://m.example/c"),
                [],
                null,
                TimeZoneInfo.FindSystemTimeZoneById(zone)));
    }
}
