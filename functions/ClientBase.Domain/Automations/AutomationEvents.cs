namespace ClientBase.Domain.Automations;

/// <summary>What may end a run or be its goal.</summary>
public static class AutomationEvents
{
    /// <summary>An order that counts.</summary>
    public const string Order = "order";

    /// <summary>An order was delivered.</summary>
    public const string Delivered = "order.delivered";

    /// <summary>An order was given back, in part or as a whole.</summary>
    public const string Refund = "refund";

    /// <summary>A form was sent.</summary>
    public const string Form = "form";

    /// <summary>A page of the shop was seen.</summary>
    public const string Visit = "visit";

    /// <summary>A cart was changed.</summary>
    public const string Cart = "cart";

    /// <summary>A request was opened.</summary>
    public const string Request = "request";

    /// <summary>A person, not a machine, opened a mail.</summary>
    public const string Open = "mail.open";

    /// <summary>A person, not a machine, followed a link of a mail.</summary>
    public const string Click = "mail.click";

    /// <summary>The person took back the consent to marketing.</summary>
    public const string Unsubscribe = "unsubscribe";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Order, Delivered, Refund, Form, Visit, Cart, Request, Open, Click, Unsubscribe];
}
