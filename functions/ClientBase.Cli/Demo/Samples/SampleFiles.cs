using System.Globalization;
using System.Text;
using ClientBase.Cli.Demo.Samples.People;
using ClientBase.Cli.Demo.Samples.Shops;

namespace ClientBase.Cli.Demo.Samples;

/// <summary>What the shop had in tables before: its people, its calls, what advertising cost.</summary>
internal static class SampleFiles
{
    private const int Months = 12;
    private const int CalledEvery = 4;

    private static readonly string[] Interests = ["tea", "coffee", "gifts", "tea, gifts", "ceramics"];
    private static readonly string[] Results = ["ordered", "will think", "call again in spring", "no answer", "wants an invoice"];

    private static readonly (string Channel, decimal Cost)[] Advertising =
        [("google", 62m), ("yandex", 48m), ("vk", 35m), ("partner", 20m), ("leaflet", 12m)];

    /// <summary>People as a sheet of the shop's own has them.</summary>
    public static string People(SampleBase sample, Random random)
    {
        var firstOrders = sample.Orders.GroupBy(order => order.Person).ToDictionary(
            orders => orders.Key, orders => orders.Min(order => order.PlacedAt));
        var rows = new StringBuilder("email;name;birthDate;sex;city;country;company;interests;created_at\n");
        foreach (var person in sample.OldBase)
        {
            // Whoever bought came some days before.
            var since = firstOrders.TryGetValue(person, out var first)
                ? first.AddDays(-random.Next(1, 15))
                : sample.Now.AddDays(-random.Next(15, 340));
            rows.AppendJoin(
                ';',
                person.Email,
                person.Name.Full,
                BirthDate(person, sample.Now),
                Sex(person),
                person.City,
                person.Country,
                person.IsCompany ? $"{person.Name.LatinLast} Catering" : "",
                Interests[random.Next(Interests.Length)],
                Instant(since)).Append('\n');
        }

        return rows.ToString();
    }

    /// <summary>A year of calls, as a telephone system lists them.</summary>
    public static string Calls(SampleBase sample, Random random)
    {
        var rows = new StringBuilder("kind;at;email;direction;durationSeconds;result;text\n");
        foreach (var person in sample.OldBase.Where(person => person.Number % CalledEvery == 0))
        {
            var at = sample.Now.AddDays(-random.Next(2, 350)).AddMinutes(random.Next(0, 400));
            var direction = random.Next(3) == 0 ? "in" : "out";
            rows.AppendJoin(
                ';',
                "call",
                Instant(at),
                person.Email,
                direction,
                random.Next(20, 600).ToString(CultureInfo.InvariantCulture),
                Results[random.Next(Results.Length)],
                direction == "in" ? "Asked when the order comes" : "Told of the new harvest").Append('\n');
        }

        return rows.ToString();
    }

    /// <summary>What advertising cost, month by month.</summary>
    public static string Costs(DateTimeOffset now, Random random)
    {
        var rows = new StringBuilder("day,channel,amount,currency\n");
        for (var ago = 0; ago < Months; ago++)
        {
            var day = new DateOnly(now.Year, now.Month, 1).AddMonths(-ago).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            foreach (var (channel, cost) in Advertising)
            {
                rows.Append(CultureInfo.InvariantCulture, $"{day},{channel},{cost + random.Next(-8, 15)},{SampleOrder.Currency}\n");
            }
        }

        return rows.ToString();
    }

    // Some have their birthday these days; a second record of somebody has the same.
    private static string BirthDate(SamplePerson person, DateTimeOffset now)
    {
        var random = new Random(person.SecondOf ?? person.Number);
        var day = random.Next(20) == 0 ? now.AddDays(random.Next(1, 6)) : now.AddDays(-random.Next(0, 365));
        return day.AddYears(-random.Next(20, 70)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    // In Russian the surname tells.
    private static string Sex(SamplePerson person) => person.Country != "RU" ? "" : person.Name.Last.EndsWith('а') ? "f" : "m";

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
