using System.Globalization;
using ClientBase.Domain.Contacts;

namespace ClientBase.Domain.Segments.Families;

/// <summary>Who people are: age, sex, and by what they are best reached.</summary>
public static class Demography
{
    private static readonly (int From, int To)[] Ages = [(18, 24), (25, 34), (35, 44), (45, 54), (55, 64), (65, 120)];

    /// <summary>Their segments. What divides the ages stands in their ids, so it is no setting.</summary>
    public static IReadOnlyList<Segment> All { get; } =
    [
        .. Ages.Select(band => Age(band.From, band.To)),
        Sex("m", ProfileTraits.IsMale, new("men", "мужчины")),
        Sex("f", ProfileTraits.IsFemale, new("women", "женщины")),
        .. PreferredChannel.All.Select(Channel),
    ];

    private static Segment Age(int from, int to) => new(
        Text($"age-{from}-{to}"), new(Text($"Age {from}–{to}"), Text($"Возраст {from}–{to}")), Text($"age in {from}..{to}"),
        new(Text($"from {from} to {to} full years old"), Text($"полных лет от {from} до {to}")),
        (in Customer customer) => customer.Facts.Profile.BirthDate is { } born
            && Rules.Evaluation.Birthdays.Age(born, DateOnly.FromDateTime(customer.AsOf.UtcDateTime)) is { } age
            && age >= from && age <= to);

    private static Segment Sex(string sex, ProfileTraits trait, LocalText people) => new(
        "sex-" + sex, new($"Sex: {people.En}", $"Пол: {people.Ru}"), $"sex = \"{sex}\"", people,
        (in Customer customer) => customer.Facts.Profile.Has(trait));

    private static Segment Channel(string channel) => new(
        "channel-" + channel, new($"Channel: {channel}", $"Канал: {channel}"), $"channel = \"{channel}\"",
        new(
            $"asked to be reached by {channel}, or said nothing and has such an address",
            $"просит писать через {channel} или не просил ничего, а адрес такой есть"),
        Prefers(ProfileFacts.Prefers(channel)));

    private static SegmentRule Prefers(ProfileTraits trait) => (in Customer customer) => customer.Facts.Profile.Has(trait);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
