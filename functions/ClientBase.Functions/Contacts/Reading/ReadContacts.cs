using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Phones;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts.Search;
using ClientBase.Functions.Contacts.Timeline;
using ClientBase.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Contacts.Reading;

/// <summary>Shows contacts: one, a list, a timeline.</summary>
public sealed class ReadContacts(
    ContactReader contacts,
    ContactSearch search,
    TimelineStore timelines,
    SegmentMembers members,
    ManagersClients clients,
    ContactForecasts forecasts,
    ShopNames shops,
    IOptions<CaptureOptions> habits)
{
    /// <summary>Contacts, by a key, by segment, by manager, by text, or all.</summary>
    [Function("ListContacts")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "contacts")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(request, out var paging, out var problem))
        {
            return problem;
        }

        string? Asked(string name) => request.Query[name].ToString().Trim() is { Length: > 0 } text ? text : null;
        if (KeysOf(Asked("email"), Asked("phone"), Asked("externalId")) is { } keys)
        {
            var found = await Task.WhenAll(keys.Select(key => contacts.FindByKeyAsync(key, cancellationToken)));
            return Show(new Page<ContactCard>([.. found.SelectMany(some => some).DistinctBy(card => card.Contact.Id)], null));
        }

        if (paging.Continuation is not null && !ContactId.IsValid(paging.Continuation))
        {
            return Paging.NotOurs();
        }

        if (Asked("segment") is { } segment)
        {
            return members.IsKnown(segment)
                ? Show(await members.PageAsync(segment, paging, cancellationToken))
                : Problems.NotFound($"There is no segment '{segment}'.");
        }

        if (Asked("manager") is { } manager)
        {
            return Show(await clients.PageAsync(manager, paging, cancellationToken));
        }

        return Show(Asked("q") is { } text
            ? await search.FindAsync(text, paging, cancellationToken)
            : await contacts.ListAsync(paging, cancellationToken));
    }

    /// <summary>One contact.</summary>
    [Function("GetContact")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "contacts/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        await contacts.GetAsync(id, cancellationToken) is { } card
            ? Results.Json(ContactView.Of(card) with { Forecast = await forecasts.OfAsync(card.Contact, cancellationToken) })
            : Unknown(id);

    /// <summary>A contact's orders, the latest first.</summary>
    [Function("ListContactOrders")]
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
    public async Task<IResult> TimelineAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "contacts/{id}/timeline")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(request, out var paging, out var problem))
        {
            return problem;
        }

        return await contacts.GetAsync(id, cancellationToken) is { } card
            ? Results.Json(await timelines.ReadAsync(card.Contact, paging, cancellationToken))
            : Unknown(id);
    }

    // Null when no key is asked for; empty when what was asked for cannot be a key, so that nobody has it.
    private List<IdentityKey>? KeysOf(string? email, string? phone, string? externalId)
    {
        if (email is not null)
        {
            return EmailAddress.TryParse(email, out var address) ? [new IdentityKey(IdentityKind.Email, address.Value)] : [];
        }

        if (phone is not null)
        {
            // A plus in an address that was not escaped arrives as a space.
            var typed = PhoneNumber.TryParse(phone, habits.Value.Country, out var number)
                || PhoneNumber.TryParse("+" + phone, null, out number);
            return typed ? [new IdentityKey(IdentityKind.Phone, number!.Value)] : [];
        }

        return externalId is null
            ? null
            : [.. shops.All.Append(LoyaltyCards.Issuer).Select(shop => new IdentityKey(IdentityKind.ShopCustomer, $"{shop}:{externalId}"))];
    }

    private static IResult Show(Page<ContactCard> page) =>
        Results.Json(new Page<ContactView>([.. page.Items.Select(ContactView.Of)], page.Continuation));

    private static IResult Unknown(string id) => Problems.NotFound($"There is no contact '{id}'.");
}
