using System.Globalization;
using Azure.Data.Tables;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Contacts.Duplicates.Deciding;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Staff;

/// <summary>What a caller gets to see of an answer.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Count">Contacts in it; null when it shows none.</param>
/// <param name="IsTooMuch">Whether it is a refusal, since the caller has read enough for today.</param>
public sealed record ShownAnswer(object? Answer, int? Count, bool IsTooMuch)
{
    /// <summary>What it is of, where its route alone does not tell.</summary>
    public string? What { get; init; }
}

/// <summary>Decides what a caller may do and see.</summary>
public sealed class StaffRules(TableServiceClient service, ContactReader contacts, DailyReads reads, IOptions<StaffOptions> options)
{
    private const int LongestManagersList = 50;

    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);

    /// <summary>Why a caller may not do what they ask for; null when they may.</summary>
    internal async Task<IResult?> RefuseAsync(Caller caller, RouteRight right, HttpRequest request)
    {
        if (!right.Allows(caller.Role))
        {
            return Problems.Forbidden($"Your role, {RoleNames.Of(caller.Role)}, does not allow this.");
        }

        if (caller.Role != StaffRole.Manager)
        {
            return null;
        }

        if (int.TryParse(request.Query["take"], NumberStyles.None, CultureInfo.InvariantCulture, out var take)
            && take > LongestManagersList)
        {
            return Problems.Forbidden($"A manager's lists have at most {LongestManagersList} items: ask with a smaller 'take'.");
        }

        return request.RouteValues["id"] is string id
            && await IsOfAnotherAsync(caller, right.Subject, id, request.HttpContext.RequestAborted)
            ? Problems.Forbidden("This client has another manager.")
            : null;
    }

    private async Task<bool> IsOfAnotherAsync(Caller caller, RouteSubject subject, string id, CancellationToken cancellationToken)
    {
        var contactId = subject switch
        {
            RouteSubject.Contact => id,
            RouteSubject.Item or RouteSubject.Task when ItemId.IsValid(id) => ItemId.ContactOf(id),
            _ => null,
        };
        return contactId is not null
            && await contacts.GetAsync(contactId, cancellationToken) is { } card
            && !caller.MaySeeClientOf(card.Manager)
            && !(subject == RouteSubject.Task && await IsAssigneeAsync(caller, id, cancellationToken));
    }

    // Whoever is to do a task sees it, whosever the client is by now.
    private async Task<bool> IsAssigneeAsync(Caller caller, string taskId, CancellationToken cancellationToken)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(
            ContactId.ShardOf(taskId), ItemRows.Tasks.Key(taskId), cancellationToken: cancellationToken);
        return row.HasValue && caller.IsCalled(ItemRows.Tasks.Read(row.Value!).Assignee);
    }

    /// <summary>An answer as this caller may see it.</summary>
    internal async Task<ShownAnswer> ShowAsync(Caller caller, RouteRight right, object? answer, CancellationToken cancellationToken)
    {
        if (answer is AuditedResult taken)
        {
            return new ShownAnswer(answer, taken.Count, IsTooMuch: false) { What = taken.What };
        }

        var (shown, count) = (answer as IValueHttpResult)?.Value switch
        {
            ContactView => (answer, 1),
            Page<ContactView> page when caller.Role == StaffRole.Manager => Own(caller, page),
            Page<ContactView> page => (answer, page.Items.Count),
            not null when right.ShowsPerson && (answer as IStatusCodeHttpResult)?.StatusCode is null or StatusCodes.Status200OK =>
                (answer, 1),
            Page<DuplicateView> page => (answer, 2 * page.Items.Count),
            _ => (answer, (int?)null),
        };
        return count is not { } some || await reads.TryAddAsync(caller, some, cancellationToken)
            ? new ShownAnswer(shown, count, IsTooMuch: false)
            : new ShownAnswer(
                Problems.TooMany($"You may read {options.Value.DailyContactReads} contacts a day. Ask again tomorrow, or ask an owner."),
                null,
                IsTooMuch: true);
    }

    private static (object? Answer, int? Count) Own(Caller caller, Page<ContactView> page)
    {
        var own = page.Items.Where(contact => caller.MaySeeClientOf(contact.Manager)).ToList();
        return (Results.Json(page with { Items = own }), own.Count);
    }
}
