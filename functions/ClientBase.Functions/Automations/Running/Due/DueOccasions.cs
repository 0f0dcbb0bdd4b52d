using ClientBase.Domain.Automations;
using ClientBase.Functions.Automations.Running.Entering;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Automations.Running.Due;

/// <summary>What time alone brings about: a cart counts as left behind, a date has come.</summary>
public sealed class DueOccasions(
    ContactReader contacts,
    KnownAutomations automations,
    Enrolment enrolment,
    CartWatch carts,
    PersonDates dates,
    DueRetries retries,
    TimeProvider clock)
{
    // So long after it was touched last a cart is still news: shops tell of old ones, too.
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(1);

    /// <summary>Lets the person enter what listens, then takes the row away. A repeat changes nothing.</summary>
    public async Task ComeAsync(DueItem item, CancellationToken cancellationToken)
    {
        if (item.What != DueRow.Date)
        {
            await CartAsync(item, cancellationToken);
        }
        else if (await dates.HappeningOfAsync(item, cancellationToken) is { } date)
        {
            await enrolment.HearAsync(item.Contact, [date], cancellationToken);
        }

        await retries.ForgetAsync(item, cancellationToken);
    }

    private async Task CartAsync(DueItem item, CancellationToken cancellationToken)
    {
        var listening = (await automations.GetAsync(cancellationToken)).With<CartTrigger>().Select(one => one.Id).ToList();
        if (listening.Count > 0 && await contacts.FindAsync(item.Contact, cancellationToken) is { } contact
            && await carts.FindAsync(item.Of, contact, cancellationToken) is { Content: { } content }
            && content.Said.At > clock.GetUtcNow() - Fresh)
        {
            // Named by when it was touched last: left behind once more is another occasion.
            var left = new Happening("cart.abandoned", $"{item.Of} {content.Said.At.UtcTicks}") { Cart = item.Of, Enter = listening };
            await enrolment.HearAsync(item.Contact, [left], cancellationToken);
        }
    }
}
