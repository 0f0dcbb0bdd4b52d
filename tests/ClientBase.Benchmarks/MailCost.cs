using System.Diagnostics;
using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Sending.Links;
using ClientBase.Functions.Sending.Templates;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Benchmarks;

/// <summary>What it costs to write a mail: subject, HTML and text of a compiled template for one reader after another.</summary>
internal static class MailCost
{
    private static readonly int Mails = Figures.Sized(20_000, small: 500);
    private static readonly int LargeMails = Figures.Sized(200, small: 5);

    public static Task RunAsync()
    {
        var usual = CompiledMail.Of(
            new MailTemplate(
                "{{ name | greeting }}, {{ orders.count }} {{ orders.count | plural: 'заказ', 'заказа', 'заказов' }}",
                "<html><head><style>p { color: #333 } .b { padding: 8px }</style></head><body>"
                    + string.Concat(Enumerable.Repeat(
                        "<p class=\"b\">{{ name.first | default: 'друг' }}, письмо и <a href=\"https://shop.example/x\">сюда</a></p>", 20))
                    + "{% if fields.city %}<p>{{ fields.city }}</p>{% endif %}"
                    + "<a href=\"{{ unsubscribeUrl }}\">Отписаться</a></body></html>",
                null),
            new Dictionary<string, string> { ["utm_source"] = "news" });
        var large = CompiledMail.Of(
            new MailTemplate(
                "s",
                string.Concat(Enumerable.Repeat("<p>{{ name.first }} {% if orders.count > 0 %}x{% else %}y{% endif %}</p>", 2_900))
                    + "{{ unsubscribeUrl }}",
                "t {{ unsubscribeUrl }}"),
            new Dictionary<string, string>());
        var (perMail, bytes) = Measure(usual, Mails);
        var (perLarge, largeBytes) = Measure(large, LargeMails);
        Figures.Write("mails", new { cpuMillisecondsPerMail = perMail, bytes, cpuMillisecondsPerMailOf200Kb = perLarge, largeBytes });
        Figures.Print($"a mail of {bytes} letters: {perMail:0.0000} ms of CPU; of a template of 200 KB: {perLarge:0.00} ms");
        return Task.CompletedTask;
    }

    private static (double Milliseconds, int Bytes) Measure(CompiledMail template, int mails)
    {
        var contacts = Enumerable.Range(0, mails).Select(ValuesOf).ToList();
        var bytes = template.Render(contacts[0]).Html!.Length;
        foreach (var reader in contacts.Take(mails / 10))
        {
            template.Render(reader); // Compiled by the runtime first.
        }

        var before = Process.GetCurrentProcess().TotalProcessorTime;
        foreach (var reader in contacts)
        {
            template.Render(reader);
        }

        return ((Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds / mails, bytes);
    }

    private static TemplateValues ValuesOf(int number)
    {
        _ = EmailAddress.TryParse($"reader{number}@example.com", out var email);
        var contact = new CaptureBuilder($"c{number}", "form:news", "form", DateTimeOffset.UnixEpoch)
            .Email(email!).Field(ContactFields.FirstName, "Анна").Field(ContactFields.City, "Москва").Build().Says with
        {
            Id = $"0a{number:d24}",
        };
        return new TemplateValues(new ContactCard(contact, Scores.None), new MailFacts(
            new CampaignInTemplate("spring", null, null),
            new MailLinks("https://m.example/u", "https://m.example/p", "https://m.example/c"),
            [],
            null,
            TimeZoneInfo.Utc));
    }
}
