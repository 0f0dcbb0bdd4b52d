using ClientBase.Domain.Forecast;
using ClientBase.Domain.Segments.Deciding;
using ClientBase.Domain.Segments.Rules;
using ClientBase.Functions.Contacts.Loyalty;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Segments.Recompute.Reading;

/// <summary>Reads what rules ask for of the shop as a whole, and only that.</summary>
public sealed class ShopKnowledgeReader(ProductKindReader products, KeptModel<FittedShop> forecast, LoyaltyTerms loyalty)
{
    /// <summary>Reads for some rules.</summary>
    /// <param name="needs">What they ask for.</param>
    /// <param name="isFresh">Whether it must be as it is now; else what an instance remembers for a minute will do.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<ShopKnowledge> ReadAsync(
        IReadOnlyCollection<RuleNeeds> needs, bool isFresh, CancellationToken cancellationToken)
    {
        var kinds = needs.Any(one => one.Kinds) ? await products.ReadAsync(cancellationToken) : ProductKinds.None;
        var fit = needs.Any(one => one.Forecast is not null) ? await forecast.GetAsync(isFresh, cancellationToken) : null;
        if (needs.All(one => one.Loyalty is null))
        {
            return new ShopKnowledge(kinds, fit, null);
        }

        var program = isFresh
            ? (await loyalty.RefreshAsync(cancellationToken)).Program
            : await loyalty.GetAsync(cancellationToken);
        return new ShopKnowledge(kinds, fit, program);
    }
}
