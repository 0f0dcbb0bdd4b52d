using System.Globalization;

namespace Azure.Data.Tables;

public class TableTransactionFailedException : RequestFailedException
{
    /// <summary>Key in <see cref="Exception.Data"/> under which the index travels.</summary>
    private const string FailedIndex = "FailedEntity";

    public TableTransactionFailedException(RequestFailedException requestFailedException)
        : base(
            requestFailedException?.Status ?? throw new ArgumentNullException(nameof(requestFailedException)),
            requestFailedException.Message,
            requestFailedException.ErrorCode,
            requestFailedException.InnerException)
    {
        if (requestFailedException.Data[FailedIndex] is string index)
        {
            Data[FailedIndex] = index;
        }
    }

    public int? FailedTransactionActionIndex =>
        Data[FailedIndex] is string index ? int.Parse(index, CultureInfo.InvariantCulture) : null;

    internal static TableTransactionFailedException At(int? index, RequestFailedException failure)
    {
        if (index is { } position)
        {
            failure.Data[FailedIndex] = position.ToString(CultureInfo.InvariantCulture);
        }

        return new TableTransactionFailedException(failure);
    }
}
