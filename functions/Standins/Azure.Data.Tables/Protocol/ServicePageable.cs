using System.Runtime.CompilerServices;

namespace Azure.Data.Tables.Protocol;

/// <summary>Reads page after page until the service returns no continuation.</summary>
internal abstract class ServicePageable<T>(CancellationToken cancellationToken) : AsyncPageable<T>(cancellationToken)
    where T : notnull
{
    public sealed override IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null) =>
        ReadAsync(continuationToken, pageSizeHint, CancellationToken);

    protected abstract Task<Page<T>> ReadPageAsync(string? continuation, int? pageSize, CancellationToken cancellationToken);

    private async IAsyncEnumerable<Page<T>> ReadAsync(
        string? continuation, int? pageSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        do
        {
            var page = await ReadPageAsync(continuation, pageSize, cancellationToken).ConfigureAwait(false);
            yield return page;
            continuation = page.ContinuationToken;
        }
        while (continuation is not null);
    }
}
