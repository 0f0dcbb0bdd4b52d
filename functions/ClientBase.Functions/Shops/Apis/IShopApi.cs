using System.Text.Json;

namespace ClientBase.Functions.Shops.Apis;

/// <summary>Things of one kind that a shop's API lists.</summary>
/// <param name="Name">What they are, for whoever looks how far it is.</param>
/// <param name="Topic">The topic under which a webhook would tell of one.</param>
/// <param name="TellsChanges">Whether those that changed since a time can be asked for; if not, only a back-fill reads them.</param>
public sealed record ShopResource(string Name, string Topic, bool TellsChanges = true);

/// <summary>A page of a list.</summary>
/// <param name="Items">What is on it.</param>
/// <param name="Next">What to ask for the next page with; null on the last.</param>
/// <param name="Total">How many there are on all pages; null when the shop does not say.</param>
public sealed record ShopPage(IReadOnlyList<JsonElement> Items, string? Next, int? Total);

/// <summary>By what a shop knows a customer.</summary>
/// <param name="Id">Their id there; null when it is not known.</param>
/// <param name="Email">Their address, in normal form; null when it is not known.</param>
public sealed record CustomerKey(string? Id, string? Email);

/// <summary>The REST API of one shop software. It is only ever read.</summary>
public interface IShopApi
{
    /// <summary>The software.</summary>
    ShopKind Kind { get; }

    /// <summary>What is read, in this order.</summary>
    IReadOnlyList<ShopResource> Resources { get; }

    /// <summary>What a run reads: a back-fill everything, a reconciliation what can be asked for by time.</summary>
    IReadOnlyList<ShopResource> Lists(bool isBackfill) => isBackfill ? Resources : [.. Resources.Where(list => list.TellsChanges)];

    /// <summary>Gives a client what the shop wants to see of whoever asks.</summary>
    void Authorize(HttpClient client, ShopOptions shop);

    /// <summary>A page of a list.</summary>
    /// <param name="client">A client of the shop.</param>
    /// <param name="resource">Which list.</param>
    /// <param name="since">Only what changed at this time or later; null: all.</param>
    /// <param name="cursor">What the page before gave; null for the first.</param>
    Task<ShopPage> ReadAsync(
        HttpClient client, ShopResource resource, DateTimeOffset? since, string? cursor, CancellationToken cancellationToken);

    /// <summary>Whether the history of one customer can be asked for.</summary>
    bool TellsHistory => false;

    /// <summary>The orders of one customer, a page at a time. Only where <see cref="TellsHistory"/>.</summary>
    /// <param name="client">A client of the shop.</param>
    /// <param name="who">Who.</param>
    /// <param name="cursor">What the page before gave; null for the first.</param>
    Task<ShopPage> ReadHistoryAsync(HttpClient client, CustomerKey who, string? cursor, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"{Kind} is not asked for one customer.");

    /// <summary>One thing by its id; null when the shop does not have it. Only for topics that are read again.</summary>
    Task<JsonElement?> FindAsync(HttpClient client, string topic, string id, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"Of {Kind} nothing is read again.");
}
