using Azure.Data.Tables;
using ClientBase.Domain.Behaviour;
using ClientBase.Domain.Consent.Receipts;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Contacts.Loyalty;
using ClientBase.Functions.Contacts.Merging;
using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Contacts.Receipts;
using ClientBase.Functions.Contacts.Visitors;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Contacts.Filing;

/// <summary>What became of a capture.</summary>
/// <param name="ContactId">The contact it lies under; null when nothing of it is kept.</param>
/// <param name="IsNew">False when it was filed before.</param>
public sealed record Filed(string? ContactId, bool IsNew)
{
    /// <summary>The contact with what was filed; null when it lies under another than the one found by the keys now.</summary>
    public Contact? Contact { get; init; }

    /// <summary>The contact before it was filed now, without its orders; null for a new one, and for a repeat.</summary>
    public Contact? Before { get; init; }

    /// <summary>What became of the orders it speaks of.</summary>
    public IReadOnlyList<OrderChange> Orders { get; init; } = [];
}

/// <summary>Files captures: find whose they are, decide, save; again when somebody else was quicker.</summary>
/// <remarks>
/// All rows of a contact lie in its shard's partition, so one batch writes inbox, contact, order, timeline and the keys that hash to the
/// same shard. Keys of other shards are claimed before it: a crash in between leaves a claim to nobody, which the retry takes over.
/// </remarks>
public sealed class ContactFiling(
    TableServiceClient service,
    CommitsByTable commits,
    RecentContacts recent,
    ErasedPeople erased,
    Regroupings regroupings,
    LoyaltyTerms loyalty,
    VisitorLinks visitors,
    IEnumerable<IFiledFollower> followers)
{
    private const int MaxTries = 50; // Each lost race means that somebody else has filed something.

    private static readonly TimeSpan ErasurePause = TimeSpan.FromMilliseconds(200);

    private readonly ContactFinder _finder = new(service);
    private readonly ReceiptStore _receipts = new(service, commits);
    private readonly TableCommits _commits = commits.Of(Tables.Contacts);

    /// <summary>Files a capture; a repeat changes nothing.</summary>
    /// <returns>
    /// The contact it lies under; null when nothing of it is kept: the change of a cart that no known person has, or about somebody erased.
    /// </returns>
    public async Task<string?> FileAsync(CapturedEvent capture, CancellationToken cancellationToken) =>
        (await FileOnceAsync(capture, cancellationToken)).ContactId;

    /// <summary>Files a capture, and tells whether it was filed before.</summary>
    public async Task<Filed> FileOnceAsync(CapturedEvent capture, CancellationToken cancellationToken)
    {
        var filed = await FilePersonAsync(capture, cancellationToken);
        if (filed.ContactId is { } contactId && VisitorLinks.VisitorOf(capture) is { } visitorId)
        {
            await visitors.NoteAsync(visitorId, new KnownVisitor(capture.At, contactId), cancellationToken);
        }

        await FollowAsync(capture, filed, cancellationToken);
        return filed;
    }

    /// <summary>Files what is said of a contact by its id.</summary>
    /// <param name="contactId">The contact.</param>
    /// <param name="captureId">Id of what is said.</param>
    /// <param name="say">What is said, decided on how the contact is; again when somebody else was quicker.</param>
    /// <param name="refuse">Why it is not to be filed; null when it may.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Under whom it lies: after a merge by one of its keys that may be another; null when there is no such contact.</returns>
    public async Task<(Filed? Filed, T? Refusal)> FileAboutAsync<T>(
        string contactId,
        string captureId,
        Func<Contact, CapturedEvent> say,
        Func<CapturedEvent, Contact, KnownPeople, Resolution, T?> refuse,
        CancellationToken cancellationToken)
        where T : class
    {
        var (filed, capture, refusal) = await SayAsync(contactId, captureId, say, refuse, cancellationToken);
        await (filed is null ? Task.CompletedTask : FollowAsync(capture!, filed, cancellationToken));
        return (filed, refusal);
    }

    private async Task FollowAsync(CapturedEvent capture, Filed filed, CancellationToken cancellationToken)
    {
        foreach (var follower in filed.ContactId is null ? [] : followers)
        {
            await follower.FollowAsync(capture, filed, cancellationToken);
        }
    }

    private async Task<(Filed? Filed, CapturedEvent? Said, T? Refusal)> SayAsync<T>(
        string contactId,
        string captureId,
        Func<Contact, CapturedEvent> say,
        Func<CapturedEvent, Contact, KnownPeople, Resolution, T?> refuse,
        CancellationToken cancellationToken)
        where T : class
    {
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (found, about) = await _finder.FindAsync(contactId, captureId, cancellationToken);
            if (about is null)
            {
                return (null, null, null);
            }

            var capture = say(about);
            await _finder.AddOwnersAsync(found, capture, about, isRetry: tries > 1, cancellationToken);
            about = found.Stored(about.Id)!.Contact; // With what a merge that was cut short has still to join.
            var resolution = IdentityResolver.Resolve(capture, found.People, about);
            if (!found.WasFiled && refuse(capture, about, found.People, resolution) is { } refusal)
            {
                return (null, null, refusal);
            }

            if (await SaveAsync(capture, resolution, found, cancellationToken) is { } isNew)
            {
                return (Of(capture, resolution, found, isNew), capture, null);
            }
        }

        throw new InvalidOperationException(
            $"Capture {captureId} was not filed in {MaxTries} tries: others change the same contact all the time.");
    }

    private async Task<Filed> FilePersonAsync(CapturedEvent capture, CancellationToken cancellationToken)
    {
        if (capture.About is { } about)
        {
            var (filed, _, _) = await SayAsync<object>(about, capture.Id, _ => capture, (_, _, _, _) => null, cancellationToken);
            return filed ?? new Filed(null, IsNew: false);
        }

        var found = await BeginAsync(capture, cancellationToken);
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (IdentityResolver.IsNobodys(capture, found.People))
            {
                return new Filed(null, IsNew: false);
            }

            var resolution = IdentityResolver.Resolve(capture, found.People);
            var isFounding = found.Stored(resolution.Contact.Id) is null;
            var isToBeDropped = isFounding && !found.WasFiled && await erased.IsToBeDroppedAsync(capture, cancellationToken);
            if (isToBeDropped && found.IsLookedUp)
            {
                erased.NoteDropped(capture);
                return new Filed(null, IsNew: false);
            }

            if (await _finder.FiledUnderOtherAsync(found, resolution, capture.Id, cancellationToken) is { } other)
            {
                return new Filed(other, IsNew: false) { Orders = [.. FilingOrders.Of(capture, new HashSet<string> { other }, found)] };
            }

            if (found.IsBeingErased)
            {
                await Task.Delay(ErasurePause, cancellationToken);
            }
            else if (!isToBeDropped && await SaveAsync(capture, resolution, found, cancellationToken) is { } isNew)
            {
                await (isFounding ? erased.WelcomeBackAsync(capture, cancellationToken) : ValueTask.CompletedTask);
                return Of(capture, resolution, found, isNew);
            }

            recent.Forget(resolution.Contact.Keys.Concat(resolution.NewClaims));
            found = await _finder.FindAsync(capture, isRetry: true, cancellationToken);
        }

        throw new InvalidOperationException(
            $"Capture {capture.Id} was not filed in {MaxTries} tries: others change the same contact all the time.");
    }

    private static Filed Of(CapturedEvent capture, Resolution resolution, FoundPeople found, bool isNew) =>
        new(resolution.Contact.Id, isNew)
        {
            Contact = resolution.Contact,
            Before = isNew ? found.AsStored(resolution.Contact.Id) : null,
            Orders = [.. FilingOrders.Of(capture, resolution.Contact.AllIds, found)],
        };

    // A form is mostly a new person's: first assume that, without a look-up; if a key is taken, its insert fails and we look. A shop's
    // events are mostly of customers it has told of before, so these are looked up first.
    private async Task<FoundPeople> BeginAsync(CapturedEvent capture, CancellationToken cancellationToken)
    {
        var remembered = recent.Recall(IdentityResolver.KeysOf(capture));
        var isShop = capture.Says.ExternalIds.Count > 0 || capture.Says.Orders.Count > 0 || capture.Says.Carts.Count > 0;
        if (isShop && !remembered.Contacts.Any())
        {
            return await _finder.FindAsync(capture, isRetry: false, cancellationToken);
        }

        await _finder.ReadPartsAsync(remembered, capture, cancellationToken);
        return !remembered.HasOrderElsewhere
            && FilingCarts.Of(capture, remembered).All(cart => remembered.Knows(new IdentityKey(IdentityKind.Cart, cart.Key)))
            ? remembered
            : await _finder.FindAsync(capture, isRetry: false, cancellationToken);
    }

    /// <returns>Whether it was filed now or before; null when what was found is outdated: find and decide again.</returns>
    private async Task<bool?> SaveAsync(
        CapturedEvent capture, Resolution resolution, FoundPeople found, CancellationToken cancellationToken)
    {
        if (found.WasFiled)
        {
            return false;
        }

        var contact = resolution.Contact;
        var home = ContactId.ShardOf(contact.Id);
        if (resolution.Absorbed.Count > 0)
        {
            await regroupings.PrepareAsync(contact.AllIds, cancellationToken);
        }

        var program = capture.Says.Orders.Count > 0 ? await loyalty.GetAsync(cancellationToken) : null;
        var moved = resolution.MovedClaims.Concat(FilingOrders.ClaimsToMove(capture, contact, found)).ToList();
        if (!moved.TrueForAll(found.HasClaim) || !await DoAsync(FilingOrders.OfOthers(capture, contact, found, program is not null))
            || !await ClaimAsync(resolution, moved, found, home) || !await RedirectAsync(resolution, found)
            || !await DoAsync(FilingCarts.OfOthers(capture, resolution, found)))
        {
            return null;
        }

        cancellationToken.ThrowIfCancellationRequested();
        var news = ConsentNews.Of(capture.Says, found.AsStored(contact.Id));
        var last = news.Count == 0 || found.Stored(contact.Id) is null ? null : await _receipts.LastAsync(contact.Id, cancellationToken);
        var rows = FilingRows.Of(capture, resolution, found, ReceiptStore.RowsAfter(last, contact.Id, news), program);
        var result = await _commits.SubmitAsync(home, rows, cancellationToken);
        if (result.IsApplied && capture is not { IsHistory: true, Kind: "import" }) // Those would push out whoever is on the site now.
        {
            var alone = contact with { Orders = new Contact().Orders, Carts = new Contact().Carts };
            var stored = new StoredContact(alone, result.ETags[FilingRows.Contact]);
            recent.Remember(stored, resolution.NewClaims.Concat(moved).Concat(found.ClaimsOf(contact.Id)));
        }

        // Refused by the inbox: this capture was filed before.
        return result.IsApplied ? true : result.RefusedAction == FilingRows.Inbox ? false : null;
    }

    private async Task<bool> ClaimAsync(Resolution resolution, IEnumerable<IdentityKey> moved, FoundPeople found, string home)
    {
        var contact = resolution.Contact;
        var wanted = resolution.NewClaims.Where(key => ContactId.ShardOf(key) != home)
            .Select(key => new TableTransactionAction(Add, ClaimRow.Ahead(key, contact)))
            .Concat(moved.Select(key => TakeOver(found.ClaimOf(key), contact, isAdopted: false)))
            .Concat(resolution.AdoptedClaims.Select(key => TakeOver(found.ClaimOf(key), contact, isAdopted: true)));
        var results = await Task.WhenAll(wanted.Select(action => _commits.SubmitAsync(action.Entity.PartitionKey, [action])));
        return results.All(result => result.IsApplied);
    }

    private static TableTransactionAction TakeOver(TableEntity claim, Contact contact, bool isAdopted) =>
        new(UpdateReplace, ClaimRow.TakenOver(claim, contact, isAdopted), claim.ETag);

    // Absorbed contacts point to the survivor before it takes them in: a redirect it does not name yet is finished by whoever follows it.
    private async Task<bool> RedirectAsync(Resolution resolution, FoundPeople found)
    {
        var survivor = resolution.Contact.Id;
        var absorbed = resolution.Absorbed.Select(contact => MergeRows.Redirect(contact, found.Stored(contact.Id)?.ETag, survivor));
        var nobody = resolution.Redirected.Select(id => MergeRows.Redirect(new Contact { Id = id }, null, survivor));
        foreach (var batch in absorbed.Concat(nobody))
        {
            if (!(await _commits.SubmitAsync(batch[0].Entity.PartitionKey, batch)).IsApplied)
            {
                return false;
            }
        }

        return true;
    }

    // What others had of an order or a cart, each in their shard.
    private async Task<bool> DoAsync(IEnumerable<IReadOnlyList<TableTransactionAction>> batches)
    {
        foreach (var batch in batches)
        {
            if (!(await _commits.SubmitAsync(batch[0].Entity.PartitionKey, batch)).IsApplied)
            {
                return false;
            }
        }

        return true;
    }
}
