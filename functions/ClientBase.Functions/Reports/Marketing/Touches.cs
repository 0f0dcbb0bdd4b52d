using ClientBase.Domain.Analytics;
using ClientBase.Domain.Analytics.Sales;
using ClientBase.Functions.Storage.Documents;

namespace ClientBase.Functions.Reports.Marketing;

/// <summary>Of each person what names a channel: some numbers, so that there may be a million of them.</summary>
internal sealed class Touches
{
    private readonly CustomerNumbers _people = new();
    private readonly List<(long? SinceMs, int Origin, int Begin)> _each = [];
    private readonly List<(long At, int Source)> _touches = []; // Those of a person begin where the person says.
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];

    /// <summary>How many people there are.</summary>
    public int Count => _each.Count;

    /// <summary>When the first of them came; null where nobody knows.</summary>
    public DateTimeOffset? FirstSince => _each.Min(one => one.SinceMs) is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;

    /// <summary>Takes somebody in.</summary>
    public void Add(KeptPerson one)
    {
        _people.Of(one.Id);
        _each.Add((one.Profile!.Since, NumberOf(one.Profile.Profile.Source ?? ""), _touches.Count));
        _touches.AddRange((one.Events ?? []).Where(done => done.Source is not null).Select(done => (done.At, NumberOf(done.Source!))));
    }

    /// <summary>Where each came from whose day is known: the first touch, else their source.</summary>
    public IEnumerable<ContactSource> Sources()
    {
        foreach (var (id, number) in _people.Each())
        {
            var (since, origin, begin) = _each[number];
            if (since is { } ms)
            {
                var first = begin < EndOf(number) ? _touches[begin].Source : origin;
                yield return new ContactSource(id, DateTimeOffset.FromUnixTimeMilliseconds(ms), _names[first]);
            }
        }
    }

    /// <summary>The last touch of somebody before an instant, else their source; empty where nothing is known.</summary>
    public string LastOf(string contactId, long ms)
    {
        if (_people.Find(contactId) is not { } number)
        {
            return "";
        }

        var (_, origin, begin) = _each[number];
        for (var i = EndOf(number) - 1; i >= begin; i--)
        {
            if (_touches[i].At <= ms)
            {
                return _names[_touches[i].Source];
            }
        }

        return _names[origin];
    }

    private int EndOf(int number) => number + 1 < _each.Count ? _each[number + 1].Begin : _touches.Count;

    private int NumberOf(string name)
    {
        if (!_numbers.TryGetValue(name, out var number))
        {
            _numbers.Add(name, number = _names.Count);
            _names.Add(name);
        }

        return number;
    }
}
