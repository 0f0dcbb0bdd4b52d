using System.Globalization;
using ClientBase.Domain.Contacts;
using static ClientBase.Domain.Tests.Segments.Customers;

namespace ClientBase.Domain.Tests.Segments;

/// <summary>Each built-in segment that time decides, at its border and one tick, or one day, beyond.</summary>
public sealed class BorderTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    // Of somebody with one order so many days ago: the segment to the tick, and the one a tick later.
    [Theory]
    [InlineData(30, "last-30d", "last-90d")]
    [InlineData(90, "last-90d", "last-180d")]
    [InlineData(180, "last-180d", "last-365d")]
    [InlineData(365, "last-365d", "last-older")]
    [InlineData(30, "new", null)]
    public void A_band_of_days_ends_with_its_last_day_to_the_tick(int days, string within, string? beyond)
    {
        var (at, later) = (Ordered(Days(days)), Ordered(Days(days) + Tick));
        Assert.Contains(within, at);
        Assert.DoesNotContain(within, later);
        if (beyond is not null)
        {
            Assert.DoesNotContain(beyond, at);
            Assert.Contains(beyond, later);
        }
    }

    [Theory]
    [InlineData("dead", 365, true)]
    [InlineData("lost", 365, true)]
    [InlineData("funnel-red-gold", 365, true)]
    [InlineData("loyalty-red", 365, false)] // For over a year.
    public void Silence_of_a_buyer_counts_from_its_last_tick(string segment, int days, bool isAtIt)
    {
        Assert.DoesNotContain(segment, Ordered(Days(days) - Tick));
        Assert.Equal(isAtIt, Ordered(Days(days)).Contains(segment));
        Assert.Contains(segment, Ordered(Days(days) + Tick));
    }

    [Theory]
    [InlineData("dead", true)]
    [InlineData("loyalty-red", false)]
    public void Silence_of_who_never_bought_counts_from_the_first_contact(string segment, bool isAtIt)
    {
        Assert.DoesNotContain(segment, SegmentsOf(Contact("a", Days(365) - Tick)));
        Assert.Equal(isAtIt, SegmentsOf(Contact("a", Days(365))).Contains(segment));
        Assert.Contains(segment, SegmentsOf(Contact("a", Days(365) + Tick)));
    }

    [Theory]
    [InlineData(3, "funnel-red-gold", null)]
    [InlineData(4, "funnel-red-platinum", "loyalty-green")]
    public void Four_orders_turn_red_platinum_at_365_days_and_lose_their_green_a_tick_later(int orders, string funnel, string? loyalty)
    {
        IReadOnlyList<string> Of(TimeSpan ago) =>
            SegmentsOf(Contact("a", Days(999), [.. Enumerable.Repeat((ago, 10m), orders)]));

        Assert.Contains("funnel-platinum", Of(Days(365) - Tick));
        Assert.Contains(funnel, Of(Days(365)));
        Assert.Equal(loyalty is not null, Of(Days(365)).Contains("loyalty-green"));
        Assert.Contains("loyalty-red", Of(Days(365) + Tick));
        Assert.DoesNotContain("loyalty-green", Of(Days(365) + Tick));
    }

    [Theory]
    [InlineData("1990-03-01", true)] // Today.
    [InlineData("1990-03-08", true)] // The seventh day.
    [InlineData("1990-03-09", false)]
    [InlineData("1990-02-28", false)] // Yesterday.
    public void A_birthday_is_soon_from_seven_days_before_to_its_end(string born, bool isSoon) =>
        Assert.Equal(isSoon, SegmentsOf(Born(born)).Contains("birthday-7d"));

    [Theory]
    [InlineData("2008-03-01", null, "age-18-24")]
    [InlineData("2001-03-01", "age-18-24", "age-25-34")]
    [InlineData("1991-03-01", "age-25-34", "age-35-44")]
    [InlineData("1981-03-01", "age-35-44", "age-45-54")]
    [InlineData("1971-03-01", "age-45-54", "age-55-64")]
    [InlineData("1961-03-01", "age-55-64", "age-65-120")]
    [InlineData("1905-03-01", "age-65-120", null)] // 121: a mistake in writing.
    public void An_age_begins_on_the_birthday(string born, string? theDayBefore, string? onIt)
    {
        var culture = CultureInfo.InvariantCulture;
        var dayLater = DateOnly.Parse(born, culture).AddDays(1).ToString("yyyy-MM-dd", culture);
        Assert.Equal(onIt is null ? [] : [onIt], Ages(SegmentsOf(Born(born))));
        Assert.Equal(theDayBefore is null ? [] : [theDayBefore], Ages(SegmentsOf(Born(dayLater))));
    }

    [Theory]
    [InlineData(1, "check-low")]
    [InlineData(2, "check-low check-high")]
    [InlineData(3, "check-low check-mid check-high")]
    [InlineData(4, "check-low check-low check-mid check-high")]
    [InlineData(5, "check-low check-low check-mid check-high check-high")]
    public void Thirds_of_a_number_that_three_does_not_divide(int buyers, string expected)
    {
        var all = Enumerable.Range(1, buyers).Select(i => Contact($"b{i}", Days(9), (Days(9), i * 100m))).ToList();
        Assert.Equal(expected, string.Join(' ', all.Select(one =>
            SegmentsOf(one, [.. all.Where(other => other != one)]).Single(id => id.StartsWith("check-", StringComparison.Ordinal)))));
    }

    private static IReadOnlyList<string> Ordered(TimeSpan ago) => SegmentsOf(Contact("a", Days(999), (ago, 10m)));

    private static IEnumerable<string> Ages(IReadOnlyList<string> segments) =>
        segments.Where(id => id.StartsWith("age-", StringComparison.Ordinal));

    private static Contact Born(string date)
    {
        var capture = new CaptureBuilder("capture-1", "form:news", "form", AsOf - Days(1)).Field("birthDate", date).Build();
        return capture.Says with { Id = "a" };
    }
}
