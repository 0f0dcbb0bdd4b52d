using ClientBase.Domain.Contacts;
using ClientBase.Domain.Segments;
using static ClientBase.Domain.Tests.Segments.Customers;

namespace ClientBase.Domain.Tests.Segments;

public sealed class LifecycleTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    [Fact]
    public void New_is_whose_only_order_is_at_most_30_days_old()
    {
        Assert.Contains("new", SegmentsOf(Contact("a", Days(30), (Days(30), 10m))));
        Assert.DoesNotContain("new", SegmentsOf(Contact("a", Days(31), (Days(30) + Tick, 10m))));
        Assert.DoesNotContain("new", SegmentsOf(Contact("a", Days(9), (Days(9), 10m), (Days(1), 10m))));
        Assert.DoesNotContain("new", SegmentsOf(Contact("a", Days(9))));
    }

    [Fact]
    public void Returning_is_who_ordered_within_30_days_after_180_without_an_order()
    {
        Assert.Contains("returning", SegmentsOf(Contact("a", Days(999), (Days(190), 10m), (Days(10), 10m))));
        Assert.DoesNotContain("returning", SegmentsOf(Contact("a", Days(999), (Days(190) - Tick, 10m), (Days(10), 10m))));
        Assert.Contains("returning", SegmentsOf(Contact("a", Days(999), (Days(300), 10m), (Days(30), 10m))));
        Assert.DoesNotContain("returning", SegmentsOf(Contact("a", Days(999), (Days(300), 10m), (Days(30) + Tick, 10m))));
        Assert.DoesNotContain("returning", SegmentsOf(Contact("a", Days(999), (Days(10), 10m))));
    }

    [Fact]
    public void An_order_more_after_the_return_takes_nothing_from_it() =>
        Assert.Contains("returning", SegmentsOf(Contact("a", Days(999), (Days(300), 10m), (Days(20), 10m), (Days(1), 10m))));

    [Fact]
    public void Lost_is_a_buyer_silent_for_365_days_to_the_tick()
    {
        Assert.Contains("lost", SegmentsOf(Contact("a", Days(999), (Days(365), 10m))));
        Assert.DoesNotContain("lost", SegmentsOf(Contact("a", Days(999), (Days(365) - Tick, 10m))));
        Assert.DoesNotContain("lost", SegmentsOf(Contact("a", Days(999)))); // Who never bought is not lost.
    }

    [Theory]
    [InlineData(0, "last-30d")]
    [InlineData(30, "last-30d")]
    [InlineData(31, "last-90d")]
    [InlineData(90, "last-90d")]
    [InlineData(91, "last-180d")]
    [InlineData(180, "last-180d")]
    [InlineData(181, "last-365d")]
    [InlineData(365, "last-365d")]
    [InlineData(366, "last-older")]
    public void Bands_of_the_last_order_are_disjoint(int daysAgo, string band) => Assert.Equal(
        [band], SegmentsOf(Contact("a", Days(999), (Days(daysAgo), 10m))).Where(id => id.StartsWith("last-", StringComparison.Ordinal)));

    [Theory]
    [InlineData(1, "frequency-1")]
    [InlineData(2, "frequency-2-3")]
    [InlineData(3, "frequency-2-3")]
    [InlineData(4, "frequency-4-9")]
    [InlineData(9, "frequency-4-9")]
    [InlineData(10, "frequency-10plus")]
    [InlineData(40, "frequency-10plus")]
    public void Bands_of_frequency(int orders, string band)
    {
        var contact = Contact("a", Days(99), [.. Enumerable.Range(0, orders).Select(_ => (Days(9), 10m))]);
        Assert.Equal([band], SegmentsOf(contact).Where(id => id.StartsWith("frequency-", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(100, "low")]
    [InlineData(200, "low")]
    [InlineData(300, "mid")]
    [InlineData(400, "mid")]
    [InlineData(500, "high")]
    [InlineData(600, "high")]
    public void Buyers_are_divided_into_thirds_by_average_order(int check, string band)
    {
        // Two orders each, so that it is the average that counts; who never bought is in no third.
        var buyers = Enumerable.Range(1, 6)
            .Select(i => Contact($"b{i}", Days(99), (Days(9), (i * 100m) - 50m), (Days(8), (i * 100m) + 50m)))
            .ToList();
        var mine = buyers.Single(one => one.Id == $"b{check / 100}");
        var others = buyers.Where(one => one != mine).Append(Contact("z", Days(9))).ToArray();

        Assert.Equal([$"check-{band}"], SegmentsOf(mine, others).Where(id => id.StartsWith("check-", StringComparison.Ordinal)));
        Assert.DoesNotContain(SegmentsOf(others[^1], mine), id => id.StartsWith("check-", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2008-03-01", "age-18-24")] // Eighteen today.
    [InlineData("2008-03-02", null)]
    [InlineData("2001-03-02", "age-18-24")]
    [InlineData("2001-03-01", "age-25-34")]
    [InlineData("1961-03-01", "age-65-120")]
    [InlineData("1961-03-02", "age-55-64")]
    public void Ages_change_on_the_birthday(string born, string? band) => Assert.Equal(
        band is null ? [] : [band],
        SegmentsOf(Says(capture => capture.Field("birthDate", born))).Where(id => id.StartsWith("age-", StringComparison.Ordinal)));

    [Theory]
    [InlineData("telegram", "channel-telegram")]
    [InlineData("СМС", "channel-sms")]
    [InlineData("pigeon", "channel-email")]
    [InlineData(null, "channel-email")]
    public void The_channel_is_the_one_asked_for_or_else_one_there_is_an_address_for(string? asked, string channel)
    {
        _ = Domain.Contacts.Emails.EmailAddress.TryParse("a@example.com", out var email);
        var contact = Says(capture => capture.Email(email).Field("custom.preferredChannel", asked));
        Assert.Equal([channel], SegmentsOf(contact).Where(id => id.StartsWith("channel-", StringComparison.Ordinal)));
    }

    [Fact]
    public void Sex_is_a_segment_where_it_is_known()
    {
        Assert.Contains("sex-f", SegmentsOf(Says(capture => capture.Field("sex", "f"))));
        Assert.Contains("sex-m", SegmentsOf(Says(capture => capture.Field("sex", "m"))));
        Assert.DoesNotContain(SegmentsOf(Contact("a", Days(1))), id => id.StartsWith("sex-", StringComparison.Ordinal));
    }

    [Fact]
    public void Thresholds_are_settings()
    {
        var options = new SegmentOptions { NewDays = 7, LostDays = 100, ReturningDays = 14, ReturningSilentDays = 60 };
        var catalogue = new SegmentCatalogue(options);

        Assert.Equal("orders.count = 1 and orders.first within 7 days", catalogue.Find("new")!.Rule);
        Assert.Equal("orders.last at least 100 days ago", catalogue.Find("lost")!.Rule);
        Assert.Equal("orders.cameBack within 14 days", catalogue.Find("returning")!.Rule);
        var contact = Contact("a", Days(999), (Days(75), 10m), (Days(14), 10m));
        Assert.Equal(AsOf - Days(14), CustomerFacts.Of(contact, AsOf, options).CameBackAt);
    }

    private static Contact Says(Func<CaptureBuilder, CaptureBuilder> say) =>
        say(new CaptureBuilder("capture-1", "form:news", "form", AsOf - Days(1))).Build().Says with { Id = "a" };
}
