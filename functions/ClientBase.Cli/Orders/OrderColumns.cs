using ClientBase.Domain.Tables;

namespace ClientBase.Cli.Orders;

/// <summary>Which columns of a file hold the orders.</summary>
/// <param name="Customer">Whose the line is; lines without one are left out.</param>
/// <param name="Date">When it was.</param>
/// <param name="Amount">Its sum, or two columns to multiply (<c>Quantity*UnitPrice</c>); null when sums do not matter.</param>
/// <param name="Order">The order it belongs to; null when each line is an order.</param>
internal sealed record OrderColumns(string Customer, string Date, string? Amount = null, string? Order = null)
{
    /// <summary>Reads the amount of the current row: one column, or the product of two.</summary>
    /// <exception cref="InputRefusedException">There is no such column.</exception>
    public Func<decimal> AmountsOf(TableInput input)
    {
        if (Amount is null)
        {
            return () => 0m;
        }

        if (!input.Has(Amount) && Amount.Split('*') is [var left, var right])
        {
            var (quantity, price) = (new CellNumbers(input, input.Column(left)), new CellNumbers(input, input.Column(right)));
            return () => quantity.Read() * price.Read() is var amount && Math.Abs(amount) <= CellNumbers.Largest
                ? amount
                : throw input.Refuse(input.Column(left), $"times column '{right}' it is more than an amount of money can be.");
        }

        return new CellNumbers(input, input.Column(Amount)).Read;
    }
}
