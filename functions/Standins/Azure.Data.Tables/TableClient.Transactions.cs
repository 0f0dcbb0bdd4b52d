using Azure.Core;
using Azure.Data.Tables.Transactions;

namespace Azure.Data.Tables;

public partial class TableClient
{
    public virtual async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transactionActions);
        var writer = new TransactionWriter(_uri);
        foreach (var action in transactionActions)
        {
            writer.Add(action);
        }

        if (writer.Actions == 0)
        {
            throw new InvalidOperationException("A transaction needs at least one action.");
        }

        using var message = _account.CreateMessage(RequestMethod.Post, "$batch");
        var response = await _account.SendOrThrowAsync(message, writer.End(), writer.ContentType, cancellationToken).ConfigureAwait(false);
        return Response.FromValue<IReadOnlyList<Response>>(TransactionReader.Read(response, writer.Actions), response);
    }
}
