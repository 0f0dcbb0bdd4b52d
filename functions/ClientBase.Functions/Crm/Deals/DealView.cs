using ClientBase.Domain.Crm;
using ClientBase.Functions.Crm.Items;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Crm.Deals;

/// <summary>A deal as the API shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Contact">Whose it is.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Amount">What it may come to.</param>
/// <param name="Currency">ISO 4217 of the amount.</param>
/// <param name="ExpectedAt">When it is expected to be decided.</param>
/// <param name="Stage">Where it is in the funnel.</param>
/// <param name="Reason">Why it was lost, or won.</param>
/// <param name="Fields">The shop's own fields.</param>
/// <param name="By">Who began it.</param>
/// <param name="CreatedAt">When it began.</param>
/// <param name="History">The stages it has been in, the first first.</param>
public sealed record DealView(
    string Id,
    string Contact,
    string Title,
    decimal? Amount,
    string? Currency,
    DateTimeOffset? ExpectedAt,
    string Stage,
    string? Reason,
    IReadOnlyDictionary<string, string> Fields,
    string? By,
    DateTimeOffset CreatedAt,
    IReadOnlyList<StageEntry> History)
{
    internal static DealView Of(string id, StoredDeal stored)
    {
        var deal = stored.Deal;
        return new DealView(
            id, ItemId.ContactOf(id), deal.Title, deal.Amount, deal.Currency, deal.ExpectedAt, deal.Stage, deal.Reason, deal.Fields,
            deal.By, deal.CreatedAt, deal.History);
    }

    internal static DealView Of(Stored<StoredDeal> stored) => Of(stored.Id, stored.Value);
}
