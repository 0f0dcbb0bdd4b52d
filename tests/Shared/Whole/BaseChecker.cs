using Azure.Data.Tables;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Operations.Replay;
using ClientBase.Functions.Segments;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Tests.Whole;

/// <summary>States over all rows of a base what always has to hold, and says the first thing that does not.</summary>
/// <param name="rows">All rows of table Contacts.</param>
internal sealed class BaseChecker(IReadOnlyList<TableEntity> rows)
{
    private readonly Dictionary<string, TableEntity> _contacts = rows
        .Where(row => row.RowKey.StartsWith(ContactRow.Prefix, StringComparison.Ordinal))
        .ToDictionary(ContactRow.IdOf);

    private readonly HashSet<(string Contact, string Order)> _givenAway = rows
        .Where(row => OrderRow.Is(row) && OrderRow.Read(row).Order.Version is { IsElsewhere: true })
        .Select(row => (PartRow.IdOf(row), OrderRow.Read(row).Key)).ToHashSet();

    /// <summary>What is broken first; null: nothing.</summary>
    /// <param name="world">The world at rest, all its messages delivered.</param>
    public static async Task<string?> FirstBrokenAsync(World world)
    {
        var checker = new BaseChecker(await world.Storage.RowsAsync(Tables.Contacts));
        using var app = new WholeApp(world.Storage, world.Clock.Seen());
        return checker.FirstBroken(world.Acknowledged)
            ?? checker.WithoutConsent(world.Provider.Taken)
            ?? await checker.UnequalCountsAsync(app)
            ?? await checker.NotFoldingAsync(app)
            ?? await LeftInQueuesAsync(world.Storage);
    }

    /// <summary>What of the rows alone is broken first.</summary>
    /// <param name="acknowledged">Captures that were acknowledged and are nobody's that was erased.</param>
    public string? FirstBroken(IReadOnlySet<string> acknowledged) => (
        from check in new Func<IEnumerable<string>>[]
        {
            () => Lost(acknowledged), FiledTwice, SharedAddresses, OrdersOfTwo, ClaimsOfNobody, RedirectsToNobody, Memberships, DueRuns,
        }
        from broken in check()
        select broken).FirstOrDefault();

    private IEnumerable<string> Lost(IReadOnlySet<string> acknowledged)
    {
        var filed = Captures().Select(one => one.Capture).ToHashSet();
        return acknowledged.Where(id => !filed.Contains(id)).Select(id => $"the acknowledged capture {id} is on no timeline");
    }

    // Told again, what is said of an order stands also with whom the shop has given it to since.
    private IEnumerable<string> FiledTwice() => Captures()
        .Where(one => !one.Orders.Any(order => _givenAway.Contains((one.Contact, order))))
        .GroupBy(one => one.Capture, one => SurvivorOf(one.Contact)).Where(group => group.Distinct().Count() > 1)
        .Select(group => $"capture {group.Key} is filed under {string.Join(" and ", group.Distinct())}");

    private IEnumerable<string> SharedAddresses() =>
        from one in People().SelectMany(person => person.Emails.Keys.Concat(person.ExternalIds.Keys), (person, key) => (key, person))
        group one.person by one.key into people
        where people.Count() > 1 && people.All(person => !people.Any(other => AreTwoCustomers(person, other)))
        select $"{people.Count()} contacts have the same address or customer id: {string.Join(", ", people.Select(one => one.Id))}";

    // Two customers of one shop are two people, also when they give one address.
    private static bool AreTwoCustomers(Contact one, Contact other) =>
        one.ExternalIds.Keys.Except(other.ExternalIds.Keys).Select(ShopOf)
            .Intersect(other.ExternalIds.Keys.Except(one.ExternalIds.Keys).Select(ShopOf)).Any();

    private static string ShopOf(string customer) => customer.Split(':')[0];

    // What is left with whoever had an order before the shop gave it to another customer, counts nowhere. Its refunds may lie beside it.
    private IEnumerable<string> OrdersOfTwo() =>
        from row in rows
        where OrderRow.Is(row)
        let stored = OrderRow.Read(row)
        group stored.Order by (Contact: SurvivorOf(PartRow.IdOf(row)), stored.Key) into parts
        where parts.Aggregate((one, other) => one.Join(other)).Version is not { IsElsewhere: true }
        group parts.Key.Contact by parts.Key.Key into owners
        where owners.Count() > 1
        select $"order {owners.Key} is {string.Join(" and ", owners)}'s";

    private IEnumerable<string> ClaimsOfNobody() =>
        from row in rows
        where row.RowKey.StartsWith(ClaimRow.Prefix, StringComparison.Ordinal)
        let contact = row.GetString(ClaimRow.Contact)
        where contact is null || SurvivorOf(contact) is null
        select $"key {row.RowKey} names {contact}, who is not there";

    private IEnumerable<string> RedirectsToNobody() =>
        from row in _contacts.Values
        let survivor = row.GetString(ContactRow.MergedInto)
        where survivor is not null
        let end = SurvivorOf(survivor)
        where end is null || !ContactRow.Read(_contacts[end]).AllIds.Contains(ContactRow.IdOf(row))
        select $"{ContactRow.IdOf(row)} was merged into {survivor}, who does not say so";

    private IEnumerable<string> Memberships()
    {
        var said = rows.Where(ScoreRow.Is)
            .SelectMany(row => ScoreRow.Read(row).Segments.Select(segment => MemberRow.Key(segment, PartRow.IdOf(row)))).ToHashSet();
        var there = rows.Where(IsMembership).Select(row => row.RowKey).ToHashSet();
        return said.Except(there).Select(key => $"the scores say {key}, but there is no such membership")
            .Concat(there.Except(said).Select(key => $"there is a membership {key} that the scores do not say"));
    }

    // A due row exists exactly when the run says when it is due.
    private IEnumerable<string> DueRuns()
    {
        var wanted = rows.Where(row => row.RowKey.Split('|', 5) is ["p", _, "n", _, _])
            .Select(row => RunRow.DueOf(RunRow.Read(row))?.RowKey).OfType<string>().ToHashSet();
        var there = rows.Select(row => row.RowKey).Where(key => key.Split('|', 4) is ["n", { Length: 10 }, DueRow.Step, _]).ToHashSet();
        return wanted.Except(there).Select(key => $"a run waits for {key}, which is not there")
            .Concat(there.Except(wanted).Select(key => $"no run waits for {key}"));
    }

    private string? WithoutConsent(IReadOnlyCollection<TakenMail> mails)
    {
        var agreed = People().Where(person => ConsentView.Allows(person.Consents, ConsentPurpose.Marketing, "email"))
            .SelectMany(person => person.Emails.Keys).ToHashSet(StringComparer.Ordinal);
        var known = People().SelectMany(person => person.Emails.Keys).ToHashSet(StringComparer.Ordinal);
        return mails.Where(mail => known.Contains(mail.To) && !agreed.Contains(mail.To))
                .Select(mail => $"{mail.Intent} was mailed without consent").FirstOrDefault()
            ?? mails.GroupBy(mail => mail.Intent).Where(group => group.Count() > 1)
                .Select(group => $"{group.Key} was mailed {group.Count()} times").FirstOrDefault();
    }

    private async Task<string?> UnequalCountsAsync(WholeApp app)
    {
        var kept = (await app.Get<SegmentStore>().CountAsync(default)).Where(one => one.Value != 0);
        var there = rows.Where(IsMembership).CountBy(row => row.RowKey.Split('|')[1]).ToDictionary();
        return kept.Where(one => there.GetValueOrDefault(one.Key) != one.Value)
            .Select(one => $"segment {one.Key} is said to have {one.Value} members and has {there.GetValueOrDefault(one.Key)}")
            .FirstOrDefault();
    }

    private async Task<string?> NotFoldingAsync(WholeApp app)
    {
        foreach (var person in People())
        {
            if (await app.Get<ContactReplay>().ReplayAsync(person.Id, default) is not { Same: true })
            {
                return $"{person.Id} is not what was said of them";
            }
        }

        return null;
    }

    private static async Task<string?> LeftInQueuesAsync(WholeStorage storage)
    {
        var queues = storage.Queues();
        foreach (var name in Queues.All.SelectMany(name => new[] { name, Queues.PoisonOf(name) }))
        {
            if ((await queues.GetQueueClient(name).GetPropertiesAsync()).Value.ApproximateMessagesCount is > 0 and var count)
            {
                return $"{count} messages lie in {name}";
            }
        }

        return null;
    }

    private static bool IsMembership(TableEntity row) => row.RowKey.StartsWith("m|", StringComparison.Ordinal);

    private IEnumerable<(string Capture, string Contact, IEnumerable<string> Orders)> Captures() =>
        from row in rows
        where row.RowKey.StartsWith(TimelineRow.AllPrefix, StringComparison.Ordinal)
        let filed = TimelineRow.ReadFiled(row)
        where filed is not null
        select (row.GetString(TimelineRow.EntryId), filed.ContactId, filed.Capture.Says.Orders.Keys);

    private IEnumerable<Contact> People() => _contacts.Values.Where(ContactRow.IsPerson).Select(ContactRow.Read);

    // Whom a contact is part of by now; null: nobody who is there.
    private string? SurvivorOf(string contactId)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (seen.Add(contactId))
        {
            if (!_contacts.TryGetValue(contactId, out var row))
            {
                return null;
            }

            if (row.GetString(ContactRow.MergedInto) is not { } survivor)
            {
                return contactId;
            }

            contactId = survivor;
        }

        return null;
    }
}
