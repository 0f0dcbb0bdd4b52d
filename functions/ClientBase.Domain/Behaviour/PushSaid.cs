namespace ClientBase.Domain.Behaviour;

/// <summary>A browser lets us show notifications, or does not any more.</summary>
/// <param name="Id">The same for every repeat.</param>
/// <param name="Subscription">The browser's subscription as JSON, in the one spelling we compare: the address notifications go to.</param>
/// <param name="IsGranted">Whether it lets us.</param>
/// <param name="Page">On which page the visitor was asked; null: not told.</param>
/// <param name="From">Network address it came from.</param>
public sealed record PushSaid(string Id, string Subscription, bool IsGranted, string? Page, string? From);
