using ClientBase.Domain.Texts;

namespace ClientBase.Domain.Tests.Texts;

public sealed class MoneyTextTests
{
    [Theory]
    [InlineData("1234.5", "RUB", true, "1 234,50 ₽")]
    [InlineData("1000000", "RUB", true, "1 000 000 ₽")]
    [InlineData("-5.005", "EUR", true, "-5,01 €")]
    [InlineData("12", null, true, "12")]
    [InlineData("1234.5", "USD", false, "$1,234.50")]
    [InlineData("-2", "USD", false, "-$2.00")]
    [InlineData("3", "CHF", false, "3.00 CHF")]
    public void Sums_are_written_as_people_read_them(string amount, string? currency, bool isRussian, string text)
    {
        var number = decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(text, MoneyText.Write(number, currency, isRussian).Replace('\u00a0', ' '));
    }

    [Theory]
    [InlineData("0", 2)]
    [InlineData("1", 0)]
    [InlineData("2", 1)]
    [InlineData("5", 2)]
    [InlineData("11", 2)]
    [InlineData("21", 0)]
    [InlineData("112", 2)]
    [InlineData("1.5", 1)]
    public void A_russian_noun_takes_its_form_from_the_number(string number, int form)
    {
        Assert.Equal(form, RussianPlural.FormOf(decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture)));
    }
}
