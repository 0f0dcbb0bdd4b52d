using System.Globalization;
using ClientBase.Cli.Demo.Samples.People;

namespace ClientBase.Cli.Demo.Samples;

/// <summary>What a browser did on the shop's site.</summary>
/// <param name="VisitorId">The browser.</param>
/// <param name="Events">What it did, as <c>POST /api/visits</c> takes it.</param>
internal sealed record SampleVisit(string VisitorId, IReadOnlyList<IReadOnlyDictionary<string, string>> Events);

/// <summary>A year of visits: the forms that name the browser say later whose they were.</summary>
internal static class SampleVisits
{
    private const int BrowserEvery = 3; // Every so many people keep the browser's id.
    private const int Year = 360;

    private static readonly string[] Searches = ["green tea", "gift", "coffee mill", "чай улун", "cup"];

    /// <summary>The browser of somebody; null where none is known.</summary>
    public static string? BrowserOf(SamplePerson person) =>
        person is { IsKnownByForms: true, Email: not null } && person.Number % BrowserEvery == 0
        ? string.Create(CultureInfo.InvariantCulture, $"demo-browser-{person.Number}")
        : null;

    /// <summary>The visits of everybody.</summary>
    public static IEnumerable<SampleVisit> Of(IEnumerable<SamplePerson> people, Random random, DateTimeOffset now)
    {
        foreach (var person in people)
        {
            if (BrowserOf(person) is { } browser)
            {
                var days = Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(0, Year)).Order();
                yield return new SampleVisit(browser, [.. days.SelectMany(day => VisitOf(day, random, now))]);
            }
        }
    }

    private static IEnumerable<IReadOnlyDictionary<string, string>> VisitOf(int daysAgo, Random random, DateTimeOffset now)
    {
        var at = now.AddDays(-daysAgo).AddMinutes(-random.Next(60, 900));
        var product = random.Next(101, 113).ToString(CultureInfo.InvariantCulture);
        yield return Event(at, "page", ("url", "https://shop.example.com/"));
        yield return random.Next(4) == 0
            ? Event(at.AddMinutes(1), "search", ("query", Searches[random.Next(Searches.Length)]))
            : Event(at.AddMinutes(1), "page", ("url", "https://shop.example.com/tea"));
        yield return Event(at.AddMinutes(2), "product", ("productId", product), ("url", $"https://shop.example.com/products/{product}"));
    }

    private static Dictionary<string, string> Event(DateTimeOffset at, string kind, params (string Name, string Value)[] said) => said
        .Append(("at", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)))
        .Append(("kind", kind))
        .ToDictionary(one => one.Item1, one => one.Item2);
}
