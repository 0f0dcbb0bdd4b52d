using Azure.Data.Tables;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Crm.Items;

/// <summary>Takes the copies off the lists of work once the base was put back: lists and things were copied at different times.</summary>
internal sealed class BareRestored(TableServiceClient service, CommitsByTable commits) : IAfterRestore
{
    private readonly WorkIndex _index = new(service, commits);

    public Task RestoredAsync(CancellationToken cancellationToken) => Task.WhenAll(
        new[] { WorkRow.OpenTasks, WorkRow.DoneTasks, WorkRow.Deals, WorkRow.Requests }
            .Select(prefix => _index.BareAllAsync(prefix, cancellationToken)));
}
