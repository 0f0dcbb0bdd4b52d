using System.Globalization;

namespace ClientBase.Domain.Automations.Words;

/// <summary>Says what lets people enter, and what ends their way: "when an order is delivered".</summary>
internal static class TriggerWords
{
    /// <summary>What lets people enter, as what follows "when".</summary>
    public static LocalText Of(AutomationTrigger trigger) => trigger switch
    {
        FormTrigger { Form: { } form } => new($"form “{form}” is sent", $"отправлена форма «{form}»"),
        FormTrigger => new("any form is sent", "отправлена любая форма"),
        SegmentTrigger { Entered: true, Segment: var segment } =>
            new($"somebody enters segment {segment}", $"человек вошёл в сегмент {segment}"),
        SegmentTrigger { Segment: var segment } => new($"somebody leaves segment {segment}", $"человек вышел из сегмента {segment}"),
        OrderTrigger => new("an order is placed", "сделан заказ"),
        DeliveredTrigger => new("an order is delivered", "заказ доставлен"),
        CartTrigger cart => SpanWords.Of(cart.Idle) is var idle
            ? new($"a cart is left alone for {idle.En}", $"корзина брошена на {idle.Ru}")
            : idle,
        VisitTrigger visit => new($"a page with “{visit.Url}” in its address is seen", $"открыта страница с «{visit.Url}» в адресе"),
        DateTrigger date => Date(date),
        BackInStockTrigger => new("an article somebody waits for is back in stock", "товар, которого ждали, снова в наличии"),
        PriceDropTrigger { Percent: 0 } => new("the price of a watched article falls", "цена отслеживаемого товара снизилась"),
        PriceDropTrigger drop => new(
            $"the price of a watched article falls by {Percent(drop.Percent)} % or more",
            $"цена отслеживаемого товара снизилась на {Percent(drop.Percent)} % или больше"),
        TierTrigger => new("somebody reaches another loyalty tier", "человек перешёл на другой уровень лояльности"),
        TagTrigger tag => new($"somebody gets the tag “{tag.Tag}”", $"человек получил метку «{tag.Tag}»"),
        StaleTrigger stale => SpanWords.Of(stale.After) is var after
            ? new($"nothing is heard of somebody for {after.En}", $"о человеке ничего не слышно {after.Ru}")
            : after,
        RequestTrigger => new("somebody opens a request", "человек оставил обращение"),
        _ => throw new ArgumentOutOfRangeException(nameof(trigger), trigger.On, "A trigger without words."),
    };

    /// <summary>Something that happens: "an order".</summary>
    public static LocalText OfEvent(string name) => name switch
    {
        AutomationEvents.Order => new("an order", "заказ"),
        AutomationEvents.Delivered => new("a delivery", "доставка заказа"),
        AutomationEvents.Refund => new("a refund", "возврат"),
        AutomationEvents.Form => new("a form", "отправка формы"),
        AutomationEvents.Visit => new("a visit of the shop", "визит на сайт"),
        AutomationEvents.Cart => new("a change of the cart", "изменение корзины"),
        AutomationEvents.Request => new("a request", "обращение"),
        AutomationEvents.Open => new("an opened mail", "открытие письма"),
        AutomationEvents.Click => new("a click in a mail", "переход из письма"),
        AutomationEvents.Unsubscribe => new("an unsubscription", "отписка"),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "An event without words."),
    };

    /// <summary>How often one person enters.</summary>
    public static LocalText Of(OncePer once) => once switch
    {
        OncePer.Cart => new("once per cart", "один раз на корзину"),
        OncePer.Order => new("once per order", "один раз на заказ"),
        OncePer.Year => new("once a year", "раз в год"),
        OncePer.Always => new("each time", "каждый раз"),
        _ => new("once per person", "один раз на человека"),
    };

    private static LocalText Date(DateTrigger date)
    {
        var days = SpanWords.Of(TimeSpan.FromDays(Math.Abs(date.OffsetDays)));
        var field = date.Field == Contacts.ContactFields.BirthDate
            ? new LocalText("the birthday", "дня рождения")
            : new LocalText($"the date in “{date.Field}”", $"даты из поля «{date.Field}»");
        var at = date.At.ToString("HH:mm", CultureInfo.InvariantCulture);
        return date.OffsetDays switch
        {
            0 => new($"it is {at} on the day of {field.En}, local time", $"наступило {at} в день {field.Ru} по местному времени"),
            < 0 => new(
                $"it is {at}, {days.En} before {field.En}, local time", $"наступило {at} за {days.Ru} до {field.Ru} по местному времени"),
            _ => new(
                $"it is {at}, {days.En} after {field.En}, local time",
                $"наступило {at} через {days.Ru} после {field.Ru} по местному времени"),
        };
    }

    /// <summary>A percentage without needless digits.</summary>
    internal static string Percent(decimal percent) => percent.ToString("0.##", CultureInfo.InvariantCulture);
}
