using System.Runtime.CompilerServices;

namespace ClientBase.Functions.Tests.Sending.Histories;

/// <summary>Something somebody said of marketing, or a record repeats of them.</summary>
/// <param name="Owner">The person; a merge that repeats a refusal has a number of its own below 0.</param>
/// <param name="Channel"><c>email</c>, <c>sms</c>, ... or <c>any</c>.</param>
/// <param name="Address">The address it is about; empty: the person.</param>
/// <param name="Granted">Yes or no.</param>
/// <param name="At">When it was said.</param>
/// <param name="IsWeak">A yes that only repeats an earlier one, nobody knows which: it never outweighs a word of its own.</param>
/// <param name="Import">The import that says it.</param>
internal sealed record Word(
    int Owner, string Channel, string Address, bool Granted, DateTimeOffset At, bool IsWeak = false, int? Import = null)
{
    /// <summary>What was played when it was said.</summary>
    public string By { get; init; } = "";
}

/// <summary>
/// What people said, in the plainest way: a list. Whoever is written to must be allowed by it; it shares no line with the app.
/// </summary>
internal sealed class ConsentModel(int people)
{
    private readonly List<Word> _words = [];
    private readonly int[] _groups = [.. Enumerable.Range(0, people)];
    private readonly HashSet<string> _bounced = [];
    private readonly HashSet<int> _inTelegram = [];
    private readonly HashSet<int> _writing = [];
    private readonly HashSet<int> _browsing = [];
    private readonly List<(Word Word, string? Browser)> _waiting = [];
    private readonly List<(int Owner, string? Browser, DateTimeOffset At)> _browsers = [];
    private readonly Dictionary<int, int> _merged = [];

    public static string EmailOf(int person) => $"p{person}@history.example";

    public static string PhoneOf(int person) => $"+7916555{person:d4}";

    public static string TelegramOf(int person) => $"{900_000 + person}";

    /// <summary>What a browser of somebody gives itself; a new one each time it allows notifications.</summary>
    public static string BrowserOf(int person, int number) => $"https://push.example/{person}/{number}";

    public void Say(Word word, [CallerMemberName] string by = "") => _words.Add(word with { By = by });

    public void Bounce(int person) => _bounced.Add(EmailOf(person));

    /// <summary>
    /// What waited has been filed: who has written to the bot is known there, and what a browser said is of who is known by it.
    /// </summary>
    public void Settle()
    {
        _inTelegram.UnionWith(_writing);
        foreach (var (word, browser) in _waiting.Where(one => _browsing.Contains(one.Word.Owner)).ToList())
        {
            _waiting.Remove((word, browser));
            _words.Add(word);
            _browsers.Add((word.Owner, browser, word.At));
        }
    }

    public bool HasTelegram(int person) => _inTelegram.Contains(person);

    public void OpenTelegram(int person) => _writing.Add(person);

    /// <summary>Somebody fills in a form with their browser.</summary>
    public void Browse(int person) => _browsing.Add(person);

    /// <summary>A browser allows notifications to a new address of its own, or takes that back.</summary>
    public void Allow(int person, string? browser, DateTimeOffset at) =>
        _waiting.Add((new Word(person, "push", "", browser is not null, at) { By = nameof(Allow) }, browser));

    public void Undo(int import) => _words.RemoveAll(word => word.Import == import);

    /// <summary>Everybody who is one contact with somebody.</summary>
    public IEnumerable<int> GroupOf(int person) => Enumerable.Range(0, people).Where(one => _groups[one] == _groups[person]);

    public bool IsMerged(int person) => GroupOf(person).Skip(1).Any();

    /// <summary>Merges somebody into another: where the two differ, the refusal is said again. The number of the merge.</summary>
    public int Merge(int one, int other, DateTimeOffset at)
    {
        var merge = -1 - _merged.Count;
        _merged[merge] = _groups[one];
        var (ones, others) = (Standing(one), Standing(other));
        _groups[other] = _groups[one];
        foreach (var (subject, granted) in Standing(one))
        {
            if (granted && (!ones.GetValueOrDefault(subject, true) || !others.GetValueOrDefault(subject, true)))
            {
                Say(new Word(merge, subject.Channel, subject.Address, false, at));
            }
        }

        return merge;
    }

    public void UndoMerge(int merge, int other)
    {
        _words.RemoveAll(word => word.Owner == merge);
        _groups[other] = other;
    }

    /// <summary>Everything that was said by or of somebody, for who has to find out why.</summary>
    public IEnumerable<string> WordsOf(int person)
    {
        var owners = GroupOf(person).ToHashSet();
        return _words.Where(word => IsOf(word, owners)).OrderBy(word => word.At)
            .Select(word => $"{word.At:HH:mm:ss} {word.Owner} {word.Channel} {word.Address} {word.Granted} {word.By}"
                + (word.IsWeak ? " weak" : ""));
    }

    /// <summary>The answer that stands on each subject: the latest, a no where a yes is of the same instant.</summary>
    public Dictionary<(string Channel, string Address), bool> Standing(int person)
    {
        var owners = GroupOf(person).ToHashSet();
        return _words.Where(word => IsOf(word, owners))
            .GroupBy(word => (word.Channel, word.Address))
            .ToDictionary(
                subject => subject.Key,
                subject => subject
                    .OrderBy(word => word.IsWeak).ThenByDescending(word => word.At).ThenBy(word => word.Granted).First().Granted);
    }

    /// <summary>Whether a channel is agreed to, at whatever address.</summary>
    public bool Agrees(int person, string channel)
    {
        var about = Standing(person).Where(one => one.Key.Channel == channel || one.Key.Channel == "any").ToList();
        return about.Count > 0 && about.All(one => one.Value);
    }

    /// <summary>The addresses of a channel that somebody may be written to by; none where they may not.</summary>
    public IReadOnlySet<string> Allowed(int person, string channel)
    {
        if (!Agrees(person, channel))
        {
            return new HashSet<string>();
        }

        var agreed = Standing(person).Keys
            .Where(one => one.Channel == channel || one.Channel == "any").Select(one => one.Address).ToHashSet();
        return AddressesOf(person, channel)
            .Where(address => (agreed.Contains(address) || agreed.Contains("")) && !_bounced.Contains(address)).ToHashSet();
    }

    private IEnumerable<string> AddressesOf(int person, string channel) => channel switch
    {
        "email" => GroupOf(person).Select(EmailOf),
        "sms" => GroupOf(person).Select(PhoneOf),
        "telegram" => GroupOf(person).Where(_inTelegram.Contains).Select(TelegramOf),
        "push" => LatestBrowserOf(person) is { } browser ? [browser] : [],
        "webhook" => [""],
        _ => [],
    };

    private string? LatestBrowserOf(int person) =>
        _browsers.Where(one => GroupOf(person).Contains(one.Owner)).OrderBy(one => one.At).LastOrDefault().Browser;

    private bool IsOf(Word word, HashSet<int> owners) => owners.Contains(word.Owner < 0 ? _merged[word.Owner] : word.Owner);
}
