using ClientBase.Domain.Contacts.Names;
using ClientBase.Domain.Identity.Duplicates.Records;
using ClientBase.Domain.Texts;

namespace ClientBase.Domain.Identity.Duplicates.Comparing;

/// <summary>E-mail addresses: the part before the @ belongs to the person, the domain may be anybody's.</summary>
internal sealed class EmailComparison : IComparison
{
    private const int ShortestTellingName = 3;

    private readonly ValueColumn _emails;
    private readonly ValueColumn?[] _names;
    private readonly RarityTable _rarity;
    private readonly ValueColumn _locals;
    private readonly RarityTable _localRarity;
    private readonly ValueColumn _domains;
    private readonly RarityTable _domainRarity;

    public EmailComparison(ValueColumn emails, ValueColumn?[] names, int people)
    {
        (_emails, _names) = (emails, names);
        _rarity = new RarityTable(emails, 0.0002, RarityTable.FewestOthersOfOwn);
        (_locals, _domains) = (Part(email => email.Split('@')[0]), Part(DomainOf));
        (_localRarity, _domainRarity) = (new RarityTable(_locals, 0.0005), new RarityTable(_domains, 0.1));

        ValueColumn Part(Func<string, string> part)
        {
            var parts = Array.ConvertAll(emails.Values, email => part(email) is { Length: > 0 } text ? text : null);
            var column = ValueColumn.Intern(Array.ConvertAll(emails.Of, value => value < 0 ? null : parts[value]));
            column.Keep([.. Enumerable.Range(0, people)], emails.Rows);
            return column;
        }
    }

    public Evidence[] Evidence { get; } =
    [
        new("email",
        [
            new("equal", 0.65, 0.0002, IsByValue: true),
            new("one or two letters off", 0.10, 0.0002),
            new("same mailbox at another domain", 0.06, 0.0005, IsByValue: true),
            new("similar", 0.04, 0.002),
            new("same domain", 0.03, 0.1, IsByValue: true),
            new("different", 0.12, 0.9),
        ]),
    ];

    public void Compare(int a, int b, Span<byte> levels) => levels[0] = LevelOf(a, b);

    public double Rarity(int evidence, int level, int a, int b) => level switch
    {
        1 => _rarity.Bits(_emails.Of[a]),
        3 => _localRarity.Bits(_locals.Of[a]),
        _ => _domainRarity.Bits(_domains.Of[a]),
    };

    public (string? A, string? B) Compared(int evidence, int a, int b, ReadOnlySpan<byte> levels) => (_emails[a], _emails[b]);

    public IEnumerable<(string Name, RarityTable Table)> Rarities =>
        [("email", _rarity), ("emailName", _localRarity), ("emailDomain", _domainRarity)];

    private byte LevelOf(int a, int b)
    {
        if (_emails[a] is not { } mine || _emails[b] is not { } theirs)
        {
            return 0;
        }

        if (_emails.Of[a] == _emails.Of[b])
        {
            return 1;
        }

        if (IsNamesakes(a, b))
        {
            return 0;
        }

        if (SlipsAllowed(a, b) is > 0 and var slips && DamerauLevenshtein.Distance(mine, theirs, slips) <= slips)
        {
            return 2;
        }

        if (_locals.Of[a] >= 0 && _locals.Of[a] == _locals.Of[b])
        {
            return 3;
        }

        if (_locals[a] is { } local
            && _locals[b] is { } other
            && Word.Compare(local, other) >= Likeness.Close
            && JaroWinkler.Similarity(mine, theirs) > 0.9)
        {
            return 4;
        }

        if (_domains.Of[a] >= 0 && _domains.Of[a] == _domains.Of[b])
        {
            return 5;
        }

        return (byte)(DamerauLevenshtein.Distance(mine, theirs, 4) <= 4 ? 4 : 6);
    }

    // a@ and b@ are two mailboxes, not a typing mistake.
    private int SlipsAllowed(int a, int b) => Math.Min(_locals[a]?.Length ?? 0, _locals[b]?.Length ?? 0) switch
    {
        < 4 => 0,
        < 6 => 1,
        _ => 2,
    };

    // "ivan.ivanov71@" and "ivan.ivanov83@": named after the person, with different numbers. They are alike only because the names are,
    // and the names are compared already.
    private bool IsNamesakes(int a, int b)
    {
        if (_locals[a] is not { } local || _locals[b] is not { } other || Digits(local) == Digits(other))
        {
            return false;
        }

        var (letters, otherLetters) = (Transliteration.Fold(Letters(local)), Transliteration.Fold(Letters(other)));
        return DamerauLevenshtein.Distance(letters, otherLetters, 2) <= 2
            && _names.Any(name => Names(name?[a], letters) || Names(name?[b], otherLetters));
    }

    private static bool Names(string? name, string letters) =>
        name is { Length: >= ShortestTellingName } && letters.Contains(name, StringComparison.Ordinal);

    private static string DomainOf(string email) =>
        email.Contains('@', StringComparison.Ordinal) ? email[(email.LastIndexOf('@') + 1)..] : "";

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetter));
}
