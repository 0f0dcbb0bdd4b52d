using System.Text.Json;
using ClientBase.Domain.Automations;
using ClientBase.Domain.Automations.Runs;
using ClientBase.Domain.Campaigns.Timing;
using ClientBase.Domain.Contacts;
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
        var letter = await LetterAsync(work.Automation, work.Run, step, work.Contact, cancellationToken);
        var mails = new List<Mail>();
        foreach (var (channel, address) in ways)
        {
            var (values, headers) = await ValuesAsync(letter, channel, cancellationToken);
            var rendered = channel == "email" ? letter.Compiled.Render(values) : letter.Compiled.RenderMessage(values);
            var mail = new Mail(
                SentRows.IntentOf(work), work.Automation.Source, address, rendered.Subject, rendered.Html, rendered.Text, headers, at)
            {
                Channel = channel,
            };
            mails.Add(await tracking.ApplyAsync(mail, letter.Compiled.CommonLinks, cancellationToken));
        }

        return mails;
    }

    /// <summary>The message as the person would read it, and what it writes that this person does not have.</summary>
    /// <exception cref="TemplateException">It cannot be written for this person.</exception>
    public async Task<(RenderedMail Mail, IReadOnlyList<string> Missing)> ShowAsync(
        KnownAutomation automation, AutomationRun run, SendStep step, Contact contact, string channel, CancellationToken cancellationToken)
    {
        var letter = await LetterAsync(automation, run, step, contact, cancellationToken);
        var (values, _) = await ValuesAsync(letter, channel, cancellationToken);
        var compiled = letter.Compiled;
        return (channel == "email" ? compiled.Render(values) : compiled.RenderMessage(values), compiled.MissingFor(values));
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

    // What all channels write alike.
    private async Task<Letter> LetterAsync(
        KnownAutomation automation, AutomationRun run, SendStep step, Contact contact, CancellationToken cancellationToken)
    {
        var compiled = templates.Of(automation.Source, automation.Version, step.Id, step.Template);
        var card = compiled.NeedsParts
            ? await contacts.CompleteAsync(contact, cancellationToken)
            : new ContactCard(contact, Scores.None);
        var about = await products.OfAsync(run, contact, cancellationToken);
        var next = await offers.OfAsync(card.Contact, TemplateValues.LanguageOf(contact), cancellationToken);
        return new Letter(automation, run, step, card, compiled, about, next);
    }

    private async Task<(TemplateValues Values, IReadOnlyDictionary<string, string> Headers)> ValuesAsync(
        Letter letter, string channel, CancellationToken cancellationToken)
    {
        var (automation, contact) = (letter.Automation, letter.Card.Contact);
        var personal = await links.OfAsync(new ContactToken(contact.Id, automation.Source, channel), cancellationToken);
        var campaign = new CampaignInTemplate(automation.Id, automation.Definition.Name, letter.Step.Template.Subject);
        var zone = RecipientZone.Of(contact, rules.Zone);
        var facts = new MailFacts(campaign, personal, letter.About, PromoOf(letter.Run), zone) { Offers = letter.Offers };
        return (new TemplateValues(letter.Card, facts), personal.Headers);
    }

    private static PromoInTemplate? PromoOf(AutomationRun run) => run.Promo is { } promo
        ? new PromoInTemplate(promo.Code, promo.Percent, ExpiresAt: promo.ExpiresAt)
        : null;

    private sealed record Letter(
        KnownAutomation Automation,
        AutomationRun Run,
        SendStep Step,
        ContactCard Card,
        CompiledMail Compiled,
        IReadOnlyList<ProductInTemplate> About,
        IReadOnlyList<NextOfferView> Offers);
}
