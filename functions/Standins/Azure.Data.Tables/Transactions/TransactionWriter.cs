using Azure.Data.Tables.Limits;
using Azure.Data.Tables.Models;
using Azure.Data.Tables.Protocol;

namespace Azure.Data.Tables.Transactions;

/// <summary>
/// Writes the actions of one transaction as an OData change set. What the service would refuse is refused here, with the index of the
/// action, before anything is sent.
/// </summary>
internal sealed class TransactionWriter
{
    private readonly string _tableAddress;
    private readonly string _batch = $"batch_{Guid.NewGuid()}";
    private readonly string _changeset = $"changeset_{Guid.NewGuid()}";
    private readonly string _partHead;
    private readonly RequestBuffer _body = RequestBuffer.Rent();
    private readonly HashSet<string> _rows = new(StringComparer.Ordinal);
    private string? _partition;
    private string? _escapedPartition;

    public TransactionWriter(Uri table)
    {
        _tableAddress = table.AbsoluteUri;
        _partHead = $"--{_changeset}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n";
        _body.Write($"--{_batch}\r\nContent-Type: multipart/mixed; boundary={_changeset}\r\n\r\n");
    }

    public string ContentType => $"multipart/mixed; boundary={_batch}";

    public int Actions => _rows.Count;

    public void Add(TableTransactionAction action)
    {
        ArgumentNullException.ThrowIfNull(action);
        var index = _rows.Count;
        try
        {
            CheckPlace(action.Entity);
            Write(action);
        }
        catch (RequestFailedException broken)
        {
            throw TableTransactionFailedException.At(
                index, new RequestFailedException(broken.Status, $"{index}:{broken.Message}", broken.ErrorCode, broken));
        }
    }

    /// <summary>The finished body.</summary>
    public RequestBuffer End()
    {
        _body.Write($"--{_changeset}--\r\n\r\n--{_batch}--\r\n");
        return _body.Length < TableLimits.TransactionBytes
            ? _body
            : throw TableLimits.Broken(
                TableErrorCode.ContentLengthExceeded,
                $"the {Actions} actions take {_body.Length} bytes; send fewer at a time, a transaction holds less than 4 MiB.",
                status: 413);
    }

    private void CheckPlace(ITableEntity entity)
    {
        if (_rows.Count == TableLimits.ActionsPerTransaction)
        {
            throw TableLimits.Broken(
                TableErrorCode.InvalidInput,
                $"the transaction has more than {TableLimits.ActionsPerTransaction} actions; split it.");
        }

        _partition ??= entity.PartitionKey;
        if (entity.PartitionKey != _partition)
        {
            throw TableLimits.Broken(
                TableErrorCode.CommandsInBatchActOnDifferentPartitions,
                "this action's PartitionKey is not that of the first; send one transaction for each partition.");
        }

        if (!_rows.Add(entity.RowKey))
        {
            throw TableLimits.Broken(
                TableErrorCode.InvalidDuplicateRow,
                "an earlier action has the same RowKey; put both changes into one action.");
        }
    }

    private void Write(TableTransactionAction action)
    {
        _body.Write(_partHead);
        switch (action.ActionType)
        {
            case TableTransactionActionType.Add:
                WriteRequestLine("POST ", entity: null);
                _body.Write("Prefer: return-no-content\r\n"u8);
                WriteBody(action.Entity);
                break;
            case TableTransactionActionType.Delete:
                WriteRequestLine("DELETE ", action.Entity);
                WriteCondition(action.ETag == default ? ETag.All : action.ETag);
                _body.Write("\r\n"u8);
                break;
            case TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpsertMerge:
                WriteRequestLine("PATCH ", action.Entity);
                WriteCondition(action);
                WriteBody(action.Entity);
                break;
            case TableTransactionActionType.UpdateReplace or TableTransactionActionType.UpsertReplace:
                WriteRequestLine("PUT ", action.Entity);
                WriteCondition(action);
                WriteBody(action.Entity);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(action), action.ActionType, "Not a kind of action.");
        }
    }

    private void WriteRequestLine(string method, ITableEntity? entity)
    {
        _body.Write(method);
        _body.Write(_tableAddress);
        if (entity is not null)
        {
            WriteKeys(entity);
        }

        _body.Write(" HTTP/1.1\r\nAccept: application/json;odata=minimalmetadata\r\nDataServiceVersion: 3.0\r\n"u8);
    }

    private void WriteCondition(TableTransactionAction action)
    {
        // As upstream: an update without an ETag goes out without a condition, which makes it an upsert.
        var isUpdate = action.ActionType is TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpdateReplace;
        if (isUpdate && action.ETag != default)
        {
            WriteCondition(action.ETag);
        }
    }

    private void WriteCondition(ETag etag)
    {
        var text = etag.ToString();
        if (text.AsSpan().ContainsAnyInRange('\0', '\x1f'))
        {
            // It would add lines to the body.
            throw new ArgumentException("The ETag holds control characters; pass one that the service returned.", nameof(etag));
        }

        _body.Write("If-Match: "u8);
        _body.Write(text);
        _body.Write("\r\n"u8);
    }

    private void WriteBody(ITableEntity entity)
    {
        _body.Write("Content-Type: application/json\r\n\r\n"u8);
        _body.Write(entity);
        _body.Write("\r\n"u8);
    }

    private void WriteKeys(ITableEntity entity)
    {
        _escapedPartition ??= EntityPath.Escape(entity.PartitionKey);
        _body.Write("(PartitionKey='"u8);
        _body.Write(_escapedPartition);
        _body.Write("',RowKey='"u8);
        _body.Write(EntityPath.Escape(entity.RowKey));
        _body.Write("')"u8);
    }
}
