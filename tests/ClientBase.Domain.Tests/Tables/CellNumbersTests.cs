using System.Globalization;
using ClientBase.Domain.Tables;

namespace ClientBase.Domain.Tests.Tables;

public sealed class CellNumbersTests
{
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
    [InlineData("1 234,50 руб.|99 р.|12,00 RUB", "1234.50 99 12.00")]
    [InlineData("USD 12.50|12.50 usd|(USD 3)|€ 7", "12.50 12.50 -3 7")]
    [InlineData("1.234|950|12.50", "1.234 950 12.50")]
    [InlineData("1.200|12.500|950,00", "1200 12500 950.00")]
    [InlineData("1,200|12,500|950.00", "1200 12500 950.00")]
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
    [InlineData("99999999999999999999999999999999999", "is too large")]
    [InlineData("12|1e22", "row 3, column 'amount': '1e22' is too large: an amount is at most 1,000,000,000,000")]
    [InlineData("1e999", "is too large")]
    [InlineData("12 кг", "'12 кг' is no number")]
    [InlineData("950|1.200|12.500", "row 3, column 'amount': '1.200' can be read two ways, a thousandfold apart")]
    [InlineData("950|1,200", "row 3, column 'amount': '1,200' can be read two ways")]
    [InlineData("12.5.5,5,5", "is no number")]
    public void What_is_no_amount_is_refused_where_it_stands(string cells, string message) =>
        Assert.Contains(message, Assert.Throws<InputRefusedException>(() => Read(cells, '|')).Message, StringComparison.Ordinal);

    [Fact]
    public void Semicolons_and_dates_with_points_go_with_a_decimal_comma()
    {
        Assert.Equal([950m, 1200m, 12500m], Read("950|1.200|12.500", ';'));
        using var input = Table.Open("date,sum\n02.01.2026,1.200\n");
        Assert.True(input.Read());
        Assert.Equal(1200m, new CellNumbers(input, 1).Read());
    }

    [Fact]
    public void What_a_later_row_tells_settles_an_earlier_one() =>
        Assert.Equal([1.2m, 950.5m], Read("1.200|950.5", ';'));

    private static List<decimal> Read(string cells, char separator)
    {
        var rows = cells.Split('|').Select((cell, i) => $"{i}{separator}{cell}");
        using var input = Table.Open($"id{separator}amount\n{string.Join('\n', rows)}\n");
        var column = new CellNumbers(input, input.Column("amount"));
        var numbers = new List<decimal>();
        while (input.Read())
        {
            numbers.Add(column.Read());
        }

        return numbers;
    }
}
