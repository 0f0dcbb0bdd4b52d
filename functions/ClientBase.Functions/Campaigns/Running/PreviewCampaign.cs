using System.Text.Json;
using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Phones;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Sending.Channels;
using ClientBase.Functions.Sending.Links;
using ClientBase.Functions.Sending.Templates;
using ClientBase.Functions.Storage.Rows;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Campaigns.Running;

/// <summary>A mail as somebody would get it.</summary>
/// <param name="Contact">Who.</param>
/// <param name="To">The address; null when there is none that mail may go to.</param>
/// <param name="Channel">The channel that is tried first.</param>
/// <param name="Variant">The variant; null: the only one, or the one that will have won.</param>
/// <param name="Subject">The subject line.</param>
/// <param name="Html">The HTML part.</param>
/// <param name="Text">The plain part.</param>
/// <param name="Missing">What the template writes and this person does not have, such as <c>name.first</c>.</param>
/// <param name="Reasons">Why nothing would go to this person; empty when it would.</param>
public sealed record PreviewView(
    string Contact,
    string? To,
    string Channel,
    string? Variant,
    string Subject,
    string? Html,
    string? Text,
    IReadOnlyList<string> Missing,
    IReadOnlyList<string> Reasons);

/// <summary>What came of a test send.</summary>
/// <param name="Id">The mail's id.</param>
/// <param name="To">The address.</param>
/// <param name="Outcome"><c>accepted refused notSent unknown</c>.</param>
/// <param name="Reason">Why it was refused.</param>
public sealed record TestView(string Id, string To, string Outcome, string? Reason);

/// <summary>A test send as it is asked for.</summary>
/// <param name="To">The address; <c>email</c> and <c>address</c> mean the same.</param>
/// <param name="Email">The same.</param>
/// <param name="Address">The same.</param>
/// <param name="Contact">As whom it is written; a made-up person when absent.</param>
/// <param name="Variant">The variant; the first when absent.</param>
public sealed record TestBody(string? To, string? Email, string? Address, string? Contact, string? Variant);

/// <summary>Shows a campaign's mail before it is sent: as anybody would get it, and in one's own mailbox.</summary>
public sealed class PreviewCampaign(
    CampaignStore campaigns,
    ContactReader contacts,
    MailComposer composer,
    MailLinkMaker links,
    IMailChannel mailChannel,
    ChannelSet channels,
    TimeProvider clock)
{
    private const int MaxBytes = 16 * 1024;
    private const string Nobody = "000000000000000000000000aa";

    /// <summary>What a contact would get, and what the template misses of them.</summary>
    [Function(nameof(PreviewCampaign))]
    [Asks("contact", "Whom it is shown for: an id.", IsRequired = true)]
    [Asks("variant", "Which variant.")]
    [Answers<PreviewView>]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "campaigns/{id}/preview")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (await campaigns.GetAsync(id, cancellationToken) is not { } campaign)
        {
            return Unknown(id);
        }

        var contactId = request.Query["contact"].ToString();
        if (contactId.Length == 0)
        {
            return Problems.BadRequest(
                "Say as whom: ?contact=ID.", new Dictionary<string, string[]> { ["contact"] = ["the id of a contact"] });
        }

        if (await contacts.GetAsync(contactId, cancellationToken) is not { } card)
        {
            return Problems.NotFound($"There is no contact '{contactId}'.");
        }

        var variant = request.Query["variant"] is [{ Length: > 0 } asked]
            ? asked
            : campaign.Definition.Ab?.VariantOf(campaign.Id, card.Contact.Id);
        if (IsStrange(campaign, variant))
        {
            return NoVariant(variant!);
        }

        var values = await composer.ValuesAsync(
            campaign, card, await links.OfAsync(campaign.Id, card.Contact.Id, cancellationToken), cancellationToken);
        try
        {
            var compiled = composer.TemplateOf(campaign, variant);
            var reach = campaign.Definition.ReachBy(channels.IsReady);
            var way = reach.Of(card.Contact) is [var first, ..] ? first : null;
            var channel = way?.Channel ?? (reach.Channel == CampaignReach.Preferred ? "email" : reach.Channel);
            var mail = MailComposer.Render(compiled, channel, values);
            return Results.Json(new PreviewView(
                card.Contact.Id,
                way?.Address,
                channel,
                variant,
                mail.Subject,
                mail.Html,
                mail.Text,
                compiled.MissingFor(values),
                Eligibility.Recheck(card.Contact, recentMails: 0, frequencyCap: 0, clock.GetUtcNow(), reach).Reasons));
        }
        catch (TemplateException broken)
        {
            return Problems.Conflict($"The mail cannot be written for this contact: {broken.Message}.");
        }
    }

    /// <summary>Sends the mail to one address. It counts for nothing, and its links change nothing.</summary>
    [Function("TestCampaign")]
    [Takes<TestBody>]
    [Answers<TestView>(202)]
    public async Task<IResult> TestAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "campaigns/{id}/test")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (await campaigns.GetAsync(id, cancellationToken) is not { } campaign)
        {
            return Unknown(id);
        }

        var (body, problem) = await JsonBodies.ReadAsync<TestBody>(request, MaxBytes, cancellationToken);
        if (body is null)
        {
            return problem!;
        }

        if (WayOf(campaign.Definition, body.To ?? body.Email ?? body.Address) is not { } way)
        {
            return Problems.BadRequest(
                "Say where to: {\"to\": \"me@shop.example\"}.",
                new Dictionary<string, string[]> { ["to"] = [$"an address of channel {campaign.Definition.Channel}"] });
        }

        var card = body.Contact is null ? Example() : await contacts.GetAsync(body.Contact, cancellationToken);
        if (card is null)
        {
            return Problems.NotFound($"There is no contact '{body.Contact}'.");
        }

        var variant = body.Variant ?? campaign.Definition.Ab?.Variants[0].Id;
        if (IsStrange(campaign, variant))
        {
            return NoVariant(variant!);
        }

        return await SendAsync(campaign, variant, card, way, cancellationToken);
    }

    // By mail or telephone it is told which channel is meant.
    private static ChannelAddress? WayOf(CampaignDefinition definition, string? to) => definition.Channel switch
    {
        "email" or CampaignReach.Preferred when EmailAddress.TryParse(to, out var email) => new ChannelAddress("email", email.Value),
        "sms" or CampaignReach.Preferred when PhoneNumber.TryParse(to, null, out var phone) => new ChannelAddress("sms", phone.Value),
        CampaignReach.Webhook => new ChannelAddress(definition.Channel, string.IsNullOrWhiteSpace(to) ? definition.Url! : to),
        "telegram" or "push" when !string.IsNullOrWhiteSpace(to) => new ChannelAddress(definition.Channel, to.Trim()),
        _ => null,
    };

    private async Task<IResult> SendAsync(
        Campaign campaign, string? variant, ContactCard card, ChannelAddress way, CancellationToken cancellationToken)
    {
        var personal = await links.OfAsync(campaign.Id, Nobody, cancellationToken);
        try
        {
            var rendered = MailComposer.Render(
                composer.TemplateOf(campaign, variant),
                way.Channel,
                await composer.ValuesAsync(campaign, card, personal, cancellationToken));
            var mail = new Mail(
                $"test-{Guid.NewGuid():N}", campaign.Id, way.Address, $"[test] {rendered.Subject}", rendered.Html, rendered.Text,
                personal.Headers, clock.GetUtcNow())
            {
                Channel = way.Channel,
            };
            var outcome = await (way.Channel == "email" ? mailChannel : channels.Of(way.Channel)).SendAsync(mail, cancellationToken);
            return Results.Json(
                new TestView(mail.IntentId, way.Address, JsonNamingPolicy.CamelCase.ConvertName(outcome.Kind.ToString()), outcome.Reason),
                statusCode: StatusCodes.Status202Accepted);
        }
        catch (TemplateException broken)
        {
            return Problems.Conflict($"The mail cannot be written: {broken.Message}.");
        }
    }

    private static bool IsStrange(Campaign campaign, string? variant) =>
        variant is not null && campaign.Definition.Ab?.Variants.Any(one => one.Id == variant) != true;

    private static ContactCard Example() => new(new Contact { Id = Nobody }, Scores.None);

    private static IResult Unknown(string id) => Problems.NotFound($"There is no campaign '{id}'.");

    private static IResult NoVariant(string variant) => Problems.BadRequest(
        $"There is no variant '{variant}'.", new Dictionary<string, string[]> { ["variant"] = ["the id of a variant of the campaign"] });
}
