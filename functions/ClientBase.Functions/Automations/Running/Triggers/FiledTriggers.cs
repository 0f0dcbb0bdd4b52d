using Azure.Data.Tables;
using ClientBase.Domain.Automations;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Orders;
using ClientBase.Functions.Automations.Running.Entering;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Automations.Running.Triggers;

/// <summary>Hears what is filed: forms, orders, carts, tags, withdrawals. Where no automation listens to it, nothing is written.</summary>
/// <remarks>
/// What an import, a back-fill or another base tells is history: it starts nothing. Nor does a repeat of what happened before an automation
/// was defined.
/// </remarks>
public sealed class FiledTriggers(
    KnownAutomations automations, RunQueues queues, TierTriggers tiers, PersonDates dates, CommitsByTable commits, TimeProvider clock)
    : IFiledFollower
{
    // So long after it was placed an order that was never heard of is no new one.
    private static readonly TimeSpan OldOrder = TimeSpan.FromDays(7);

    private readonly TableCommits _commits = commits.Of(Tables.Contacts);

    /// <inheritdoc/>
    public async Task FollowAsync(CapturedEvent capture, Filed filed, CancellationToken cancellationToken)
    {
        var listeners = await automations.GetAsync(cancellationToken);
        if (listeners.IsEmpty || capture.IsHistory || filed.ContactId is not { } contactId)
        {
            return;
        }

        List<Happening> what =
        [
            .. Form(listeners, capture, filed),
            .. Tags(listeners, capture, filed),
            .. filed.Orders.SelectMany(change => Order(listeners, capture, filed, change)),
            .. Carts(listeners, capture),
            .. Withdrawn(listeners, capture),
            .. await tiers.OfAsync(listeners, filed, cancellationToken),
        ];
        await RowsAsync(listeners, capture, filed, contactId, cancellationToken);
        await queues.PutAsync(contactId, what, cancellationToken);
    }

    private static IEnumerable<Happening> Form(Listeners listeners, CapturedEvent capture, Filed filed)
    {
        if (capture.Kind == "form" && capture.Source.Split(':', 2) is ["form", var form])
        {
            var enter = Fresh(listeners.With<FormTrigger>(one => one.Form is null || one.Form == form), capture, filed);
            return Heard(listeners, new Happening(AutomationEvents.Form, capture.Id) { Enter = enter });
        }

        return [];
    }

    private static IEnumerable<Happening> Tags(Listeners listeners, CapturedEvent capture, Filed filed)
    {
        var given = capture.Says.TagNames.Where(tag => filed.Before?.TagNames.Contains(tag) != true).ToHashSet(StringComparer.Ordinal);
        return from tag in given
               let enter = Fresh(listeners.With<TagTrigger>(one => one.Tag == tag), capture, filed)
               where enter.Count > 0
               select new Happening("tag", $"{capture.Id} {tag}") { Enter = enter };
    }

    private static IEnumerable<Happening> Order(Listeners listeners, CapturedEvent capture, Filed filed, OrderChange change)
    {
        var (before, after) = (change.Before, change.After);
        if (after.Counts && (!before.Counts || !filed.IsNew) && !IsOld(before, after))
        {
            var enter = Fresh(listeners.With<OrderTrigger>(), capture, filed);
            var what = new Happening(AutomationEvents.Order, $"order {change.Key}") { Order = change.Key, Enter = enter };
            foreach (var placed in Heard(listeners, what with { PlacedAt = after.Version?.PlacedAt }))
            {
                yield return placed;
            }
        }

        if (Has(after, OrderMilestone.Delivered) && (!Has(before, OrderMilestone.Delivered) || !filed.IsNew))
        {
            var enter = Fresh(listeners.With<DeliveredTrigger>(), capture, filed);
            foreach (var delivered in Heard(
                listeners, new Happening(AutomationEvents.Delivered, $"delivered {change.Key}") { Order = change.Key, Enter = enter }))
            {
                yield return delivered;
            }
        }

        if (capture.Kind == "refund" && listeners.Heed(AutomationEvents.Refund))
        {
            yield return new Happening(AutomationEvents.Refund, $"refund {capture.Id}") { Order = change.Key };
        }
    }

    // An order that is heard of for the first time because it was changed long after it was placed.
    private static bool IsOld(OrderState before, OrderState after) =>
        before.Version is null && after.Version is { } version && version.PlacedAt < version.Said.At - OldOrder;

    private static bool Has(OrderState order, OrderMilestone milestone) => order.Milestones.ContainsKey(milestone);

    // An order ends its cart, too.
    private static IEnumerable<Happening> Carts(Listeners listeners, CapturedEvent capture) =>
        listeners.CartIdles.Count > 0 || (listeners.Heed(AutomationEvents.Cart) && capture.Kind == AutomationEvents.Cart)
            ? capture.Says.Carts.Keys.Select(cart => new Happening(AutomationEvents.Cart, $"cart {capture.Id}") { Cart = cart })
            : [];

    private static IEnumerable<Happening> Withdrawn(Listeners listeners, CapturedEvent capture) =>
        listeners.Heed(AutomationEvents.Unsubscribe)
        && capture.Says.Consents.Any(one =>
            one.Key.Purpose == ConsentPurpose.Marketing && one.Value is { Granted: false, IsUndated: false })
            ? [new Happening(AutomationEvents.Unsubscribe, $"withdrawn {capture.Id}")]
            : [];

    // Carts that are to be looked at sooner or later than filing has them looked at anyway; dates that come near.
    private Task RowsAsync(
        Listeners listeners, CapturedEvent capture, Filed filed, string contactId, CancellationToken cancellationToken)
    {
        var rows =
            from cart in capture.Says.Carts
            from idle in listeners.CartIdles
            where idle != FilingCarts.Idle
            let at = cart.Value.LeftBehindAt(idle)
            where at is not null
            select DueRow.Of(at.Value, DueRow.IdleCart, contactId, cart.Key);
        var near = filed.Contact is { } contact && MayMoveDates(capture)
            ? dates.Of(listeners, contact, clock.GetUtcNow()).Select(date => PersonDates.RowOf(contactId, date))
            : [];
        List<TableTransactionAction> actions = [.. rows.Concat(near).Select(row => new TableTransactionAction(UpsertReplace, row))];
        return actions.Count == 0
            ? Task.CompletedTask
            : _commits.SubmitAsync(ContactId.ShardOf(contactId), actions, cancellationToken);
    }

    // The date itself, or what tells where the person lives.
    private static bool MayMoveDates(CapturedEvent capture) => capture.Says.Fields.Count > 0 || capture.Says.GivenPhones.Count > 0;

    // What only ends runs is told when some automation minds it.
    private static IEnumerable<Happening> Heard(Listeners listeners, Happening what) =>
        what.Enter.Count > 0 || listeners.Heed(what.Event) ? [what] : [];

    private static List<string> Fresh(IEnumerable<KnownAutomation> meant, CapturedEvent capture, Filed filed) =>
        [.. meant.Where(one => filed.IsNew || capture.At >= one.Since).Select(one => one.Id)];
}
