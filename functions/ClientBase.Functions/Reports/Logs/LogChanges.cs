using System.Text.Json;
using Azure;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Storage.Documents;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Reports.Logs;

/// <summary>The logs as they are to be: what is needed of them is read, changed in memory and written back.</summary>
internal sealed class LogChanges(ReportStore store)
{
    private const int MostEvents = 200; // Of one person: the latest.

    private readonly Dictionary<string, Open<(string Contact, string Key), KeptOrder>> _months = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Open<string, KeptPerson>> _shards = new(StringComparer.Ordinal);
    private Open<string, KeptItem>? _work;

    /// <summary>Takes in what a row says.</summary>
    public async Task TakeAsync(ReportMark mark, CancellationToken cancellationToken)
    {
        switch (mark.Part)
        {
            case ReportRow.Person when mark.Json is not null:
                await ChangeAsync(
                    mark.ContactId, one => one with { Profile = Read(mark, DocumentJson.Compact.KeptProfile) }, cancellationToken);
                break;
            case ReportRow.Manager:
                await ChangeAsync(mark.ContactId, one => one with { Manager = mark.Json }, cancellationToken);
                break;
            case ReportRow.Event:
                await ChangeAsync(mark.ContactId, one => WithEvents(one, [Read(mark, DocumentJson.Compact.KeptEvent)]), cancellationToken);
                break;
            case ReportRow.Item:
                var item = Read(mark, DocumentJson.Compact.KeptItem);
                (await WorkAsync(cancellationToken)).Set(item.Id, item);
                break;
            case ReportRow.Order when mark.Json is null:
                (await MonthAsync(mark.Month!, cancellationToken)).Remove((mark.ContactId, mark.Key!));
                break;
            case ReportRow.Order:
                await SetAsync(Read(mark, DocumentJson.Compact.KeptOrder), cancellationToken);
                break;
        }
    }

    /// <summary>Puts an order in its place.</summary>
    public async Task SetAsync(KeptOrder order, CancellationToken cancellationToken)
    {
        (await MonthAsync(order.Month, cancellationToken)).Set((order.Contact, order.Key), order);
        await ChangeAsync(
            order.Contact,
            one => one.Months?.Contains(order.Month) == true ? one : one with { Months = [.. one.Months ?? [], order.Month] },
            cancellationToken);
    }

    /// <summary>Puts a person in place as read from the base, with all orders.</summary>
    /// <param name="contact">The person.</param>
    /// <param name="manager">Who looks after them.</param>
    /// <param name="events">What they did; null: as the log has it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task SetWholeAsync(
        Contact contact, string? manager, IReadOnlyList<KeptEvent>? events, CancellationToken cancellationToken)
    {
        foreach (var part in contact.MergedFrom)
        {
            await MoveAsync(part, contact.Id, cancellationToken);
        }

        await RemoveOrdersAsync(contact.Id, cancellationToken);
        await ChangeAsync(
            contact.Id,
            one => one with
            {
                Profile = KeptProfile.Of(contact),
                Manager = manager,
                Months = null,
                Events = events is null ? one.Events : WithEvents(new KeptPerson(one.Id), events).Events,
            },
            cancellationToken);
        foreach (var order in contact.Orders)
        {
            if (KeptOrder.Of(contact.Id, order.Key, order.Value, isNobody: false) is { } kept)
            {
                await SetAsync(kept, cancellationToken);
            }
        }
    }

    /// <summary>Takes a person out who is part of another now.</summary>
    public async Task MoveAsync(string contactId, string survivorId, CancellationToken cancellationToken)
    {
        if ((await ShardAsync(contactId, cancellationToken)).Find(contactId) is { } gone)
        {
            await ChangeAsync(survivorId, one => WithEvents(one, gone.Events ?? []), cancellationToken);
            await RemoveAsync(contactId, cancellationToken);
        }
    }

    /// <summary>Takes a person out.</summary>
    public async Task RemoveAsync(string contactId, CancellationToken cancellationToken)
    {
        await RemoveOrdersAsync(contactId, cancellationToken);
        (await ShardAsync(contactId, cancellationToken)).Remove(contactId);
    }

    /// <summary>Takes out what was worked on with somebody who was erased.</summary>
    public async Task RemoveWorkAsync(string contactId, CancellationToken cancellationToken)
    {
        var work = await WorkAsync(cancellationToken);
        foreach (var id in work.Items.Select(item => item.Id).Where(id => ItemId.ContactOf(id) == contactId).ToList())
        {
            work.Remove(id);
        }
    }

    /// <summary>Writes what has changed. Who is in the months comes last: cut short before, the same changes are made again.</summary>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        foreach (var (month, orders) in _months.Where(month => month.Value.IsChanged))
        {
            var sorted = orders.Items.OrderBy(order => order.At).ThenBy(order => order.Key, StringComparer.Ordinal);
            await store.SaveOrdersAsync(month, sorted, orders.ETag, cancellationToken);
        }

        if (_work is { IsChanged: true } work)
        {
            await store.SaveWorkAsync(work.Items, work.ETag, cancellationToken);
        }

        foreach (var (shard, people) in _shards.Where(shard => shard.Value.IsChanged))
        {
            await store.SavePeopleAsync(
                shard, people.Items.OrderBy(one => one.Id, StringComparer.Ordinal), people.ETag, cancellationToken);
        }
    }

    private async Task RemoveOrdersAsync(string contactId, CancellationToken cancellationToken)
    {
        foreach (var name in (await ShardAsync(contactId, cancellationToken)).Find(contactId)?.Months ?? [])
        {
            var month = await MonthAsync(name, cancellationToken);
            foreach (var key in month.Keys.Where(key => key.Contact == contactId).ToList())
            {
                month.Remove(key);
            }
        }
    }

    private async Task ChangeAsync(string contactId, Func<KeptPerson, KeptPerson> change, CancellationToken cancellationToken)
    {
        var shard = await ShardAsync(contactId, cancellationToken);
        var known = shard.Find(contactId) ?? new KeptPerson(contactId);
        var changed = change(known);
        if (!ReferenceEquals(known, changed))
        {
            shard.Set(contactId, changed);
        }
    }

    private static KeptPerson WithEvents(KeptPerson one, IEnumerable<KeptEvent> events)
    {
        var all = events.Concat(one.Events ?? []).DistinctBy(done => done.Id).OrderBy(done => done.At)
            .ThenBy(done => done.Id, StringComparer.Ordinal).ToList();
        return one with { Events = all.Count == 0 ? null : all.Count <= MostEvents ? all : all[^MostEvents..] };
    }

    private async Task<Open<(string Contact, string Key), KeptOrder>> MonthAsync(string month, CancellationToken cancellationToken)
    {
        if (!_months.TryGetValue(month, out var open))
        {
            var stored = await store.OrdersAsync(month, cancellationToken);
            _months[month] = open = new(stored.Items.ToDictionary(order => (order.Contact, order.Key)), stored.ETag);
        }

        return open;
    }

    private async Task<Open<string, KeptPerson>> ShardAsync(string contactId, CancellationToken cancellationToken)
    {
        var shard = ContactId.ShardOf(contactId);
        if (!_shards.TryGetValue(shard, out var open))
        {
            var stored = await store.PeopleAsync(shard, cancellationToken);
            _shards[shard] = open = new(stored.Items.ToDictionary(one => one.Id, StringComparer.Ordinal), stored.ETag);
        }

        return open;
    }

    private async Task<Open<string, KeptItem>> WorkAsync(CancellationToken cancellationToken)
    {
        if (_work is null)
        {
            var stored = await store.WorkAsync(cancellationToken);
            _work = new(stored.Items.ToDictionary(item => item.Id, StringComparer.Ordinal), stored.ETag);
        }

        return _work;
    }

    private static T Read<T>(ReportMark mark, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(mark.Json!, type)!;

    /// <summary>A log that is being changed.</summary>
    private sealed class Open<TKey, T>(Dictionary<TKey, T> items, ETag? etag)
        where TKey : notnull
        where T : class
    {
        public ETag? ETag => etag;

        public bool IsChanged { get; private set; }

        public IReadOnlyCollection<T> Items => items.Values;

        public IEnumerable<TKey> Keys => items.Keys;

        public T? Find(TKey key) => items.GetValueOrDefault(key);

        public void Set(TKey key, T item)
        {
            items[key] = item;
            IsChanged = true;
        }

        public void Remove(TKey key) => IsChanged |= items.Remove(key);
    }
}
