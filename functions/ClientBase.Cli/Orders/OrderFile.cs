using ClientBase.Cli.Tables;
using ClientBase.Domain.Tables;

namespace ClientBase.Cli.Orders;

/// <summary>The orders of a file as columns: row i of each is one order (or return).</summary>
/// <param name="Customers">The customers' ids, in the order of their first line.</param>
/// <param name="CustomerOf">Whose an order is: an index into <paramref name="Customers"/>.</param>
/// <param name="At">When: the time of its latest line, UTC.</param>
/// <param name="Amounts">Its sum; 0 where the file was read without sums.</param>
/// <param name="Lines">Lines read.</param>
/// <param name="LinesWithoutCustomer">Lines left out because they name no customer.</param>
internal sealed record OrderFile(
    IReadOnlyList<string> Customers,
    IReadOnlyList<int> CustomerOf,
    IReadOnlyList<DateTime> At,
    IReadOnlyList<decimal> Amounts,
    long Lines,
    long LinesWithoutCustomer)
{
    private const int RowsBetweenReports = 1 << 16;

    /// <summary>Reads a file row by row.</summary>
    /// <param name="path">The CSV file.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="progress">Gets the share that is read, 0 to 1.</param>
    /// <param name="cancellationToken">Stops between rows.</param>
    /// <exception cref="InputRefusedException">The file, a column or a cell cannot be used; says which and why.</exception>
    public static OrderFile Read(string path, OrderColumns columns, IProgress<double> progress, CancellationToken cancellationToken)
    {
        using var input = TableFiles.Open(path);
        var (customerColumn, dateColumn) = (input.Column(columns.Customer), input.Column(columns.Date));
        var (times, readAmount) = (new CellTimes(input, dateColumn), columns.AmountsOf(input));
        var orderIds = columns.Order is null ? null : new CellIds(input, input.Column(columns.Order));
        var customerIds = new CellIds(input, customerColumn);
        var orders = new OrderLines();
        var (lines, anonymous) = (0L, 0L);
        while (input.Read())
        {
            if (++lines % RowsBetweenReports == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress.Report(input.Progress);
            }

            if (input[customerColumn].IsEmpty)
            {
                anonymous++;
                continue;
            }

            var (customer, order, at, amount) = (customerIds.Read(), OrderOf(input, orderIds), times.Read(), readAmount());
            if (!orders.Add(customer, order, at, amount))
            {
                throw input.Refuse(dateColumn, "with this row the amounts together are more than can be counted.");
            }
        }

        return new OrderFile(customerIds.All, orders.CustomerOf, orders.At, orders.Amounts, lines, anonymous);
    }

    private static int? OrderOf(TableInput input, CellIds? orderIds)
    {
        if (orderIds is null)
        {
            return null;
        }

        return input[orderIds.Column].IsEmpty ? throw input.Refuse(orderIds.Column, "the order's id is missing.") : orderIds.Read();
    }

    /// <summary>Gathers lines into orders.</summary>
    private sealed class OrderLines
    {
        private const decimal Countable = 4_000_000_000_000_000_000m; // Sums are kept in 64 bits.

        private decimal _total;

        private readonly Dictionary<(int Customer, int Order), int> _known = [];

        public List<int> CustomerOf { get; } = [];

        public List<DateTime> At { get; } = [];

        public List<decimal> Amounts { get; } = [];

        /// <summary>Adds a line; false when the amounts together are too large.</summary>
        public bool Add(int customer, int? order, DateTime at, decimal amount)
        {
            _total += Math.Abs(amount);
            if (_total > Countable)
            {
                return false;
            }

            // Shops number their orders, tills their receipts, so the same number of another customer is another order.
            if (order is { } id && !_known.TryAdd((customer, id), At.Count))
            {
                var known = _known[(customer, id)];
                Amounts[known] += amount;
                At[known] = at > At[known] ? at : At[known];
                return true;
            }

            CustomerOf.Add(customer);
            At.Add(at);
            Amounts.Add(amount);
            return true;
        }
    }
}
