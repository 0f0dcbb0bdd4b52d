using System.Text.Json;
using ClientBase.Domain.Automations;
using ClientBase.Domain.Automations.Runs;
using ClientBase.Domain.Campaigns.Timing;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Contacts.Timeline;
using ClientBase.Functions.Http;
using ClientBase.Functions.Sending.Channels;
using ClientBase.Functions.Sending.Flight;
using ClientBase.Functions.Sending.Links;
using ClientBase.Functions.Sending.Links.Following;
using ClientBase.Functions.Sending.Templates;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Automations.Running.Steps;

/// <summary>Writes what a step sends, and finds out whether a provider has spoken of it.</summary>
public sealed class RunMail(
    MailTemplates templates,
    MailLinkMaker links,
    LinkTracking tracking,
    ContactReader contacts,
    ContactOffers offers,
    RunProducts products,
    TimelineStore timelines,
    ISendingRules rules)
{
    private const int NewestEntries = 200;

    /// <summary>The message as each channel takes it, in the order they are tried.</summary>
    /// <exception cref="TemplateException">It cannot be written for this person.</exception>
    public async Task<IReadOnlyList<Mail>> WriteAsync(
        StepWork work,
        SendStep step,
        IEnumerable<(string Channel, string Address)> ways,
        DateTimeOffset at,
        CancellationToken cancellationToken)
    {
        var (automation, contact) = (work.Automation, work.Contact);
        var compiled = templates.Of(automation.Source, automation.Version, step.Id, step.Template);
        var card = compiled.NeedsParts
            ? await contacts.CompleteAsync(contact, cancellationToken)
            : new ContactCard(contact, Scores.None);
        var about = await products.OfAsync(work.Run, contact, cancellationToken);
        var next = await offers.OfAsync(card.Contact, TemplateValues.LanguageOf(contact), cancellationToken);
        var mails = new List<Mail>();
        foreach (var (channel, address) in ways)
        {
            var personal = await links.OfAsync(new ContactToken(contact.Id, automation.Source, channel), cancellationToken);
            var campaign = new CampaignInTemplate(automation.Id, automation.Definition.Name, step.Template.Subject);
            var facts = new MailFacts(campaign, personal, about, PromoOf(work.Run), RecipientZone.Of(contact, rules.Zone))
            {
                Offers = next,
            };
            var values = new TemplateValues(card, facts);
            var rendered = channel == "email" ? compiled.Render(values) : compiled.RenderMessage(values);
            var mail = new Mail(
                SentRows.IntentOf(work), automation.Source, address, rendered.Subject, rendered.Html, rendered.Text, personal.Headers, at)
            {
                Channel = channel,
            };
            mails.Add(await tracking.ApplyAsync(mail, compiled.CommonLinks, cancellationToken));
        }

        return mails;
    }

    /// <summary>Whether the provider has spoken of a step's message: then it has left.</summary>
    public async Task<bool> WasHeardOfAsync(StepWork work, CancellationToken cancellationToken)
    {
        var intent = SentRows.IntentOf(work);
        var newest = await timelines.ReadAsync(work.Contact, new Paging(NewestEntries, null), cancellationToken);
        return newest.Items.Any(entry =>
            entry.Kind.StartsWith("mail.", StringComparison.Ordinal) && entry.Data.ValueKind == JsonValueKind.Object
            && entry.Data.TryGetProperty("mail", out var mail) && mail.ValueEquals(intent));
    }

    private static PromoInTemplate? PromoOf(AutomationRun run) => run.Promo is { } promo
        ? new PromoInTemplate(promo.Code, promo.Percent, ExpiresAt: promo.ExpiresAt)
        : null;
}
