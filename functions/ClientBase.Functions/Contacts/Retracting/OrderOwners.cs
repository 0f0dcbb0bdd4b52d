using Azure.Data.Tables;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Orders;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Contacts.Retracting;

/// <summary>Who had an order before it was given to another customer.</summary>
/// <param name="ContactId">The contact, which may be part of another by now.</param>
/// <param name="Mark">Id of what says on their timeline that it is somebody else's.</param>
/// <param name="Claim">The claim of the order.</param>
internal sealed record FormerOwner(string ContactId, string Mark, TableEntity Claim);

/// <summary>Tells by the claim of an order whose it was before, and gives it back to them.</summary>
internal sealed class OrderOwners(TableClient table, TableCommits commits)
{
    /// <summary>Who had an order last before some contacts; null when nobody had, or when it is not theirs.</summary>
    public async Task<FormerOwner?> BeforeAsync(string key, IReadOnlyCollection<string> owners, CancellationToken cancellationToken)
    {
        var identity = new IdentityKey(IdentityKind.Order, key);
        var claim = await FindAsync(ContactId.ShardOf(identity), ClaimRow.Key(identity), cancellationToken);
        if (claim is null || !owners.Contains(claim.GetString(ClaimRow.Contact)!))
        {
            return null;
        }

        foreach (var former in ClaimRow.HadBefore(claim).Reverse())
        {
            if (await FindAsync(ContactId.ShardOf(former), OrderRow.Key(former, key), cancellationToken) is { } row
                && OrderRow.Read(row).Order.Version is { } version)
            {
                return new FormerOwner(former, MovedOrder.IdOf(key, version.Said), claim);
            }
        }

        return null;
    }

    /// <summary>Gives the claim back. One that somebody has changed meanwhile stays as it is.</summary>
    public async Task GiveBackAsync(FormerOwner former, CancellationToken cancellationToken)
    {
        var (id, claim) = (former.ContactId, former.Claim);
        if (await FindAsync(ContactId.ShardOf(id), ContactRow.Key(id), cancellationToken) is { } row)
        {
            var given = ClaimRow.GivenBack(claim, ContactRow.Read(row));
            await commits.SubmitAsync(claim.PartitionKey, [new(UpdateReplace, given, claim.ETag)], cancellationToken);
        }
    }

    private async Task<TableEntity?> FindAsync(string shard, string rowKey, CancellationToken cancellationToken)
    {
        var read = await table.GetEntityIfExistsAsync<TableEntity>(shard, rowKey, cancellationToken: cancellationToken);
        return read.HasValue ? read.Value : null;
    }
}
