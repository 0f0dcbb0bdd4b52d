using System.Collections.Concurrent;
using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Campaigns.Timing;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Products;
using ClientBase.Functions.Sending.Channels;
using ClientBase.Functions.Sending.Links;
using ClientBase.Functions.Sending.Links.Following;
using ClientBase.Functions.Sending.Templates;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Campaigns.Running;

/// <summary>Writes a campaign's mail to a contact.</summary>
public sealed class MailComposer(
    MailTemplates templates,
    MailLinkMaker links,
    LinkTracking tracking,
    ContactReader contacts,
    ContactOffers offers,
    ProductStore products,
    IOptions<CampaignOptions> options)
{
    // A campaign's definition is fixed once it is sent, so what it names is read once for each version.
    private readonly ConcurrentDictionary<(string, int), IReadOnlyList<ProductInTemplate>> _products = new();

    /// <summary>The compiled mail of a variant; of the campaign itself without one.</summary>
    public CompiledMail TemplateOf(Campaign campaign, string? variant)
    {
        var definition = campaign.Definition;
        var template = definition.Ab?.TemplateOf(definition.Template, variant) ?? definition.Template;
        var utm = definition.Utm.ToDictionary(one => $"utm_{one.Key}", one => one.Value);
        return templates.Of(campaign.Id, campaign.Version, variant, template, utm);
    }

    /// <summary>The message as each channel takes it, in the order they are tried.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="variant">The variant; null: the only one.</param>
    /// <param name="contact">The contact, who may be written to, without its orders.</param>
    /// <param name="ways">By which channels.</param>
    /// <param name="at">When it takes off.</param>
    /// <exception cref="TemplateException">The template cannot be written for this contact.</exception>
    public async ValueTask<IReadOnlyList<Mail>> ComposeAsync(
        Campaign campaign,
        string? variant,
        Contact contact,
        IReadOnlyList<ChannelAddress> ways,
        DateTimeOffset at,
        CancellationToken cancellationToken)
    {
        var compiled = TemplateOf(campaign, variant);
        var card = await CardAsync(compiled, contact, cancellationToken);
        var mails = new List<Mail>(ways.Count);
        foreach (var (channel, address) in ways)
        {
            var personal = await links.OfAsync(new ContactToken(contact.Id, campaign.Id, channel), cancellationToken);
            var values = await ValuesAsync(campaign, card, personal, cancellationToken);
            var rendered = Render(compiled, channel, values);
            var mail = new Mail(
                Intent.IdOf(campaign.Id, contact.Id), campaign.Id, address, rendered.Subject, rendered.Html, rendered.Text,
                personal.Headers, at)
            {
                Channel = channel,
            };
            mails.Add(await tracking.ApplyAsync(mail, compiled.CommonLinks, cancellationToken));
        }

        return mails;
    }

    /// <summary>The texts of a channel.</summary>
    public static RenderedMail Render(CompiledMail compiled, string channel, TemplateValues values) =>
        channel is "email" or CampaignReach.Webhook ? compiled.Render(values) : compiled.RenderMessage(values);

    /// <summary>What a template can name for a contact.</summary>
    public async ValueTask<TemplateValues> ValuesAsync(
        Campaign campaign, ContactCard card, MailLinks personal, CancellationToken cancellationToken)
    {
        var definition = campaign.Definition;
        var promo = definition.Promo is { } code
            ? new PromoInTemplate(code.Code, code.Percent, code.Amount, code.Currency, code.ExpiresAt)
            : null;
        return new TemplateValues(card, new MailFacts(
            new CampaignInTemplate(campaign.Id, definition.Name, definition.Template.Subject),
            personal,
            await ProductsAsync(campaign, cancellationToken),
            promo,
            RecipientZone.Of(card.Contact, options.Value.Zone))
        {
            Offers = await offers.OfAsync(card.Contact, TemplateValues.LanguageOf(card.Contact), cancellationToken),
        });
    }

    // Orders and scores are rows of their own: read only for a template that names them.
    private async ValueTask<ContactCard> CardAsync(CompiledMail compiled, Contact contact, CancellationToken cancellationToken) =>
        compiled.NeedsParts
            ? await contacts.CompleteAsync(contact, cancellationToken)
            : new ContactCard(contact, Storage.Rows.Scores.None);

    private async ValueTask<IReadOnlyList<ProductInTemplate>> ProductsAsync(Campaign campaign, CancellationToken cancellationToken)
    {
        var wanted = campaign.Definition.Products;
        if (wanted.Count == 0)
        {
            return [];
        }

        if (!_products.TryGetValue((campaign.Id, campaign.Version), out var known))
        {
            var found = await Task.WhenAll(wanted.Select(product => product.Split(':', 2)).Where(product => product.Length == 2)
                .Select(product => products.GetAsync(product[0], product[1], cancellationToken)));
            known =
            [
                .. found.OfType<(StoredProduct Product, int Watchers)>()
                    .Select(one => ProductInTemplate.Of(one.Product.Shop, one.Product.Id, one.Product.Product.Version!)),
            ];
            _products[(campaign.Id, campaign.Version)] = known;
        }

        return known;
    }
}
