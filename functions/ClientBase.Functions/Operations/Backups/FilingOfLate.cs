using Azure;
using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Orders;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Operations.Backups;

/// <summary>Files once more what was filed while the copy was made, where the copy has only some of its rows.</summary>
public sealed class FilingOfLate(TableServiceClient service, ContactFiling filing, ContactReader contacts)
{
    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);

    /// <summary>Files what the rows of timelines among these say.</summary>
    public async Task<int> FileAsync(IEnumerable<TableEntity> rows, CancellationToken cancellationToken)
    {
        var filed = 0;
        foreach (var row in rows.Where(row => row.RowKey.StartsWith(TimelineRow.AllPrefix, StringComparison.Ordinal)))
        {
            if (TimelineRow.ReadCapture(row) is { } capture && !MovedOrder.IsOne(capture)
                && !await IsWholeAsync(TimelineRow.ContactOf(row), capture, cancellationToken))
            {
                await _table.DeleteEntityAsync(row.PartitionKey, InboxRow.Key(capture.Id), ETag.All, cancellationToken);
                await filing.FileAsync(capture, cancellationToken);
                filed++;
            }
        }

        return filed;
    }

    private async Task<bool> IsWholeAsync(string contactId, CapturedEvent capture, CancellationToken cancellationToken)
    {
        if (await contacts.GetAsync(contactId, cancellationToken) is not { } card)
        {
            return false;
        }

        if (ContactHash.Of(card.Contact.Join(capture.Says)) != ContactHash.Of(card.Contact))
        {
            return false;
        }

        var claims = await Task.WhenAll(IdentityResolver.KeysOf(capture).Select(key => _table.GetEntityIfExistsAsync<TableEntity>(
            ContactId.ShardOf(key), ClaimRow.Key(key), cancellationToken: cancellationToken)));
        return claims.All(claim => claim.HasValue);
    }
}
