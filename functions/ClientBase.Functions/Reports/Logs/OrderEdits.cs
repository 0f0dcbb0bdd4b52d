using ClientBase.Functions.Storage.Documents;

namespace ClientBase.Functions.Reports.Logs;

/// <summary>What is to change in a month of orders, which lie as they were placed.</summary>
internal sealed class OrderEdits : ILogEdits<KeptOrder>
{
    private static readonly Comparer<KeptOrder> AsPlaced = Comparer<KeptOrder>.Create(
        (a, b) => a.At != b.At ? a.At.CompareTo(b.At) : string.CompareOrdinal(a.Key, b.Key));

    private readonly Dictionary<string, Dictionary<string, KeptOrder?>> _contacts = new(StringComparer.Ordinal); // Null: not here.
    private readonly HashSet<string> _cleared = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public bool IsChanged { get; private set; }

    /// <summary>How many orders are to change.</summary>
    public int Count { get; private set; }

    /// <summary>Puts an order in the place of its earlier version.</summary>
    public void Set(KeptOrder order) => Put(order.Contact, order.Key, order);

    /// <summary>Takes an order out.</summary>
    public void Remove(string contactId, string key) => Put(contactId, key, null);

    /// <summary>Takes out all orders of a contact.</summary>
    public void Clear(string contactId)
    {
        _cleared.Add(contactId);
        Count -= _contacts.Remove(contactId, out var orders) ? orders.Count : 0;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<KeptOrder> ApplyAsync(IAsyncEnumerable<KeptOrder> stored)
    {
        var put = _contacts.Values.SelectMany(orders => orders.Values).OfType<KeptOrder>().Order(AsPlaced).ToList();
        IsChanged = put.Count > 0;
        var next = 0;
        await foreach (var order in stored)
        {
            if (IsReplaced(order))
            {
                IsChanged = true;
                continue;
            }

            for (; next < put.Count && AsPlaced.Compare(put[next], order) < 0; next++)
            {
                yield return put[next];
            }

            yield return order;
        }

        for (; next < put.Count; next++)
        {
            yield return put[next];
        }
    }

    private bool IsReplaced(KeptOrder order) => _cleared.Contains(order.Contact)
        || (_contacts.TryGetValue(order.Contact, out var orders) && orders.ContainsKey(order.Key));

    private void Put(string contactId, string key, KeptOrder? order)
    {
        if (!_contacts.TryGetValue(contactId, out var orders))
        {
            _contacts[contactId] = orders = new Dictionary<string, KeptOrder?>(StringComparer.Ordinal);
        }

        Count += orders.ContainsKey(key) ? 0 : 1;
        orders[key] = order;
    }
}
