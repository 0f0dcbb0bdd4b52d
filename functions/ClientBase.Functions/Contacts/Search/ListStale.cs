using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Contacts.Search;

/// <summary>Lists contacts to be validated again.</summary>
public sealed class ListStale(StaleContacts stale, TimeProvider clock)
{
    /// <summary>Whom nothing was heard of for 365 days.</summary>
    [Function(nameof(ListStale))]
    [AsksPaging]
    [Answers<Page<ContactView>>]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "contacts/stale")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(request, out var paging, out var problem))
        {
            return problem;
        }

        var now = clock.GetUtcNow();
        return await stale.PageAsync(now, paging, cancellationToken) is { } page
            ? Results.Json(new Page<ContactView>([.. page.Items.Select(card => ContactView.Of(card, now))], page.Continuation))
            : Paging.NotOurs();
    }
}
