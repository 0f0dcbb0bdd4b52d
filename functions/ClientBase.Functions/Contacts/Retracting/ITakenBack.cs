using Azure.Data.Tables;

namespace ClientBase.Functions.Contacts.Retracting;

/// <summary>A feature whose lists point to rows that lie under a contact.</summary>
public interface ITakenBack
{
    /// <summary>Called before somebody is deleted who was only known by what is taken back; again when that was cut short.</summary>
    /// <param name="parts">All that lies under the contact and those that are part of it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task ForgetAsync(IReadOnlyCollection<TableEntity> parts, CancellationToken cancellationToken);
}
