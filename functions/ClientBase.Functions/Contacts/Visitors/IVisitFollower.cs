using ClientBase.Domain.Contacts;

namespace ClientBase.Functions.Contacts.Visitors;

/// <summary>A feature that does something about what known people do on the site.</summary>
public interface IVisitFollower
{
    /// <summary>Called after somebody who is known has done something there; again for a repeat.</summary>
    Task FollowAsync(Contact contact, CancellationToken cancellationToken);
}
