using ClientBase.Domain.Campaigns;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Sending.Channels;
using ClientBase.Functions.Sending.Links;
using ClientBase.Functions.Sending.Templates;

namespace ClientBase.Functions.Campaigns.Running;

/// <summary>Writes a campaign's mail to a contact.</summary>
public sealed class MailComposer(MailTemplates templates, MailLinkMaker links)
{
    /// <summary>The mail.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="card">The contact, who may be written to.</param>
    /// <param name="at">When it takes off.</param>
    /// <exception cref="HandlebarsDotNet.HandlebarsException">The template cannot be rendered for this contact.</exception>
    public async ValueTask<Mail> ComposeAsync(Campaign campaign, ContactCard card, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var contact = card.Contact;
        var personal = await links.OfAsync(campaign.Id, contact.Id, cancellationToken);
        var rendered = templates.Of(campaign).Render(TemplateContext.Of(card, campaign.Id, personal));
        return new Mail(
            Intent.IdOf(campaign.Id, contact.Id),
            campaign.Id,
            Eligibility.AddressOf(contact)!,
            rendered.Subject,
            rendered.Html,
            rendered.Text,
            personal.Headers,
            at);
    }
}
