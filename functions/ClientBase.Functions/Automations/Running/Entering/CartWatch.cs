using Azure;
using Azure.Data.Tables;
using ClientBase.Domain.Behaviour;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Automations.Running.Entering;

/// <summary>Looks at carts that may have been left behind.</summary>
public sealed class CartWatch(TableServiceClient service, CommitsByTable commits)
{
    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);
    private readonly TableCommits _commits = commits.Of(Tables.Contacts);

    /// <summary>Whether something lies in a cart that nobody touched for so long.</summary>
    public async Task<bool> IsLeftBehindAsync(
        string cart, Contact contact, TimeSpan idle, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await FindAsync(cart, contact, cancellationToken))?.LeftBehindAt(idle) <= now;

    /// <summary>A cart as all contacts that are one person have it; null when none has it.</summary>
    public async Task<CartState?> FindAsync(string cart, Contact contact, CancellationToken cancellationToken)
    {
        CartState? found = null;
        foreach (var id in contact.AllIds)
        {
            if (await ReadAsync(id, cart, cancellationToken) is { } row)
            {
                var own = CartRow.Read(row).Cart;
                found = found?.Join(own) ?? own;
            }
        }

        return found;
    }

    /// <summary>Takes away the row by which filing has a cart looked at; a cart that was touched since keeps its new one.</summary>
    internal async Task ForgetAsync(string contactId, string cart, string rowKey, CancellationToken cancellationToken)
    {
        var row = await ReadAsync(contactId, cart, cancellationToken);
        var shard = ContactId.ShardOf(contactId);
        TableTransactionAction deletion = new(Delete, new TableEntity(shard, rowKey), ETag.All);
        var isItsOwn = row?.GetInt64(CartRow.Due) is { } minute && DueRow.Key(minute, DueRow.Cart, contactId, cart) == rowKey;
        if (isItsOwn)
        {
            row![CartRow.Due] = null;
        }

        // Refused when the cart was touched meanwhile: then filing has taken the row away itself.
        await _commits.SubmitAsync(
            shard, isItsOwn ? [new(UpdateReplace, row, row!.ETag), deletion] : [deletion], cancellationToken);
    }

    private async Task<TableEntity?> ReadAsync(string contactId, string cart, CancellationToken cancellationToken)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(
            ContactId.ShardOf(contactId), CartRow.Key(contactId, cart), cancellationToken: cancellationToken);
        return row.HasValue ? row.Value : null;
    }
}
