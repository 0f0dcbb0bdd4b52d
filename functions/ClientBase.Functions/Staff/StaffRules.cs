using System.Globalization;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Http;
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
public sealed class StaffRules(ContactReader contacts, DailyReads reads, IOptions<StaffOptions> options)
{
    private const int LongestManagersList = 50;

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

        return right.IsOfContact
            && request.RouteValues["id"] is string id
            && await contacts.GetAsync(id, request.HttpContext.RequestAborted) is { } card
            && !IsFor(caller, ContactView.Of(card))
            ? Problems.Forbidden("This client has another manager.")
            : null;
    }

    /// <summary>An answer as this caller may see it.</summary>
    public async Task<ShownAnswer> ShowAsync(Caller caller, object? answer, CancellationToken cancellationToken)
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
        var own = page.Items.Where(contact => IsFor(caller, contact)).ToList();
        return (Results.Json(page with { Items = own }), own.Count);
    }

    // Theirs, or nobody's.
    private static bool IsFor(Caller caller, ContactView contact) =>
        contact.Manager is null || string.Equals(contact.Manager, caller.Name, StringComparison.OrdinalIgnoreCase);
}
