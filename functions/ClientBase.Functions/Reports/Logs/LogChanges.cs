using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Storage.Documents;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Reports.Logs;

/// <summary>The logs as they are to be: what is to change is gathered, then each log of which something is, is gone through once.</summary>
/// <remarks>
/// Of the logs themselves a line lies in memory, and the next log packed. Who is moved, removed or set whole is read first.
/// </remarks>
internal sealed class LogChanges(ReportStore store)
{
    private const int MostEvents = 200; // Of one person: the latest.

    private readonly Dictionary<string, OrderEdits> _months = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PeopleEdits> _shards = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KeptPerson> _known = new(StringComparer.Ordinal);
    private readonly WorkEdits _work = new();

    /// <summary>How many orders are gathered.</summary>
    public int Orders => _months.Values.Sum(month => month.Count);

    /// <summary>Reads how the logs know some people; who was known before is not any more.</summary>
    public async Task KnowAsync(IEnumerable<string> contactIds, CancellationToken cancellationToken)
    {
        _known.Clear();
        foreach (var ids in contactIds.GroupBy(ContactId.ShardOf))
        {
            var wanted = ids.ToHashSet(StringComparer.Ordinal);
            await foreach (var one in store.EachPersonAsync(ids.Key, cancellationToken))
            {
                if (wanted.Contains(one.Id))
                {
                    _known[one.Id] = one;
                }
            }
        }
    }

    /// <summary>Takes in what a row says.</summary>
    public void Take(ReportMark mark)
    {
        switch (mark.Part)
        {
            case ReportRow.Person when mark.Json is not null:
                var profile = Read(mark, DocumentJson.Compact.KeptProfile);
                Change(mark.ContactId, one => one with { Profile = profile });
                break;
            case ReportRow.Manager:
                Change(mark.ContactId, one => one with { Manager = mark.Json });
                break;
            case ReportRow.Event:
                var done = Read(mark, DocumentJson.Compact.KeptEvent);
                Change(mark.ContactId, one => WithEvents(one, [done]));
                break;
            case ReportRow.Item:
                _work.Set(Read(mark, DocumentJson.Compact.KeptItem));
                break;
            case ReportRow.Order when mark.Json is null:
                Month(mark.Month!).Remove(mark.ContactId, mark.Key!);
                break;
            case ReportRow.Order:
                Set(Read(mark, DocumentJson.Compact.KeptOrder));
                break;
        }
    }

    /// <summary>Puts an order in its place.</summary>
    public void Set(KeptOrder order)
    {
        var month = order.Month;
        Month(month).Set(order);
        Change(order.Contact, one => one.Months?.Contains(month) == true ? one : one with { Months = [.. one.Months ?? [], month] });
    }

    /// <summary>Puts a person in place as read from the base, with all orders.</summary>
    /// <param name="contact">The person, who is known, as are those it was merged from.</param>
    /// <param name="manager">Who looks after them.</param>
    /// <param name="events">What they did; null: as the log has it.</param>
    public void SetWhole(Contact contact, string? manager, IReadOnlyList<KeptEvent>? events)
    {
        foreach (var part in contact.MergedFrom)
        {
            Move(part, contact.Id);
        }

        RemoveOrders(contact.Id);
        var profile = KeptProfile.Of(contact);
        Change(contact.Id, one => one with
        {
            Profile = profile,
            Manager = manager,
            Months = null,
            Events = events is null ? one.Events : WithEvents(new KeptPerson(one.Id), events).Events,
        });
        foreach (var order in contact.Orders)
        {
            if (KeptOrder.Of(contact.Id, order.Key, order.Value, isNobody: false) is { } kept)
            {
                Set(kept);
            }
        }
    }

    /// <summary>Takes a person out, who is known, and is part of another now.</summary>
    public void Move(string contactId, string survivorId)
    {
        if (Now(contactId) is { } gone)
        {
            Change(survivorId, one => WithEvents(one, gone.Events ?? []));
            Remove(contactId);
        }
    }

    /// <summary>Takes a person out, who is known.</summary>
    public void Remove(string contactId)
    {
        RemoveOrders(contactId);
        Shard(contactId).Remove(contactId);
    }

    /// <summary>Takes out what was worked on with somebody who was erased.</summary>
    public void RemoveWork(string contactId) => _work.Remove(contactId);

    /// <summary>Writes what has changed. Who is in the months comes last: cut short before, the same changes are made again.</summary>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        foreach (var (month, orders) in _months)
        {
            await store.ChangeOrdersAsync(month, orders, cancellationToken);
        }

        if (_work.Any)
        {
            await store.ChangeWorkAsync(_work, cancellationToken);
        }

        foreach (var (shard, people) in _shards)
        {
            await store.ChangePeopleAsync(shard, people, cancellationToken);
        }

        _months.Clear();
        _work.Clear();
        _shards.Clear();
        _known.Clear();
    }

    private void RemoveOrders(string contactId)
    {
        foreach (var month in Now(contactId)?.Months ?? [])
        {
            Month(month).Clear(contactId);
        }
    }

    private KeptPerson? Now(string contactId) => Shard(contactId).Now(contactId, _known.GetValueOrDefault(contactId));

    private void Change(string contactId, Func<KeptPerson, KeptPerson> change) => Shard(contactId).Change(contactId, change);

    private static KeptPerson WithEvents(KeptPerson one, IEnumerable<KeptEvent> events)
    {
        var all = events.Concat(one.Events ?? []).DistinctBy(done => done.Id).OrderBy(done => done.At)
            .ThenBy(done => done.Id, StringComparer.Ordinal).ToList();
        return one with { Events = all.Count == 0 ? null : all.Count <= MostEvents ? all : all[^MostEvents..] };
    }

    private OrderEdits Month(string month) => Of(_months, month);

    private PeopleEdits Shard(string contactId) => Of(_shards, ContactId.ShardOf(contactId));

    private static T Of<T>(Dictionary<string, T> all, string name)
        where T : new() => all.TryGetValue(name, out var one) ? one : all[name] = new T();

    private static T Read<T>(ReportMark mark, JsonTypeInfo<T> type) => JsonSerializer.Deserialize(mark.Json!, type)!;
}
