using ClientBase.Domain.Contacts.Dates;

namespace ClientBase.Domain.Tests.Contacts.Dates;

public sealed class BirthDateReadingTests
{
    private static readonly DateOnly Today = new(2026, 3, 1);

    [Theory]
    [InlineData("1985-05-12")]
    [InlineData("19850512")]
    [InlineData("1985-05-12T00:00:00Z")]
    [InlineData("1985-05-12 23:59:59.123+03:00")]
    [InlineData("1985/5/12")]
    [InlineData("12.05.1985")]
    [InlineData(" 12.5.1985 г. ")]
    [InlineData("12.05.1985 г.р.")]
    [InlineData("12.05.1985 0:00:00")]
    [InlineData("12 . 05 . 1985")]
    [InlineData("12 05 1985")]
    [InlineData("12–05–1985")]
    [InlineData("12.05.85")]
    [InlineData("85.05.12")]
    [InlineData("1985年5月12日")]
    [InlineData("1985. 05. 12.")]
    public void Numbers_are_read_in_the_orders_people_use(string typed) => Assert.Equal("1985-05-12", Read(typed, "RU").Value);

    [Theory]
    [InlineData("12 мая 1985 г.")]
    [InlineData("12 МАЯ 1985 года")]
    [InlineData("«12» мая 1985г.")]
    [InlineData("12 май 85")]
    [InlineData("12-го мая 1985")]
    [InlineData("12мая1985")]
    [InlineData("May 12th, 1985")]
    [InlineData("May 12 1985")]
    [InlineData("may the 12th, 1985")]
    [InlineData("the 12th of May, 1985")]
    [InlineData("12 May 85")]
    [InlineData("12-May-1985")]
    [InlineData("May 12, '85")]
    [InlineData("1985 May 12")]
    public void Month_names_are_read_in_Russian_and_English(string typed)
    {
        var reading = Read(typed, "RU");
        Assert.Equal("1985-05-12", reading.Value);
        Assert.False(reading.IsAmbiguous);
    }

    [Theory]
    [InlineData("1 янв. 1990", 1)]
    [InlineData("1 февр. 1990", 2)]
    [InlineData("1 марта 1990", 3)]
    [InlineData("1 апр 1990", 4)]
    [InlineData("1 июнь 1990", 6)]
    [InlineData("1 июля 1990", 7)]
    [InlineData("1 авг. 1990", 8)]
    [InlineData("Sept. 1, 1990", 9)]
    [InlineData("1 сент. 1990", 9)]
    [InlineData("oct 1 1990", 10)]
    [InlineData("1 нояб 1990", 11)]
    [InlineData("1 декабря 1990", 12)]
    public void Month_names_may_be_cut_short(string typed, int month) => Assert.Equal(new DateOnly(1990, month, 1), Read(typed, null).Date);

    [Theory]
    [InlineData("05/06/1990", "US", "1990-05-06", true)]
    [InlineData("05/06/1990", "us", "1990-05-06", true)]
    [InlineData("05/06/1990", "GB", "1990-06-05", true)]
    [InlineData("05/06/1990", null, "1990-06-05", true)]
    [InlineData("05.06.1990", "RU", "1990-06-05", false)]
    [InlineData("05.06.1990", "US", "1990-05-06", true)]
    [InlineData("05/06/07", "JP", "2005-06-07", true)]
    [InlineData("05.06.07", "DE", "2007-06-05", false)]
    [InlineData("05/31/1990", "GB", "1990-05-31", false)]
    [InlineData("31/05/1990", "US", "1990-05-31", false)]
    [InlineData("05/05/1990", "US", "1990-05-05", false)]
    [InlineData("5.6", "RU", "--06-05", false)]
    [InlineData("5/6", "US", "--05-06", true)]
    [InlineData("5-6", "JP", "--05-06", true)]
    [InlineData("--05-06", "US", "--05-06", false)]
    [InlineData("2/12/2026", "US", "2026-02-12", false)]
    [InlineData("2/12/2026", "GB", "2026-02-12", false)]
    public void The_country_decides_on_the_order_and_only_what_it_decided_is_ambiguous(
        string typed, string? country, string date, bool ambiguous)
    {
        var reading = Read(typed, country);
        Assert.Equal((date, ambiguous), (reading.Value, reading.IsAmbiguous));
    }

    [Theory]
    [InlineData("01.03.26", "2026-03-01")]
    [InlineData("02.03.26", "1926-03-02")]
    [InlineData("01.01.99", "1999-01-01")]
    [InlineData("29.02.28", "1928-02-29")]
    [InlineData("29.02.00", "2000-02-29")]
    [InlineData("5 May 27", "1927-05-05")]
    public void Years_of_two_digits_are_the_latest_that_are_not_in_the_future(string typed, string date) =>
        Assert.Equal(date, Read(typed, "RU").Value);

    [Fact]
    public void A_century_without_the_leap_day_gives_way_to_the_one_before() =>
        Assert.Equal("2000-02-29", BirthDates.Read("29.02.00", "RU", new DateOnly(2105, 1, 1)).Value);

    [Theory]
    [InlineData("5 мая", "--05-05")]
    [InlineData("May 5th", "--05-05")]
    [InlineData("29 февраля", "--02-29")]
    [InlineData("--12-31", "--12-31")]
    public void A_birthday_may_keep_its_year_to_itself(string typed, string expected)
    {
        var reading = Read(typed, "RU");
        Assert.Equal(expected, reading.Value);
        Assert.Null(reading.Reason);
        Assert.Null(reading.Date);
    }

    [Theory]
    [InlineData(null, "empty")]
    [InlineData(" \t\u00a0", "empty")]
    [InlineData("yesterday", "not-a-date")]
    [InlineData("5.1985", "not-a-date")]
    [InlineData("1985.5", "not-a-date")]
    [InlineData("5 мая 12345678", "not-a-date")]
    [InlineData("Octopus 5 1985", "not-a-date")]
    [InlineData("--13-05", "no-such-day")]
    [InlineData("1.1.5", "not-a-date")]
    [InlineData("май 1985", "not-a-date")]
    [InlineData("May 512", "not-a-date")]
    [InlineData("5 ма 1985", "not-a-date")]
    [InlineData("5 мая 985", "not-a-date")]
    [InlineData("12.05/1985", "not-a-date")]
    [InlineData("1985.05.1985", "not-a-date")]
    [InlineData("12.05.1985 12.05.1985", "not-a-date")]
    [InlineData("١٢.٠٥.١٩٨٥", "not-a-date")]
    [InlineData("г.", "not-a-date")]
    [InlineData("31.02.1990", "no-such-day")]
    [InlineData("31/02/1990", "no-such-day")]
    [InlineData("30/02/12", "no-such-day")]
    [InlineData("29.02.25", "no-such-day")]
    [InlineData("30 февраля", "no-such-day")]
    [InlineData("0000-00-00", "no-such-day")]
    [InlineData("1990-13-01", "no-such-day")]
    [InlineData("2026-03-02", "in-future")]
    [InlineData("5 мая 2085", "in-future")]
    [InlineData("31/12/2026", "in-future")]
    public void What_cannot_be_a_birth_date_is_refused_with_its_reason(string? typed, string reason)
    {
        var reading = Read(typed, "RU");
        Assert.Equal(reason, reading.Reason);
        Assert.Equal(((string?)null, null, false), (reading.Value, reading.Date, reading.IsAmbiguous));
    }

    private static BirthDateReading Read(string? typed, string? country) => BirthDates.Read(typed, country, Today);
}
