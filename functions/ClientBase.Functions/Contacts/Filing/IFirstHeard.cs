namespace ClientBase.Functions.Contacts.Filing;

/// <summary>A feature that does something about people who are heard of for the first time.</summary>
public interface IFirstHeard
{
    /// <summary>Called once a new contact is filed; again for a repeat, which a crash before the call looks like.</summary>
    Task NoteAsync(string contactId, CancellationToken cancellationToken);
}
