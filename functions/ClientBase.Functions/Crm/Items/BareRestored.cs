using Azure.Data.Tables;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;

namespace ClientBase.Functions.Crm.Items;

/// <summary>Takes the copies off the lists of work once the base was put back: lists and things were copied at different times.</summary>
internal sealed class BareRestored(TableServiceClient service, CommitsByTable commits) : IAfterRestore
{
    private const int AtOnce = 1000;

    private readonly WorkIndex _index = new(service, commits);

    public async Task RestoredAsync(CancellationToken cancellationToken)
    {
        await foreach (var some in _index.EverybodysAsync(cancellationToken).Chunk(AtOnce).WithCancellation(cancellationToken))
        {
            await _index.AddAsync(some, cancellationToken);
        }
    }
}
