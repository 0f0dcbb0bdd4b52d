using ClientBase.Domain.Contacts;
using ClientBase.Domain.Orders;

namespace ClientBase.Functions.Contacts.Filing;

/// <summary>An order before and after an event was filed.</summary>
/// <param name="Key"><c>{shop}:{order id}</c>.</param>
/// <param name="Before">What was known of it; of a repeat the same as after.</param>
/// <param name="After">What is known now.</param>
public sealed record OrderChange(string Key, OrderState Before, OrderState After)
{
    /// <summary>Whether it counts since, or no longer.</summary>
    public bool Turned => Before.Counts != After.Counts;
}

/// <summary>A feature that has something of its own to write once an event was filed.</summary>
public interface IFiledFollower
{
    /// <summary>Called after filing, and again for a repeat, which a crash between the two looks like.</summary>
    Task FollowAsync(CapturedEvent capture, Filed filed, CancellationToken cancellationToken);
}
