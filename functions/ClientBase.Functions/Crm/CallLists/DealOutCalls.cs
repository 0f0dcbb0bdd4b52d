using ClientBase.Domain.Crm;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Crm.Items;
using ClientBase.Functions.Crm.Tasks;
using ClientBase.Functions.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Crm.CallLists;

/// <summary>Deals out a page of a call list; the next page is a message of its own.</summary>
public sealed class DealOutCalls(
    CallListStore lists, SegmentMembers segments, TaskStore tasks, TimeProvider clock, ILogger<DealOutCalls> logger)
{
    private const int PageSize = 100;

    /// <summary>Runs for each page. A task's id follows from list and contact, so a repeat sets none twice.</summary>
    [Function(nameof(DealOutCalls))]
    public async Task RunAsync([QueueTrigger(Queues.CallList)] DealCalls message, CancellationToken cancellationToken)
    {
        if (await lists.GetAsync(message.List, cancellationToken) is not { } list)
        {
            await EarlyMessages.WaitAsync(
                message.Waited, wait => lists.DealAsync(message with { Waited = message.Waited + 1 }, cancellationToken, wait));
            return;
        }

        var page = await segments.IdsAsync(list.Segment, PageSize, message.After, cancellationToken);
        var cards = await segments.WholeAsync(page.Items, cancellationToken);
        await Task.WhenAll(cards.Select((card, at) => SetAsync(message, list, card, message.Dealt + at, cancellationToken)));
        var dealt = message.Dealt + cards.Count;
        if (page.Continuation is { } after)
        {
            await lists.DealAsync(message with { After = after, Dealt = dealt }, cancellationToken);
        }

        if (list.Dealt < dealt || page.Continuation is null)
        {
            await lists.PutAsync(message.List, list with { Dealt = dealt, IsFinished = page.Continuation is null }, cancellationToken);
        }

        logger.CallsDealt(message.List, dealt, page.Continuation is null);
    }

    // A client of one manager is not called by another.
    private Task<bool> SetAsync(DealCalls message, CallList list, ContactCard card, int turn, CancellationToken cancellationToken)
    {
        var assignee = card.Manager ?? list.Managers[turn % list.Managers.Count];
        var task = new ClientTask(list.Title, list.DueAt, assignee, clock.GetUtcNow())
        {
            Script = list.Script,
            CallList = message.List,
            By = list.By,
        };
        return tasks.AddAsync(NewIds.Following(card.Contact.Id, "call", message.List), task, cancellationToken);
    }
}
