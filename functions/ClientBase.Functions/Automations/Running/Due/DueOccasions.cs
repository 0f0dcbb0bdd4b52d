using ClientBase.Domain.Automations;
using ClientBase.Domain.Automations.Runs;
using ClientBase.Functions.Automations.Running.Entering;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Automations.Running.Due;

/// <summary>What time alone brings about: a cart counts as left behind, a date has come.</summary>
public sealed class DueOccasions(
    ContactReader contacts,
    KnownAutomations automations,
    Enrolment enrolment,
    CartWatch carts,
    RunStore runs,
    PersonDates dates,
    RunQueues queues,
    TimeProvider clock,
    ILogger<DueOccasions> logger)
{
    // So long after it was touched last a cart is still news: shops tell of old ones, too.
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(1);

    /// <summary>
    /// Lets the person enter what listens, then takes the row away. A repeat changes nothing. What fails is tried again after pauses that
    /// grow, then lies among the poison messages.
    /// </summary>
    public async Task ComeAsync(DueItem item, CancellationToken cancellationToken)
    {
        try
        {
            await HearAsync(item, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            await LaterAsync(item, SafeException.CauseOf(failure), cancellationToken);
        }
    }

    // First what has it tried again, then the row goes that had it tried now.
    private async Task LaterAsync(DueItem item, string cause, CancellationToken cancellationToken)
    {
        logger.DueFailed(item.What, cause);
        var (now, trouble) = (clock.GetUtcNow(), new RunTrouble(null, item.Tries + 1, cause));
        if (trouble.IsForGood())
        {
            await queues.GiveUpAsync(
                item with { RowKey = "", Tries = 0 },
                new PoisonCause(now, trouble.Tries, $"{item.What}: {cause}", nameof(RunAutomationStep)),
                cancellationToken);
        }
        else
        {
            await runs.RememberAsync(item, now + RunTrouble.PauseAfter(trouble.Tries), trouble.Tries, cancellationToken);
        }

        await ForgetAsync(item, cancellationToken);
    }

    private Task ForgetAsync(DueItem item, CancellationToken cancellationToken) => item switch
    {
        { RowKey: "" } => Task.CompletedTask,
        { What: DueRow.Cart } => carts.ForgetAsync(item.Contact, item.Of, item.RowKey, cancellationToken),
        _ => runs.ForgetAsync(item.Contact, item.RowKey, cancellationToken),
    };

    private async Task HearAsync(DueItem item, CancellationToken cancellationToken)
    {
        if (item.What == DueRow.Date)
        {
            if (await dates.HappeningOfAsync(item, cancellationToken) is { } date)
            {
                await enrolment.HearAsync(item.Contact, [date], cancellationToken);
            }

        }
        else
        {
            await CartAsync(item, cancellationToken);
        }

        await ForgetAsync(item, cancellationToken);
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
