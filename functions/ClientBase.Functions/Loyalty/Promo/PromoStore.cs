using ClientBase.Domain.Identity;
using ClientBase.Domain.Loyalty;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Loyalty.Promo;

/// <summary>Promo codes that were given out, and which orders carried them.</summary>
public sealed class PromoStore(CommitsByTable commits)
{
    private readonly TableCommits _codes = commits.Of(Tables.Loyalty);
    private readonly TableCommits _contacts = commits.Of(Tables.Contacts);

    /// <summary>Keeps a code.</summary>
    /// <returns>False when there is one of this name already, which stays as it is.</returns>
    public async Task<bool> AddAsync(PromoCode promo, CancellationToken cancellationToken)
    {
        if (promo.Contact is { } contactId)
        {
            // First that it is theirs: what is kept beside is then found when the person is erased.
            await _contacts.SubmitAsync(
                ContactId.ShardOf(contactId), [new(UpsertReplace, LoyaltyRows.Code(contactId, promo.Code))], cancellationToken);
        }

        var row = PromoRow.Of(promo);
        return (await _codes.SubmitAsync(row.PartitionKey, [new(Add, row)], cancellationToken)).IsApplied;
    }

    /// <summary>Notes that an order carries a code; a repeat is the same row.</summary>
    public Task NoteUseAsync(string code, string orderKey, CancellationToken cancellationToken)
    {
        var row = PromoRow.Use(code, orderKey);
        return _codes.SubmitAsync(row.PartitionKey, [new(UpsertReplace, row)], cancellationToken);
    }
}
