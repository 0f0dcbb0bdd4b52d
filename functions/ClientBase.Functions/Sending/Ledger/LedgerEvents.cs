using Azure.Data.Tables;
using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Sending.Events;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Sending.Ledger;

/// <summary>What came back of a campaign's mails, in numbers of people.</summary>
/// <param name="Delivered">Whose server took it.</param>
/// <param name="Opened">Who opened it.</param>
/// <param name="Clicked">Who followed a link.</param>
/// <param name="Bounced">Whose came back.</param>
/// <param name="Complained">Who called it spam.</param>
/// <param name="Unsubscribed">Who unsubscribed at the provider.</param>
/// <param name="MachineOpened">Whose was opened by a program.</param>
public sealed record EventCounts(
    int Delivered, int Opened, int Clicked, int Bounced, int Complained, int Unsubscribed, int MachineOpened);

/// <summary>
/// What providers told of a campaign's mails: <c>v|{what}|{contact}</c> in the ledger's partitions, a row a person and kind.
/// </summary>
/// <remarks>
/// Any of them is word of a mail: one whose answer was lost has left, and is not sent again (<see cref="Intent.HeardOf"/>).
/// </remarks>
public sealed class LedgerEvents(TableServiceClient service)
{
    private const string Prefix = "v|";
    private const string Machine = "machine";

    private readonly TableClient _table = service.GetTableClient(Tables.Ledger);

    /// <summary>The row of an event.</summary>
    internal static TableEntity RowOf(MailEvent one, bool isMachine)
    {
        var what = !isMachine ? NameOf(one.Kind) : one.Kind == MailEventKind.Open ? Machine : NameOf(MailEventKind.Word);
        return new TableEntity(
            LedgerStore.Partition(one.Campaign, ContactId.ShardOf(one.ContactId!)), $"{Prefix}{what}|{one.ContactId}")
        {
            ["At"] = one.At.ToUnixTimeMilliseconds(),
        };
    }

    /// <summary>Counts a whole campaign, one range a shard; null where no provider has told anything.</summary>
    public async Task<EventCounts?> CountAsync(string campaignId, CancellationToken cancellationToken)
    {
        var shards = await Task.WhenAll(ContactId.Shards.Select(shard => KeysAsync(_table, campaignId, shard, cancellationToken)));
        var counts = shards.SelectMany(keys => keys).CountBy(key => key.What).ToDictionary();
        if (counts.Count == 0)
        {
            return null;
        }

        int Of(MailEventKind kind) => counts.GetValueOrDefault(NameOf(kind));
        return new EventCounts(
            Of(MailEventKind.Delivered),
            Of(MailEventKind.Open),
            Of(MailEventKind.Click),
            Of(MailEventKind.Bounce),
            Of(MailEventKind.Complaint),
            Of(MailEventKind.Unsubscribe),
            counts.GetValueOrDefault(Machine));
    }

    /// <summary>Whose mails the provider has said anything of, in one shard.</summary>
    public async Task<IReadOnlySet<string>> HeardOfAsync(string campaignId, string shard, CancellationToken cancellationToken) =>
        await HeardOfAsync(_table, campaignId, shard, cancellationToken);

    internal static async Task<IReadOnlySet<string>> HeardOfAsync(
        TableClient ledger, string campaignId, string shard, CancellationToken cancellationToken) =>
        (await KeysAsync(ledger, campaignId, shard, cancellationToken)).Select(key => key.ContactId).ToHashSet(StringComparer.Ordinal);

    private static async Task<List<(string What, string ContactId)>> KeysAsync(
        TableClient ledger, string campaignId, string shard, CancellationToken cancellationToken)
    {
        var keys = new List<(string, string)>();
        var range = TableKeys.Range(LedgerStore.Partition(campaignId, shard), Prefix);
        await foreach (
            var row in ledger.QueryAsync<TableEntity>(range, select: [nameof(ITableEntity.RowKey)], cancellationToken: cancellationToken))
        {
            var parts = row.RowKey.Split('|', 3);
            keys.Add((parts[1], parts[2]));
        }

        return keys;
    }

    private static string NameOf(MailEventKind kind) => kind.ToString().ToLowerInvariant();
}
