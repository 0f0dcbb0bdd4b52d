namespace ClientBase.Domain.Automations;

/// <summary>What lets people enter an automation.</summary>
/// <param name="On">Its name in the API.</param>
public abstract record AutomationTrigger(string On)
{
    /// <summary>How often one person enters where the marketer does not say.</summary>
    public virtual OncePer UsualOnce => OncePer.Contact;
}

/// <summary>A form was sent.</summary>
/// <param name="Form">Its id; null: any form.</param>
public sealed record FormTrigger(string? Form) : AutomationTrigger("form");

/// <summary>Somebody came into a segment, or left it.</summary>
/// <param name="Segment">Its id.</param>
/// <param name="Entered">False for leaving.</param>
public sealed record SegmentTrigger(string Segment, bool Entered) : AutomationTrigger(Entered ? "segment.entered" : "segment.left");

/// <summary>An order that counts was placed.</summary>
public sealed record OrderTrigger() : AutomationTrigger("order")
{
    /// <inheritdoc/>
    public override OncePer UsualOnce => OncePer.Order;
}

/// <summary>An order was delivered.</summary>
public sealed record DeliveredTrigger() : AutomationTrigger("order.delivered")
{
    /// <inheritdoc/>
    public override OncePer UsualOnce => OncePer.Order;
}

/// <summary>A cart with goods was left alone.</summary>
/// <param name="Idle">For how long.</param>
public sealed record CartTrigger(TimeSpan Idle) : AutomationTrigger("cart.abandoned")
{
    /// <inheritdoc/>
    public override OncePer UsualOnce => OncePer.Cart;
}

/// <summary>A page of the shop was seen.</summary>
/// <param name="Url">Its address, or a piece of it; a <c>*</c> stands for anything.</param>
public sealed record VisitTrigger(string Url) : AutomationTrigger("visit")
{
    /// <summary>Whether an address is meant: it holds the text, or the pieces between stars in this order, whatever the case.</summary>
    public bool Means(string? url)
    {
        var from = 0;
        foreach (var piece in Url.Split('*', StringSplitOptions.RemoveEmptyEntries))
        {
            if (url?.IndexOf(piece, from, StringComparison.OrdinalIgnoreCase) is not (>= 0 and var at))
            {
                return false;
            }

            from = at + piece.Length;
        }

        return url is not null;
    }
}

/// <summary>A date of the person, such as their birthday.</summary>
/// <param name="Field">The field that holds it: <c>birthDate</c> or a field of the shop's own.</param>
/// <param name="At">At which time where the person lives.</param>
/// <param name="OffsetDays">So many days after the date; below zero: before it.</param>
public sealed record DateTrigger(string Field, TimeOnly At, int OffsetDays) : AutomationTrigger("date")
{
    /// <inheritdoc/>
    public override OncePer UsualOnce => OncePer.Year;
}

/// <summary>An article the person waits for can be bought again.</summary>
public sealed record BackInStockTrigger() : AutomationTrigger("back.in.stock")
{
    /// <inheritdoc/>
    public override OncePer UsualOnce => OncePer.Always;
}

/// <summary>The price of an article the person watches fell.</summary>
/// <param name="Percent">By at least so many percent; 0: by anything.</param>
public sealed record PriceDropTrigger(decimal Percent) : AutomationTrigger("price.drop")
{
    /// <inheritdoc/>
    public override OncePer UsualOnce => OncePer.Always;
}

/// <summary>The person reached another loyalty tier.</summary>
public sealed record TierTrigger() : AutomationTrigger("loyalty.tier")
{
    /// <inheritdoc/>
    public override OncePer UsualOnce => OncePer.Always;
}

/// <summary>The person was given a tag.</summary>
/// <param name="Tag">The tag.</param>
public sealed record TagTrigger(string Tag) : AutomationTrigger("tag");

/// <summary>Nothing was heard of the person for long.</summary>
/// <param name="After">For how long.</param>
public sealed record StaleTrigger(TimeSpan After) : AutomationTrigger("stale");

/// <summary>The person asked for something: a request was opened.</summary>
public sealed record RequestTrigger() : AutomationTrigger("request")
{
    /// <inheritdoc/>
    public override OncePer UsualOnce => OncePer.Always;
}
