using ClientBase.Domain.Behaviour;

namespace ClientBase.Functions.Capture;

/// <summary>
/// Somebody logged in to a shop with a browser: what it did belongs to that customer. Or a browser whose person is known did something.
/// </summary>
/// <param name="VisitorId">The browser.</param>
/// <param name="Shop">The shop; null when nobody logged in.</param>
/// <param name="CustomerId">The customer's id there.</param>
/// <param name="At">When.</param>
/// <param name="Pass">What a link in a mail handed over; null: no mail led here.</param>
/// <param name="Push">What the browser says of notifications; null: nothing.</param>
public sealed record VisitorIdentified(
    string VisitorId, string? Shop, string? CustomerId, DateTimeOffset At, string? Pass = null, PushSaid? Push = null);
