namespace ClientBase.Domain.Contacts.Names;

/// <summary>A person's name in its parts; any of them may be unknown.</summary>
/// <param name="First">Given name.</param>
/// <param name="Last">Surname; optional, many leads give none.</param>
/// <param name="Patronymic">Patronymic, such as «Петрович», or the initials between the others: "A." of "John A. Smith".</param>
public sealed record PersonName(string? First, string? Last, string? Patronymic)
{
    /// <summary>The name nobody gave.</summary>
    public static PersonName Unknown { get; } = new(null, null, null);

    /// <summary>Whether any part is known.</summary>
    public bool IsKnown => First is not null || Last is not null || Patronymic is not null;

    /// <summary>First, patronymic and last name with single spaces, or an empty string.</summary>
    public string Full => string.Join(' ', new[] { First, Patronymic, Last }.Where(part => part is not null));

    /// <summary>Splits a name typed into one box as <see cref="NameReader.Read"/> does; unknown when the text is not a name.</summary>
    public static PersonName Parse(string? typed) => NameReader.Read(typed).Name;

    /// <summary>
    /// One part of a name as typed: trimmed, inner spaces single, without controls, invisible marks and emoji, each word in one alphabet,
    /// «ИВАН» and «иван» as «Иван». Null for what is no part of a name: a link, a firm, "N/A".
    /// </summary>
    public static string? Clean(string? part)
    {
        var words = Array.ConvertAll(NameText.Words(part ?? ""), NameSpelling.InOneAlphabet);
        var cleaned = words.Length == 0 ? "" : string.Join(' ', NameSpelling.Spell(words, NameSpelling.IsCareful(words))).Normalize();
        return cleaned.Length == 0 || NameReader.IsNoPart(part!) || NameReader.IsNoPart(cleaned) ? null : cleaned;
    }

    /// <summary>The sex that patronymic, given name and surname show; unknown when they contradict each other.</summary>
    public Sex Sex => NameSex.Of(this);

    /// <summary>The words of the name, folded to lower-case Latin letters, in ordinal order: equal for spellings of one name.</summary>
    public string Folded => string.Join(' ', NameAgreement.Words(this).Order(StringComparer.Ordinal));

    /// <summary>Whether the two could be one person's: no part of both is known and different.</summary>
    /// <remarks>
    /// Compares words regardless of order, letter case, ё/е and alphabet, so «Иванов Иван» agrees with "Ivan" and not with "Maria". A given
    /// name agrees with its short forms («Саша» with «Александр»), unless the names show different sexes. Initials agree with names that
    /// begin with them, if the surname is the same.
    /// </remarks>
    public bool AgreesWith(PersonName other) => NameAgreement.Holds(this, other);
}
