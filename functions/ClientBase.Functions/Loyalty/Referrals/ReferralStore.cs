using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Loyalty;
using ClientBase.Domain.Segments.Details;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Loyalty.Promo;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Loyalty.Referrals;

/// <summary>Who came by whose code, and what it was worth.</summary>
/// <remarks>
/// Friend and inviter lie in two shards, so there are steps: the friend's row decides by whom they came, insert-only; then their promo
/// code; then the inviter's row, whose reward is settled by how things stand. Each may be repeated, and a retry makes up for what is
/// missing.
/// </remarks>
public sealed class ReferralStore(
    TableServiceClient service, CommitsByTable commits, ContactReader contacts, PromoStore promos, SigningKey key, TimeProvider clock)
{
    private const int MaxTries = 20; // Each lost race means that somebody else has settled the same reward.
    private const int LongestChain = 32;
    private const string Source = "referral";
    private const string Cause = "a friend's order";
    private const string PromoPrefix = "FRIEND";

    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);
    private readonly TableCommits _commits = commits.Of(Tables.Contacts);

    /// <summary>Notes by whose code somebody came, unless they came before, are the same person or household, or bought before.</summary>
    public async Task InviteAsync(
        ContactCard friend, string code, CapturedEvent capture, LoyaltyProgram program, CancellationToken cancellationToken)
    {
        if ((friend.Account.By is { } first && first.Because != capture.Id)
            || program.Referral is not { } terms
            || capture.At < terms.Since
            || await OwnerOfAsync(code, cancellationToken) is not { } inviter)
        {
            return; // The first code counts.
        }

        var circle = await CircleAsync(inviter, friend.Contact, cancellationToken);
        var invitation = friend.Account.By
            ?? await DecideAsync(friend.Contact, inviter.Contact, capture, circle is null ? terms.Friend : null, cancellationToken);
        if (invitation is null)
        {
            return;
        }

        await GiveAsync(invitation, terms.Friend, cancellationToken);
        foreach (var member in circle ?? [])
        {
            await SettleAsync(member, program, cancellationToken); // Circles pay nobody: what was paid goes back.
        }
    }

    private async Task<Invitation?> DecideAsync(
        Contact friend, Contact inviter, CapturedEvent capture, FriendGift? gift, CancellationToken cancellationToken)
    {
        if (Referral.AreClose(friend, inviter) || !Referral.CanCome(friend, capture.At))
        {
            return null;
        }

        var promo = gift is null ? null : await CodeForAsync(friend.Id, cancellationToken);
        var invitation = new Invitation(friend.Id, inviter.Id, capture.At, capture.Id, promo);
        var row = LoyaltyRows.Invitation(invitation);
        return (await _commits.SubmitAsync(row.PartitionKey, [new(Add, row)], cancellationToken)).IsApplied
            ? invitation
            : null; // Another capture of the same person was quicker.
    }

    // What follows from an invitation, again for a retry: what is there already stays as it is.
    private async Task GiveAsync(Invitation invitation, FriendGift? gift, CancellationToken cancellationToken)
    {
        if (invitation.Promo is { } code && gift is not null)
        {
            var promo = new PromoCode(code, gift.Percent, null, null, clock.GetUtcNow(), Source)
            {
                Limit = 1,
                Contact = invitation.Friend,
                IsPersonal = true,
            };
            await promos.AddAsync(promo, cancellationToken);
        }

        if (invitation.Inviter is { } inviterId)
        {
            var friend = new InvitedFriend(invitation.Friend, invitation.At, null, null, null);
            var row = LoyaltyRows.Friend(inviterId, invitation.Friend, friend);
            await _commits.SubmitAsync(row.PartitionKey, [new(Add, row)], cancellationToken);
        }
    }

    /// <summary>Pays the reward for a friend once they have an order that counts, and takes it back when they have none any more.</summary>
    public async Task SettleAsync(string friendId, LoyaltyProgram program, CancellationToken cancellationToken)
    {
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            if (await contacts.GetAsync(friendId, cancellationToken) is not { Account.By: { Inviter: { } inviterId } by } friend
                || await contacts.GetAsync(inviterId, cancellationToken) is not { } inviter)
            {
                return;
            }

            var isBarred = Referral.AreClose(friend.Contact, inviter.Contact)
                || await CircleAsync(inviter, friend.Contact, cancellationToken) is not null;
            var earnedAt = isBarred ? null : Referral.EarnedAt(friend.Contact, by.At);
            var read = await _table.GetEntityIfExistsAsync<TableEntity>(
                ContactId.ShardOf(inviterId), LoyaltyRows.FriendKey(inviterId, by.Friend), cancellationToken: cancellationToken);
            if (!read.HasValue)
            {
                return; // Cut short before it was written: the retry writes it and comes here again.
            }

            var kept = LoyaltyRows.ReadFriend(read.Value!);
            var wanted = earnedAt is null ? kept with { Points = null, PaidAt = null, Lifetime = null }
                : kept.Points is null ? kept with { Points = program.Referral?.Inviter, PaidAt = earnedAt, Lifetime = program.Lifetime() }
                : kept;
            var mark = DirtyRow.OfPoints(inviter.Contact.Id, by.Friend, PointsDetails.Of(wanted), Cause);
            if (wanted == kept || (await _commits.SubmitAsync(
                ContactId.ShardOf(inviterId),
                [
                    new(UpdateReplace, LoyaltyRows.Friend(inviterId, by.Friend, wanted), read.Value!.ETag),
                    ToTimeline(inviterId, by.Friend, kept, wanted),
                    .. mark.PartitionKey == ContactId.ShardOf(inviterId)
                        ? [new TableTransactionAction(UpsertReplace, mark)]
                        : Array.Empty<TableTransactionAction>(),
                ],
                cancellationToken)).IsApplied)
            {
                await MarkAsync(mark, inviterId, cancellationToken);
                return;
            }
        }

        throw new InvalidOperationException($"A reward was not settled in {MaxTries} tries: others change it all the time.");
    }

    // Who was merged since is marked in another shard: also by a repeat, since a crash may have come in between.
    private async Task MarkAsync(TableEntity mark, string inviterId, CancellationToken cancellationToken)
    {
        if (mark.PartitionKey != ContactId.ShardOf(inviterId))
        {
            await _commits.SubmitAsync(mark.PartitionKey, [new(UpsertReplace, mark)], cancellationToken);
        }
    }

    /// <summary>Whose code it is; null when it is nobody's.</summary>
    private async Task<ContactCard?> OwnerOfAsync(string code, CancellationToken cancellationToken)
    {
        if (ReferralCode.IdPrefix(code) is not { } prefix)
        {
            return null;
        }

        var ids = new List<string>();
        var range = TableKeys.Range(ContactId.ShardOf(prefix), ContactRow.Key(prefix));
        await foreach (var row in _table.QueryAsync<TableEntity>(range, 2, [nameof(ITableEntity.RowKey)], cancellationToken))
        {
            ids.Add(ContactRow.IdOf(row));
        }

        return ids.Count == 1 ? await contacts.GetAsync(ids[0], cancellationToken) : null; // Of two with one code nobody knows whose it is.
    }

    /// <summary>The chain by which an inviter came, when it leads back to the friend; null when it does not.</summary>
    private async Task<IReadOnlyList<string>?> CircleAsync(ContactCard inviter, Contact friend, CancellationToken cancellationToken)
    {
        var chain = new List<string>();
        for (var at = inviter; chain.Count < LongestChain;)
        {
            if (at.Contact.AllIds.Overlaps(friend.AllIds))
            {
                return chain;
            }

            if (at.Account.By?.Inviter is not { } next || await contacts.GetAsync(next, cancellationToken) is not { } above)
            {
                return null;
            }

            chain.Add(at.Contact.Id);
            at = above;
        }

        return null;
    }

    private async Task<string> CodeForAsync(string friendId, CancellationToken cancellationToken) => PromoText.Of(
        PromoPrefix, HMACSHA256.HashData(await key.ForAsync(Source, cancellationToken), Encoding.UTF8.GetBytes(friendId)));

    // Named by a digest: the friend may be erased, and this entry is the inviter's.
    private static TableTransactionAction ToTimeline(string inviterId, string friendId, InvitedFriend kept, InvitedFriend wanted)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(friendId)).AsSpan(0, 16));
        var data = new Dictionary<string, object?> { ["delta"] = wanted.Points ?? 0m, ["reason"] = Source };
        if (wanted.Points is null)
        {
            data["takenBack"] = kept.Points;
        }

        return new(UpsertReplace, TimelineRow.Of(
            inviterId, $"referral-{digest}", "points", (wanted.PaidAt ?? kept.PaidAt)!.Value, "loyalty", data));
    }
}
