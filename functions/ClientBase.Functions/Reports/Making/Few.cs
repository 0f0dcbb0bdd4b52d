using ClientBase.Domain;

namespace ClientBase.Functions.Reports.Making;

/// <summary>Notes that figures are of too few to rely on.</summary>
internal static class Few
{
    private const int Enough = 30;

    /// <summary>A note where there are fewer than enough of something; null where there are enough.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="en">Of what, in English: <c>orders</c>.</param>
    /// <param name="ru">The same in Russian, in the genitive: <c>заказов</c>.</param>
    /// <param name="enough">How many would do.</param>
    public static LocalText? Of(int count, string en, string ru, int enough = Enough) => count >= enough
        ? null
        : new LocalText(
            $"Not enough data: {count} {en}, and shares of fewer than {enough} say little.",
            $"Данных мало: {ru} {count}, а доли меньше чем от {enough} мало о чём говорят.");
}
