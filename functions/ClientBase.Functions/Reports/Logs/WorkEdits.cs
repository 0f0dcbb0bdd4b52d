using ClientBase.Functions.Storage.Documents;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Reports.Logs;

/// <summary>What is to change in the log of tasks and deals.</summary>
internal sealed class WorkEdits : ILogEdits<KeptItem>
{
    private readonly Dictionary<string, KeptItem> _items = new(StringComparer.Ordinal);
    private readonly HashSet<string> _removed = new(StringComparer.Ordinal);

    /// <summary>Whether there is anything.</summary>
    public bool Any => _items.Count > 0 || _removed.Count > 0;

    /// <inheritdoc/>
    public bool IsChanged { get; private set; }

    /// <summary>Puts a task or deal in the place of its earlier version.</summary>
    public void Set(KeptItem item) => _items[item.Id] = item;

    /// <summary>Takes out all of a contact.</summary>
    public void Remove(string contactId)
    {
        _removed.Add(contactId);
        foreach (var id in _items.Keys.Where(id => ItemId.ContactOf(id) == contactId).ToList())
        {
            _items.Remove(id);
        }
    }

    /// <summary>Forgets what was to change.</summary>
    public void Clear()
    {
        _items.Clear();
        _removed.Clear();
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<KeptItem> ApplyAsync(IAsyncEnumerable<KeptItem> stored)
    {
        IsChanged = _items.Count > 0;
        var known = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var item in stored)
        {
            if (_items.TryGetValue(item.Id, out var now))
            {
                known.Add(item.Id);
                yield return now;
            }
            else if (_removed.Contains(ItemId.ContactOf(item.Id)))
            {
                IsChanged = true;
            }
            else
            {
                yield return item;
            }
        }

        foreach (var item in _items.Values.Where(item => !known.Contains(item.Id)))
        {
            yield return item;
        }
    }
}
