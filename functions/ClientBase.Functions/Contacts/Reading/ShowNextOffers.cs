using ClientBase.Domain.Analytics.Baskets;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Contacts.Reading;

/// <summary>A product to offer somebody next.</summary>
/// <param name="ProductId">Its id in the shop.</param>
/// <param name="Title">Its name.</param>
/// <param name="Lift">How many times more often than by chance it is bought by who has what this person has.</param>
/// <param name="Because">What it follows from, in the reader's language.</param>
public sealed record NextOfferView(string ProductId, string Title, double Lift, string Because);

/// <summary>Asks the kept sales what to offer contacts.</summary>
public sealed class ContactOffers(KeptModel<ShopOffers> kept)
{
    private const int Most = 6;

    /// <summary>The best offers to a contact whose orders are known; none before the first order and before the first fit.</summary>
    public async ValueTask<IReadOnlyList<NextOfferView>> OfAsync(Contact contact, string language, CancellationToken cancellationToken)
    {
        var bought = contact.Orders.Values.Where(order => order.Counts)
            .SelectMany(order => order.Version!.Lines).Select(line => line.ProductId).OfType<string>().ToHashSet(StringComparer.Ordinal);
        if (bought.Count == 0 || await kept.GetAsync(isFresh: false, cancellationToken) is not { } offers)
        {
            return [];
        }

        return
        [
            .. offers.For(bought, Most).Select(offer => new NextOfferView(
                offer.ProductId, offer.Title, Math.Round(offer.Lift, 2), offer.Reason.In(language))),
        ];
    }
}

/// <summary>Shows what to offer a contact next, and why: goods that others bought who have the same.</summary>
public sealed class ShowNextOffers(ContactReader contacts, ContactOffers offers)
{
    /// <summary>The best offers of the moment, the likeliest first.</summary>
    [Function(nameof(ShowNextOffers))]
    [Answers<Page<NextOfferView>>]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "contacts/{id}/next-offers")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (await contacts.GetAsync(id, cancellationToken) is not { } card)
        {
            return Problems.NotFound($"There is no contact '{id}'.");
        }

        var items = await offers.OfAsync(card.Contact, Client.LanguageOf(request), cancellationToken);
        return Results.Json(new Page<NextOfferView>(items, null));
    }
}
