using ClientBase.Domain.Crm;

namespace ClientBase.Functions.Crm.Requests;

/// <summary>A feature that does something about people who ask for something.</summary>
public interface IRequestFollower
{
    /// <summary>Called once a request is open; again for a repeat, which a crash before the call looks like.</summary>
    Task FollowAsync(string contactId, string requestId, ClientRequest request, CancellationToken cancellationToken);
}
