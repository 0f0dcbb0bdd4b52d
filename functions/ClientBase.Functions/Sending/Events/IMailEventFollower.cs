using ClientBase.Domain.Sending.Events;

namespace ClientBase.Functions.Sending.Events;

/// <summary>A feature that does something about mails that people open, and links in them that they follow.</summary>
public interface IMailEventFollower
{
    /// <summary>Called once events are kept, with those of people alone; again for copies.</summary>
    Task FollowAsync(IReadOnlyCollection<MailEvent> events, CancellationToken cancellationToken);
}
