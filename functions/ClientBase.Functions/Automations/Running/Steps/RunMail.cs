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
using ClientBase.Functions.Sending.Templates;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Automations.Running.Steps;

/// <summary>Writes what a step sends, and finds out whether a provider has spoken of it.</summary>
public sealed class RunMail(
    MailTemplates templates, MailLinkMaker links, ContactReader contacts, RunProducts products, TimelineStore timelines, ISendingRules rules)
{
    private const int NewestEntries = 200;

    /// <summary>The message.</summary>
    /// <exception cref="TemplateException">It cannot be written for this person.</exception>
    public async Task<Message> WriteAsync(StepWork work, SendStep step, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var (automation, contact) = (work.Automation, work.Contact);
        var compiled = templates.Of(automation.Source, automation.Version, step.Id, step.Template);
        var card = compiled.NeedsParts
            ? await contacts.CompleteAsync(contact, cancellationToken)
            : new ContactCard(contact, Scores.None);
        var personal = await links.OfAsync(automation.Source, contact.Id, cancellationToken);
        var rendered = compiled.Render(new TemplateValues(card, new MailFacts(
            new CampaignInTemplate(automation.Id, automation.Definition.Name, step.Template.Subject),
            personal,
            await products.OfAsync(work.Run, contact, cancellationToken),
            PromoOf(work.Run),
            RecipientZone.Of(contact, rules.Zone))));
        return new Message(
            SentRows.IntentOf(work), automation.Source, rendered.Subject, rendered.Html, rendered.Text ?? "", personal.Headers, at);
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
