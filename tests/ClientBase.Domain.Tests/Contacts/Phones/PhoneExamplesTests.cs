using ClientBase.Domain.Contacts.Addresses;
using ClientBase.Domain.Contacts.Phones;

namespace ClientBase.Domain.Tests.Contacts.Phones;

/// <summary>Valid numbers of every region and kind, from libphonenumber's metadata.</summary>
public sealed class PhoneExamplesTests
{
    private const string Examples = "phone/example_numbers.csv";

    // Numbers of plans that have changed since the list was made, and ways to dial that libphonenumber does not know.
    private static readonly string[] OfOldPlans = ["+22985751234", "+22981123456", "+2631312345"];
    private static readonly string[] NotBehindTrunk = ["+13101234", "+573211234567"];

    private sealed record Example(string Region, string Code, string National, string E164, string Trunk, string Exit);

    [PublicDataFact(Examples)]
    public void Every_example_reads_from_its_international_form() => AllRead(example =>
    [
        (example.E164, null),
        (example.E164, "US"),
        ($"tel:{example.E164}", "RU"),
        ($"00{example.E164[1..]}", null),
    ]);

    [PublicDataFact(Examples)]
    public void Every_example_reads_from_its_national_form() => AllRead(example => HasCountry(example)
        ? [
            (example.National, example.Region),
            (example.National, example.Region.ToLowerInvariant()),
            (string.Join(' ', InGroups(example.National, 3)), example.Region),
            ($"({example.National[..2]}) {string.Join('-', InGroups(example.National[2..], 2))}", example.Region),
        ]
        : []);

    [PublicDataFact(Examples)]
    public void Every_example_reads_behind_its_trunk_prefix() => AllRead(example =>
        HasCountry(example) && example.Trunk.Length > 0 && !NotBehindTrunk.Contains(example.E164)
        ? [
            (example.Trunk + example.National, example.Region),
            ($"({example.Trunk}){example.National}", example.Region),
            ($"+{example.Code} ({example.Trunk}) {example.National}", null),
        ]
        : []);

    [PublicDataFact(Examples)]
    public void Every_example_reads_behind_the_international_prefix_of_its_region() => AllRead(example =>
        HasCountry(example) && example.Exit.All(char.IsAsciiDigit) && example.Exit.Length > 0
            ? [($"{example.Exit} {example.E164[1..]}", example.Region)]
            : []);

    [PublicDataFact(Examples)]
    public void Every_region_of_the_examples_is_known()
    {
        var regions = Read().Where(HasCountry).Select(example => example.Region).Distinct().Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(regions, Countries.Codes);
    }

    [PublicDataFact(Examples)]
    public void The_region_of_a_number_shares_its_country_code()
    {
        var codes = Read()
            .GroupBy(example => example.Region)
            .ToDictionary(region => region.Key, region => region.Select(example => example.Code).ToHashSet());
        Assert.All(Read(), example =>
        {
            Assert.True(PhoneNumber.TryParse(example.E164, null, out var phone));
            Assert.Contains(example.Code, codes[phone.Region]);
        });
    }

    private static bool HasCountry(Example example) => example.Region != "001";

    private static void AllRead(Func<Example, (string Typed, string? Country)[]> ways)
    {
        var examples = Read();
        Assert.Equal(1144 - OfOldPlans.Length, examples.Length);
        var wrong = from example in examples
                    from way in ways(example)
                    let read = PhoneReader.Read(way.Typed, way.Country)
                    where read.Phone?.Value != example.E164
                    select $"{way.Typed} of {way.Country ?? "nowhere"}: {read.Phone?.Value ?? read.Reason}, not {example.E164}";
        Assert.Empty(wrong);
    }

    private static IEnumerable<string> InGroups(string digits, int size) => digits.Chunk(size).Select(group => new string(group));

    private static Example[] Read() =>
    [
        .. File.ReadLines(Repository.Data(Examples)).Skip(1)
            .Select(line => line.Split(','))
            .Select(cells => new Example(cells[0], cells[1], cells[3], cells[4], cells[5], cells[6]))
            .Where(example => !OfOldPlans.Contains(example.E164)),
    ];
}
