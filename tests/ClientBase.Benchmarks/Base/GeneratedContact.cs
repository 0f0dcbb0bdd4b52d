using System.Globalization;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Names;
using ClientBase.Domain.Contacts.Phones;
using ClientBase.Domain.Identity;

namespace ClientBase.Benchmarks.Base;

/// <summary>A customer who does not exist, the same for one number: 3 orders on average, of some 50 and more.</summary>
internal static class GeneratedContact
{
    /// <summary>The number of the account that takes the orders of a shop's till.</summary>
    public const int Till = 0;

    private const string Shop = "bench";
    private const string Consonants = "bcdfghklmnprstvz";
    private const string Vowels = "aeiou";

    /// <summary>A contact, with its orders.</summary>
    /// <param name="number">Its number in the base.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="asOf">The day up to which orders were placed.</param>
    public static Contact Of(int number, int count, DateTimeOffset asOf)
    {
        var random = new Random(number);
        var (first, last) = (Word(random, 3), Word(random, 3));
        var email = string.Create(CultureInfo.InvariantCulture, $"{first}.{last}{number}@example.com");
        _ = EmailAddress.TryParse(email, out var address);
        _ = PhoneNumber.TryParse(string.Create(CultureInfo.InvariantCulture, $"+79{number + 160_000_000:d9}"), null, out var phone);
        var id = string.Create(CultureInfo.InvariantCulture, $"generated-{number}");
        var capture = new CaptureBuilder(id, "form:bench", "form", asOf.AddDays(-random.Next(1, 1_500)).AddMinutes(-1 - (number % 1_439)))
            .Name(new PersonName(Title(first), Title(last), null)).Email(address).Phone(phone)
            .ShopCustomer(Shop, number.ToString(CultureInfo.InvariantCulture));
        if (random.Next(2) == 0)
        {
            capture.Consent(ConsentPurpose.Marketing, "email", email, granted: random.Next(8) > 0);
        }

        var orders = number == Till ? Math.Min(100_000, count / 2) : OrdersOf(random);
        var placedAt = asOf.AddDays(-random.Next(1, 1_200));
        var step = (asOf - placedAt) / (orders + 1);
        for (var order = 0; order < orders; order++)
        {
            placedAt = placedAt.Add(step * (0.4 + random.NextDouble())) is var next && next < asOf ? next : placedAt;
            var total = decimal.Round((decimal)Math.Exp(random.NextDouble() * 6) * 100m, 2);
            capture.Order(Shop, OrderId(number, order), placedAt, total, "RUB", counts: random.Next(25) > 0);
            if (random.Next(20) == 0)
            {
                capture.Refund(Shop, OrderId(number, order), "r", decimal.Round(total / 2, 2));
            }
        }

        return capture.Build().Says with { Id = ContactId.Found(new IdentityKey(IdentityKind.Email, address!.Value), id) };
    }

    /// <summary>The id of an order in its shop.</summary>
    public static string OrderId(int number, int order) => string.Create(CultureInfo.InvariantCulture, $"{number}-{order}");

    public static string OrderKey(int number, int order) => $"{Shop}:{OrderId(number, order)}";

    private static int OrdersOf(Random random) => random.Next(1_000) switch
    {
        < 350 => 0,
        < 650 => 1,
        < 780 => 2,
        < 905 => random.Next(3, 7),
        < 985 => random.Next(7, 20),
        _ => random.Next(50, 90),
    };

    private static string Word(Random random, int syllables) => string.Concat(Enumerable.Range(0, syllables)
        .Select(_ => $"{Consonants[random.Next(Consonants.Length)]}{Vowels[random.Next(Vowels.Length)]}"));

    private static string Title(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
