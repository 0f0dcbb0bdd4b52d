using ClientBase.Domain.Sending.Events;

namespace ClientBase.Domain.Tests.Sending;

public sealed class MachineSignsTests
{
    private const string Phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148";
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private int _ids;

    [Theory]
    [InlineData(Phone, "203.0.113.7", false)]
    [InlineData("Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)", "66.249.84.1", false)]
    [InlineData("YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html", "203.0.113.7", false)]
    [InlineData(null, null, false)]
    [InlineData("Mozilla/5.0", "203.0.113.7", true)]
    [InlineData("Barracuda Sentinel (EE)", "203.0.113.7", true)]
    [InlineData("python-requests/2.31", "203.0.113.7", true)]
    [InlineData(Phone, "40.94.31.5", false)]
    [InlineData(Phone, "40.107.31.5", true)]
    [InlineData(Phone, "67.231.159.255", true)]
    [InlineData(Phone, "67.231.160.0", false)]
    [InlineData(Phone, "not an address", false)]
    public void A_program_is_known_by_its_name_or_its_network(string? agent, string? network, bool isMachine) =>
        Assert.Equal(isMachine ? 1 : 0, MachineSigns.In([Open(600, agent, network)]).Count);

    [Fact]
    public void What_the_provider_calls_a_program_is_one() =>
        Assert.Single(MachineSigns.In([Open(600, Phone) with { IsSaidMachine = true }]));

    [Fact]
    public void Nobody_reads_a_mail_in_the_second_it_left()
    {
        var left = Noon.AddMilliseconds(-700);
        Assert.Single(MachineSigns.In([Open(0, Phone) with { TakenOffAt = left }]));
        Assert.Empty(MachineSigns.In([Open(2, Phone) with { TakenOffAt = left }]));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(999, true)]
    [InlineData(1000, false)]
    [InlineData(-1000, true)]
    [InlineData(-1001, false)]
    public void The_second_a_mail_left_in_is_counted_both_ways_since_clocks_differ(int milliseconds, bool isMachine)
    {
        var open = Open(0, Phone) with { TakenOffAt = Noon.AddMilliseconds(-milliseconds) };
        Assert.Equal(isMachine ? 1 : 0, MachineSigns.In([open]).Count);
    }

    [Fact]
    public void A_browser_that_follows_a_link_says_what_it_is_and_a_picture_may_be_loaded_without()
    {
        Assert.Single(MachineSigns.In([Click(1, "a") with { UserAgent = " " }]));
        Assert.Empty(MachineSigns.In([Open(600, " ")]));
        Assert.Empty(MachineSigns.In([Click(1, "a") with { UserAgent = "Mozilla/5.0" }]));
    }

    [Theory]
    [InlineData(10, 3)]
    [InlineData(11, 0)]
    public void Three_links_in_ten_seconds_are_no_hands(int last, int machines) =>
        Assert.Equal(machines, MachineSigns.In([Click(0, "a"), Click(4, "b"), Click(last, "c")]).Count);

    [Theory]
    [InlineData(-5, Phone, "203.0.113.7", true)]
    [InlineData(-10, Phone, "203.0.113.7", true)]
    [InlineData(-11, Phone, "203.0.113.7", false)]
    [InlineData(-5, "Mozilla/5.0 (Windows NT 10.0)", "203.0.113.7", false)]
    [InlineData(-5, Phone, "198.51.100.9", false)]
    public void The_picture_loaded_just_before_is_the_filters_if_it_was_the_same_program(
        int seconds, string agent, string network, bool isMachine)
    {
        var open = Open(seconds, agent, network);
        Assert.Equal(isMachine, MachineSigns.In([open, Click(0, "a"), Click(1, "b"), Click(2, "c")]).Contains(open.Id));
    }

    [Fact]
    public void A_link_the_reader_followed_before_the_filter_came_is_theirs()
    {
        var hand = Click(-9, "a");
        MailEvent[] filter = [Click(0, "a"), Click(0, "b")];
        Assert.Equal(filter.Select(one => one.Id).Order(), MachineSigns.In([hand, .. filter]).Order());
    }

    [Fact]
    public void A_filter_follows_every_link_at_once_and_loads_the_picture()
    {
        MailEvent[] events = [Open(1, Phone), Click(1, "a"), Click(2, "b"), Click(4, "c")];
        Assert.Equal(events.Select(one => one.Id).Order(), MachineSigns.In(events).Order());
    }

    [Fact]
    public void Two_links_in_one_second_are_no_hands() => Assert.Equal(2, MachineSigns.In([Click(1, "a"), Click(1, "b")]).Count);

    [Fact]
    public void A_hand_follows_a_link_twice_or_two_in_their_time() =>
        Assert.Empty(MachineSigns.In([Open(0, Phone), Click(3, "a"), Click(3, "a"), Click(9, "b"), Click(60, "c")]));

    [Fact]
    public void The_links_of_two_mails_are_no_burst() => Assert.Empty(MachineSigns.In([Click(1, "a"), Click(1, "b", "other")]));

    private MailEvent Open(int seconds, string? agent, string? network = "203.0.113.7") =>
        new($"{_ids++}", MailEventKind.Open, "mail", "spring", Noon.AddSeconds(seconds)) { UserAgent = agent, NetworkAddress = network };

    private MailEvent Click(int seconds, string url, string mail = "mail") =>
        new($"{_ids++}", MailEventKind.Click, mail, "spring", Noon.AddSeconds(seconds))
        {
            Url = url,
            UserAgent = Phone,
            NetworkAddress = "203.0.113.7",
        };
}
