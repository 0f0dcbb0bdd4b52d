using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Phones;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts.Timeline;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Storage.Rows;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Contacts.Reading;

/// <summary>Shows contacts: one, a list, a timeline.</summary>
public sealed class ReadContacts(
    ContactReader contacts,
    ContactLists lists,
    CardDetails details,
    TimelineStore timelines,
    SegmentMembers members,
    ContactForecasts forecasts,
    ShopNames shops,
    IOptions<CaptureOptions> habits,
    TimeProvider clock)
{
    /// <summary>Contacts by a key, a text, a segment, a manager, a tag, a field; all that is asked for has to hold.</summary>
    [Function("ListContacts")]
    [Asks("email", "Who has this e-mail address.")]
    [Asks("phone", "Who has this telephone.")]
    [Asks("externalId", "Who has this customer id in any shop.")]
    [Asks("q", "Beginnings of names, addresses, digits, firms: every word has to fit.")]
    [Asks("segment", "Who is in this segment.")]
    [Asks("manager", "Whom this manager looks after.")]
    [Asks("tag", "Who has this tag.")]
    [Asks("city", "Who lives there.")]
    [AsksPaging]
    [Answers<Page<ContactView>>]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "contacts")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(request, out var paging, out var problem))
        {
            return problem;
        }

        var filter = ContactFilter.Of(request);
        if (filter.Segment is { } segment && !await members.IsKnownAsync(segment, cancellationToken))
        {
            return Problems.NotFound($"There is no segment '{segment}'.");
        }

        if (KeysOf(filter) is { } keys)
        {
            var found = await Task.WhenAll(keys.Select(async key =>
                (await contacts.FindByKeyAsync(key, cancellationToken)).Where(card => card.Contact.Keys.Contains(key))));
            return Show(new Page<ContactCard>(
                [.. found.SelectMany(some => some).DistinctBy(card => card.Contact.Id).Where(filter.Fits)], null));
        }

        return paging.Continuation is not null && !ContactId.IsValid(paging.Continuation)
            ? Paging.NotOurs()
            : Show(await lists.PageAsync(filter, paging, cancellationToken));
    }

    /// <summary>One contact.</summary>
    [Function("GetContact")]
    [Answers<ContactView>]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "contacts/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        await contacts.GetAsync(id, cancellationToken) is { } card ? Results.Json(await ViewAsync(card, cancellationToken)) : Unknown(id);

    /// <summary>A contact's orders, the latest first.</summary>
    [Function("ListContactOrders")]
    [AsksPaging]
    [Answers<Page<OrderView>>]
    public async Task<IResult> OrdersAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "contacts/{id}/orders")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(request, out var paging, out var problem))
        {
            return problem;
        }

        return await contacts.GetAsync(id, cancellationToken) is { } card ? OrderView.Page(card.Contact, paging) : Unknown(id);
    }

    /// <summary>What happened with a contact, newest first.</summary>
    [Function("GetTimeline")]
    [AsksPaging]
    [Answers<Page<TimelineEntry>>]
    public async Task<IResult> TimelineAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "contacts/{id}/timeline")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(request, out var paging, out var problem))
        {
            return problem;
        }

        return await contacts.FindAsync(id, cancellationToken) is { } contact
            ? Results.Json(await timelines.ReadAsync(contact, paging, cancellationToken))
            : Unknown(id);
    }

    private async Task<ContactView> ViewAsync(ContactCard card, CancellationToken cancellationToken)
    {
        var view = await details.AddAsync(ContactView.Of(card, clock.GetUtcNow()), card.Contact, cancellationToken);
        return view with { Forecast = await forecasts.OfAsync(card.Contact, cancellationToken) };
    }

    // Null when no key is asked for; empty when what was asked for cannot be a key, so that nobody has it.
    private List<IdentityKey>? KeysOf(ContactFilter filter)
    {
        if (filter.Email is { } email)
        {
            return EmailAddress.TryParse(email, out var address) ? [new IdentityKey(IdentityKind.Email, address.Value)] : [];
        }

        if (filter.Phone is { } phone)
        {
            // A plus in an address that was not escaped arrives as a space.
            var typed = PhoneNumber.TryParse(phone, habits.Value.Country, out var number)
                || PhoneNumber.TryParse("+" + phone, null, out number);
            return typed ? [new IdentityKey(IdentityKind.Phone, number!.Value)] : [];
        }

        return filter.ExternalId is not { } externalId
            ? null
            : [.. shops.All.Append(LoyaltyCards.Issuer).Select(shop => new IdentityKey(IdentityKind.ShopCustomer, $"{shop}:{externalId}"))];
    }

    private IResult Show(Page<ContactCard> page)
    {
        var now = clock.GetUtcNow();
        return Results.Json(new Page<ContactView>([.. page.Items.Select(card => ContactView.Of(card, now))], page.Continuation));
    }

    private static IResult Unknown(string id) => Problems.NotFound($"There is no contact '{id}'.");
}
