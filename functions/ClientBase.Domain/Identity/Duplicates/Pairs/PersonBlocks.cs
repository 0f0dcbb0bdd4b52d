using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Names;
using ClientBase.Domain.Identity.Duplicates.Records;

namespace ClientBase.Domain.Identity.Duplicates.Pairs;

/// <summary>A block: people in it are worth comparing.</summary>
/// <param name="Text">What they have in common. It holds personal data: only digests of it are stored.</param>
/// <param name="IsNarrow">Asked for only when the block of the whole name is too large to be of use.</param>
public sealed record PersonBlock(string Text, bool IsNarrow = false);

/// <summary>The blocks of a person: a slip spoils some of them, and the others still bring two records of one person together.</summary>
public static class PersonBlocks
{
    private const int MostForms = 3; // «Саша» is Александр and Александра.
    private const int MostWays = 5; // Telephones, and e-mail addresses.
    private const int ShortestMailbox = 4;
    private const int DateLength = 8;
    private const string Vowels = "aeiouyjh"; // And what is heard as one.

    /// <summary>The block of the whole name, when there is one.</summary>
    public const string WholeName = "n";

    /// <summary>The blocks of a person, each once; of one who told too little, none.</summary>
    public static IReadOnlyList<PersonBlock> Of(ComparedPerson person)
    {
        var (first, last) = NamesOf(person);
        var (givens, surname) = (FormsOf(first), Skeleton(last));
        var born = Read(PersonField.BirthDate, person[PersonField.BirthDate]) is { Length: DateLength } date ? date : null;
        var blocks = person.Emails.Take(MostWays).Select(MailboxOf).Select(mailbox => Block("e", mailbox))
            .Concat(person.Phones.Take(MostWays).Select(phone => Block("p", Read(PersonField.Phone, phone))))
            .Append(Block("sb", surname, born));
        var city = Read(PersonField.City, person[PersonField.City]);
        foreach (var given in givens)
        {
            blocks = blocks.Append(Block("gb", given, born)).Append(Block(WholeName, given, surname))
                .Append(Block("ga", given, HouseOf(person[PersonField.Address])))
                .Concat(new[]
                {
                    Block("nc", given, surname, city), Block("ny", given, surname, born?[..4]), Block("nm", given, surname, born?[4..]),
                }.Select(block => block is null ? null : block with { IsNarrow = true }));
        }

        return [.. blocks.OfType<PersonBlock>().Distinct()];
    }

    // Where they stand the other way round they are turned, as far as names are known.
    private static (string? First, string? Last) NamesOf(ComparedPerson person)
    {
        var first = Read(PersonField.FirstName, person[PersonField.FirstName]);
        var last = Read(PersonField.LastName, person[PersonField.LastName]);
        return GivenNames.IsKnown(last) && !GivenNames.IsKnown(first) ? (last, first) : (first, last);
    }

    private static List<string?> FormsOf(string? given)
    {
        var forms = GivenNames.FormsOf(given).Take(MostForms).Select(form => (string?)$"#{form}").ToList();
        return forms.Count > 0 ? forms : [Skeleton(given)];
    }

    private static PersonBlock? Block(string kind, params string?[] parts) =>
        parts.All(part => part is { Length: > 0 }) ? new PersonBlock($"{kind}|{string.Join('|', parts)}") : null;

    private static string? MailboxOf(string email) =>
        Read(PersonField.Email, email) is { } read
        && !RoleAccounts.Contains(read.Split('@')[0]) // info@ is anybody's.
        && string.Concat(read.Split('@')[0].Split('+')[0].Where(char.IsLetterOrDigit)) is { Length: >= ShortestMailbox } mailbox
            ? mailbox
            : null;

    // The longest word and all numbers: «ул. Ленина, 5-12» and «Ленина 5 кв 12» are one house and flat.
    private static string? HouseOf(string? address)
    {
        if (Read(PersonField.Address, address) is not { } read)
        {
            return null;
        }

        var words = read.Split(' ');
        var street = words.Where(word => !word.Any(char.IsAsciiDigit)).MaxBy(word => word.Length);
        var numbers = words.Where(word => word.Any(char.IsAsciiDigit)).ToList();
        return street is null || numbers.Count == 0 ? null : $"{Skeleton(street)} {string.Join(' ', numbers)}";
    }

    // First letter and consonants, because vowels are misheard and misspelled most.
    private static string? Skeleton(string? word)
    {
        if (word is null)
        {
            return null;
        }

        Span<char> kept = stackalloc char[6];
        var length = 0;
        foreach (var letter in word)
        {
            if (length == 0 || (length < kept.Length && !Vowels.Contains(letter, StringComparison.Ordinal) && letter != kept[length - 1]))
            {
                kept[length++] = letter;
            }
        }

        return new string(kept[..length]);
    }

    private static string? Read(PersonField field, string? typed) =>
        string.IsNullOrWhiteSpace(typed) ? null : Reading.Of(field)(typed.Trim());
}
