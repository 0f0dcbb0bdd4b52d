using ClientBase.Domain.Forecast;
using ClientBase.Domain.Tests.Segments.Rules;

namespace ClientBase.Functions.Tests.Segments;

/// <summary>Forecast and loyalty of a person the naive way, for the interpreter that segments are compared with.</summary>
internal static class PlainFigures
{
    public static void Expect(Person person, FittedShop? fit, DateTimeOffset now)
    {
        var endOfDay = new DateTimeOffset(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
        var expected = fit?.Of(person.Orders.Select(one => (one.At, one.Gross!.Value - one.Refunded, "RUB")), endOfDay);
        Set(person.Numbers, "forecast.alive", expected is null ? null : Math.Round((decimal)expected.PAlive, 4));
        Set(person.Numbers, "forecast.value12m", expected?.Value12m is { } value ? Math.Round((decimal)value, 2) : null);
        Set(person.Instants, "forecast.next", expected?.NextOrderAt);
    }

    // A point at a time: what is taken takes those that would go first.
    public static void Reckon(Person person, DateTimeOffset now)
    {
        var (lots, owed) = (new List<(DateTimeOffset Ends, decimal Left)>(), 0m);
        var given = person.Orders.Select(one => (one.At, Points: Math.Truncate((one.Gross!.Value - one.Refunded) * 10m) / 100m))
            .Concat(person.Points).OrderBy(one => one.At).ThenByDescending(one => one.Points);
        foreach (var (at, points) in given)
        {
            if (points > 0)
            {
                lots.Add((at.AddDays(40), points - Math.Min(owed, points)));
                owed -= Math.Min(owed, points);
            }

            for (var left = -points; left > 0;)
            {
                var next = lots.Where(lot => lot.Ends > at && lot.Left > 0).OrderBy(lot => lot.Ends).FirstOrDefault();
                if (next == default)
                {
                    owed += left;
                    break;
                }

                var taken = Math.Min(left, next.Left);
                lots[lots.IndexOf(next)] = (next.Ends, next.Left - taken);
                left -= taken;
            }
        }

        var there = lots.Where(lot => lot.Ends > now && lot.Left > 0).ToList();
        var spent = person.Orders.Sum(one => one.Gross!.Value - one.Refunded);
        person.Numbers["loyalty.points"] = there.Sum(lot => lot.Left) - owed;
        person.Numbers["loyalty.expiring"] = there.Where(lot => lot.Ends <= now.AddDays(30)).Sum(lot => lot.Left);
        person.Numbers["loyalty.spent"] = spent;
        Set(person.Instants, "loyalty.expires", there.Count == 0 ? null : there.Min(lot => lot.Ends));
        person.Texts.Remove("loyalty.tier");
        if (spent >= 150)
        {
            person.Texts["loyalty.tier"] = [spent >= 400 ? "gold" : "silver"];
        }
    }

    private static void Set<T>(Dictionary<string, T> values, string name, T? value)
        where T : struct
    {
        values.Remove(name);
        if (value is { } known)
        {
            values[name] = known;
        }
    }
}
