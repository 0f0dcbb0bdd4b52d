using ClientBase.Domain.Products;

namespace ClientBase.Functions.Products;

/// <summary>A feature that does something about products that change.</summary>
public interface IProductFollower
{
    /// <summary>
    /// Called before a change is saved, since afterwards nobody would know of it any more; again when that was cut short, or lost the race.
    /// </summary>
    /// <param name="product">The product as it is then.</param>
    /// <param name="before">What was known of it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task FollowAsync(StoredProduct product, ProductState before, CancellationToken cancellationToken);
}
