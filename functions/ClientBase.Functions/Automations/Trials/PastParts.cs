using Azure.Data.Tables;
using ClientBase.Domain.Automations;
using ClientBase.Domain.Automations.Trials;
using ClientBase.Domain.Automations.Walking;
using ClientBase.Domain.Orders;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Automations.Trials;

/// <summary>What lies beside the cards of a shard and lets people enter: carts, deliveries, requests.</summary>
/// <param name="Occasions">What would have let them enter, by contact.</param>
/// <param name="Events">What would have ended their runs, by contact.</param>
internal sealed record ShardParts(ILookup<string, Occasion> Occasions, ILookup<string, PastEvent> Events)
{
    /// <summary>Nothing.</summary>
    public static ShardParts None { get; } = new(
        Array.Empty<int>().ToLookup(_ => "", _ => default(Occasion)!), Array.Empty<int>().ToLookup(_ => "", _ => default(PastEvent)!));
}

/// <summary>Reads the rows beside the cards: what snapshots do not tell. As much as there is, so of bases of some size only.</summary>
public sealed class PastParts(TableServiceClient service)
{
    private const int PageSize = 1000;

    private readonly TableClient _contacts = service.GetTableClient(Tables.Contacts);

    /// <summary>Whether a trigger is told of by these rows.</summary>
    public static bool Tell(AutomationTrigger trigger) => trigger is CartTrigger or DeliveredTrigger or RequestTrigger;

    internal async Task<ShardParts> OfShardAsync(string shard, AutomationTrigger trigger, CancellationToken cancellationToken)
    {
        var (occasions, events) = (new List<(string Id, Occasion What)>(), new List<(string Id, PastEvent What)>());
        await foreach (var row in _contacts.QueryAsync<TableEntity>(
            TableKeys.Range(shard, PartRow.Prefix), PageSize, cancellationToken: cancellationToken))
        {
            var id = PartRow.IdOf(row);
            if (trigger is CartTrigger cart && CartRow.Is(row))
            {
                var (key, state) = CartRow.Read(row);
                if (state.Content is { Items.IsEmpty: false } content && !(state.EndedAt <= content.Said.At + cart.Idle))
                {
                    occasions.Add((id, new Occasion(key, content.Said.At + cart.Idle) { Cart = key }));
                }
            }
            else if (OrderRow.Is(row) && OrderRow.Read(row) is var (order, known)
                && known.Milestones.TryGetValue(OrderMilestone.Delivered, out var delivered))
            {
                occasions.Add((id, new Occasion($"delivered {order}", delivered) { Order = order }));
                events.Add((id, new PastEvent(AutomationEvents.Delivered, delivered)));
            }
            else if (ItemRows.Requests.Is(row) && ItemRows.Requests.Read(row).OpenedAt is var opened)
            {
                occasions.Add((id, new Occasion(row.RowKey, opened)));
                events.Add((id, new PastEvent(AutomationEvents.Request, opened)));
            }
        }

        return new ShardParts(
            occasions.Where(one => IsMeant(trigger, one.What)).ToLookup(one => one.Id, one => one.What, StringComparer.Ordinal),
            events.ToLookup(one => one.Id, one => one.What, StringComparer.Ordinal));
    }

    private static bool IsMeant(AutomationTrigger trigger, Occasion what) => trigger switch
    {
        CartTrigger => what.Cart is not null,
        DeliveredTrigger => what.Order is not null,
        _ => what is { Cart: null, Order: null },
    };
}
