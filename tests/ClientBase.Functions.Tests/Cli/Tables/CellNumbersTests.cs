using System.Globalization;
using ClientBase.Cli.Tables;

namespace ClientBase.Functions.Tests.Cli.Tables;

public sealed class CellNumbersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("12|-0.5|1234.5", "12 -0.5 1234.5")]
    [InlineData("12,5|1 234,50|1\u00a0234,5|7", "12.5 1234.50 1234.5 7")]
    [InlineData("1,234.50|1,234|2,345,678", "1234.50 1234 2345678")]
    [InlineData("1.234,50|1.234|2.345.678", "1234.50 1234 2345678")]
    [InlineData("1'234.50|(12.50)|−3.25|+4", "1234.50 -12.50 -3.25 4")]
    [InlineData("$12.50|12.50 €|1 200 ₽", "12.50 12.50 1200")]
    [InlineData("1.234|1.5", "1.234 1.5")]
    [InlineData("0,125|1,5", "0.125 1.5")]
    [InlineData("1.5e3|2E-2", "1500 0.02")]
    public void Amounts_are_read_as_people_mean_them(string cells, string expected) =>
        Assert.Equal(expected, string.Join(' ', Read(cells, '|').Select(number => number.ToString(CultureInfo.InvariantCulture))));

    [Fact]
    public void A_lone_comma_before_three_digits_is_decimal_where_commas_do_not_separate_cells()
    {
        Assert.Equal([1.234m], Read("1,234", ';'));
        Assert.Equal([1234m], Read("\"1,234\"", ','));
    }

    [Theory]
    [InlineData("1.5|2,5", "row 3, column 'amount': '2,5' has a decimal comma, and '1.5' in row 2 a decimal point")]
    [InlineData("2,5|1.5", "row 3, column 'amount': '1.5' has a decimal point, and '2,5' in row 2 a decimal comma")]
    [InlineData("12|", "row 3, column 'amount': the amount is missing")]
    [InlineData("12|abc", "row 3, column 'amount': 'abc' is no number")]
    [InlineData("NaN", "'NaN' is no number")]
    [InlineData("1..5", "'1..5' is no number")]
    [InlineData("1-5", "'1-5' is no number")]
    [InlineData("99999999999999999999999999999999999", "is no number")]
    [InlineData("12.5.5,5,5", "is no number")]
    public void What_is_no_amount_is_refused_where_it_stands(string cells, string message) =>
        Assert.Contains(message, Assert.Throws<InputRefusedException>(() => Read(cells, '|')).Message, StringComparison.Ordinal);

    private List<decimal> Read(string cells, char separator)
    {
        var rows = cells.Split('|').Select((cell, i) => $"{i}{separator}{cell}");
        using var input = CsvInput.Open(_folder.Write("a.csv", $"id{separator}amount\n{string.Join('\n', rows)}\n"));
        var column = new CellNumbers(input, input.Column("amount"));
        var numbers = new List<decimal>();
        while (input.Read())
        {
            numbers.Add(column.Read());
        }

        return numbers;
    }
}
