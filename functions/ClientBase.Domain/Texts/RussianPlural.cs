namespace ClientBase.Domain.Texts;

/// <summary>Which form a Russian noun takes after a number: 1 заказ, 2 заказа, 5 заказов.</summary>
public static class RussianPlural
{
    /// <summary>0 for one, 1 for a few, 2 for many; a fraction takes the form of a few.</summary>
    public static int FormOf(decimal number)
    {
        var absolute = Math.Abs(number);
        if (absolute != decimal.Truncate(absolute))
        {
            return 1;
        }

        var (tens, units) = ((int)(absolute % 100), (int)(absolute % 10));
        return (tens, units) switch
        {
            ( >= 11 and <= 14, _) => 2,
            (_, 1) => 0,
            (_, >= 2 and <= 4) => 1,
            _ => 2,
        };
    }
}
