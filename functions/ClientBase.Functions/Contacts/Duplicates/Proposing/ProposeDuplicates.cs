using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Contacts.Duplicates.Proposing;

/// <summary>Has those compared who have changed, to find who was filed twice.</summary>
public sealed class ProposeDuplicates(DuplicateSearches searches)
{
    [Function(nameof(ProposeDuplicates))]
    public Task RunAsync([TimerTrigger("%Schedule_ProposeDuplicates%")] TimerInfo timer, CancellationToken cancellationToken) =>
        searches.PutAsync(new DuplicateSearch(), cancellationToken);
}
