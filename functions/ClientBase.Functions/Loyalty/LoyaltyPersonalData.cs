using Azure;
using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Loyalty;
using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Contacts.Timeline;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Loyalty;

/// <summary>
/// What is kept of a person's loyalty. The rows under the contact go with it; here goes what names the person elsewhere. That a code was
/// used and that a friend came stays, without saying who.
/// </summary>
public sealed class LoyaltyPersonalData(TableServiceClient service, CommitsByTable commits) : IPersonalData
{
    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);
    private readonly TableClient _codes = service.GetTableClient(Tables.Loyalty);
    private readonly TableCommits _commits = commits.Of(Tables.Contacts);
    private readonly TableCommits _codeCommits = commits.Of(Tables.Loyalty);

    /// <inheritdoc/>
    public string Name => "loyalty";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<object>> ExportAsync(PersonInBase person, CancellationToken cancellationToken)
    {
        var rows = await RowsAsync(person, cancellationToken);
        return rows.Count == 0 ? [] : [LoyaltyRows.ReadAll(rows)];
    }

    /// <inheritdoc/>
    public async Task EraseAsync(PersonInBase person, CancellationToken cancellationToken)
    {
        var rows = await RowsAsync(person, cancellationToken);
        var account = LoyaltyRows.ReadAll(rows);
        foreach (var friend in account.Invited.Values.Select(one => one.Friend).OfType<string>())
        {
            await ForgetInviterAsync(friend, person, cancellationToken);
        }

        foreach (var invitation in LoyaltyRows.Invitations(rows))
        {
            await ForgetFriendAsync(invitation, cancellationToken);
        }

        foreach (var code in account.Codes)
        {
            await ForgetOwnerAsync(code, cancellationToken);
        }

        await ForgetOrdersAsync(person, cancellationToken);
    }

    private async Task ForgetInviterAsync(string friendId, PersonInBase person, CancellationToken cancellationToken)
    {
        var shard = ContactId.ShardOf(friendId);
        var read = await _table.GetEntityIfExistsAsync<TableEntity>(
            shard, LoyaltyRows.InvitationKey(friendId), cancellationToken: cancellationToken);
        if (read.HasValue && LoyaltyRows.Invitations([read.Value!]).First() is { Inviter: { } inviter } invitation
            && person.ContactIds.Contains(inviter))
        {
            var row = LoyaltyRows.Invitation(invitation with { Inviter = null });
            await _commits.SubmitAsync(shard, [new(UpsertReplace, row)], cancellationToken);
        }
    }

    private async Task ForgetFriendAsync(Invitation invitation, CancellationToken cancellationToken)
    {
        if (invitation.Inviter is not { } inviter)
        {
            return;
        }

        var shard = ContactId.ShardOf(inviter);
        var read = await _table.GetEntityIfExistsAsync<TableEntity>(
            shard, LoyaltyRows.FriendKey(inviter, invitation.Friend), cancellationToken: cancellationToken);
        if (read.HasValue)
        {
            var nameless = LoyaltyRows.ReadFriend(read.Value!) with { Friend = null };
            await _commits.SubmitAsync(
                shard,
                [
                    new(Delete, new TableEntity(shard, read.Value!.RowKey), ETag.All),
                    new(Add, LoyaltyRows.Friend(inviter, $"erased-{Guid.NewGuid():n}", nameless)),
                ],
                cancellationToken);
        }
    }

    private async Task ForgetOwnerAsync(string code, CancellationToken cancellationToken)
    {
        var rows = await FiledEntries.RowsAsync(_codes, PromoRow.PartitionOf(code), PromoRow.Prefix(code), cancellationToken);
        if (PromoRow.Read(rows).Promo is { Contact: not null } promo)
        {
            var row = PromoRow.Of(promo with { Contact = null });
            await _codeCommits.SubmitAsync(row.PartitionKey, [new(UpsertReplace, row)], cancellationToken);
        }
    }

    private async Task ForgetOrdersAsync(PersonInBase person, CancellationToken cancellationToken)
    {
        var filed = await FiledEntries.ReadAsync(_table, person.ContactIds, cancellationToken);
        var rows = await Task.WhenAll(person.ContactIds.Select(id =>
            FiledEntries.RowsAsync(_table, ContactId.ShardOf(id), OrderRow.Prefix(id), cancellationToken)));
        var orders = OrderRow.Join(rows.SelectMany(some => some).Select(OrderRow.Read));

        // What a later version no longer carries, only the captures tell.
        var said = filed.Select(entry => entry.Filed?.Capture).OfType<CapturedEvent>().SelectMany(capture => capture.Says.Orders);
        var carried =
            from order in said.Concat(orders)
            from code in PromoText.In(order.Value)
            select (order.Key, Code: code);
        foreach (var (key, code) in carried.Distinct().ToList())
        {
            var use = PromoRow.Use(code, key);
            var isThere = (await _codes.GetEntityIfExistsAsync<TableEntity>(
                use.PartitionKey, use.RowKey, cancellationToken: cancellationToken)).HasValue;
            if (isThere)
            {
                var isRedeemed = orders.TryGetValue(key, out var order) && order.Counts && PromoText.In(order).Contains(code);
                await _codeCommits.SubmitAsync(
                    use.PartitionKey,
                    [
                        new(Delete, new TableEntity(use.PartitionKey, use.RowKey), ETag.All),
                        .. isRedeemed ? [new TableTransactionAction(Add, PromoRow.ErasedUse(code))] : Array.Empty<TableTransactionAction>(),
                    ],
                    cancellationToken);
            }
        }
    }

    private async Task<List<TableEntity>> RowsAsync(PersonInBase person, CancellationToken cancellationToken)
    {
        var ranges = await Task.WhenAll(person.ContactIds.Select(id =>
            FiledEntries.RowsAsync(_table, ContactId.ShardOf(id), LoyaltyRows.PrefixOf(id), cancellationToken)));
        return [.. ranges.SelectMany(rows => rows)];
    }
}
