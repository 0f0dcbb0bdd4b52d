using ClientBase.Domain.Contacts.Dates;
using FsCheck;
using FsCheck.Fluent;

namespace ClientBase.Domain.Tests.Contacts.Dates;

public sealed class BirthDatesTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Theory]
    [InlineData("1985-05-30", null, "1985-05-30")]
    [InlineData("19850530", null, "1985-05-30")]
    [InlineData("30.05.1985", "RU", "1985-05-30")]
    [InlineData("30/5/85", "GB", "1985-05-30")]
    [InlineData("5/30/1985", "US", "1985-05-30")]
    [InlineData("30/05/1985", "US", "1985-05-30")]
    [InlineData("1985/5/30", "JP", "1985-05-30")]
    [InlineData("5 мая 1985 г.", "RU", "1985-05-05")]
    [InlineData("30 май 85", "RU", "1985-05-30")]
    [InlineData("1 марта 2001 года", null, "2001-03-01")]
    [InlineData("May 5th, 1985", "US", "1985-05-05")]
    [InlineData("5 Sept. 1985", "GB", "1985-09-05")]
    [InlineData("1.2.26", null, "2026-02-01")]
    [InlineData("1.12.26", null, "1926-12-01")]
    [InlineData("5 мая", "RU", "--05-05")]
    [InlineData("29.02", "RU", "--02-29")]
    [InlineData("--05-30", null, "--05-30")]
    [InlineData("29.02.2024", null, "2024-02-29")]
    [InlineData("1900-01-02", null, "1900-01-02")]
    [InlineData("1970-01-01", null, "1970-01-01")]
    [InlineData("31.12", "RU", "--12-31")]
    public void Dates_are_read_in_the_habit_of_the_country(string typed, string? country, string expected) =>
        Assert.Equal(expected, BirthDates.Read(typed, country, Today).Value);

    [Theory]
    [InlineData("", "empty")]
    [InlineData("  ", "empty")]
    [InlineData("вчера", "not-a-date")]
    [InlineData("1985", "not-a-date")]
    [InlineData("12.13.14.15", "not-a-date")]
    [InlineData("5 мая июня 1985", "not-a-date")]
    [InlineData("31.04.1985", "no-such-day")]
    [InlineData("29.02.1985", "no-such-day")]
    [InlineData("32 мая 1985", "no-such-day")]
    [InlineData("00.00.0000", "no-such-day")]
    [InlineData("25.11.2026", "in-future")]
    [InlineData("01.01.0001", "placeholder")]
    [InlineData("1900-01-01", "placeholder")]
    [InlineData("30.12.1899", "placeholder")]
    [InlineData("n/a", "placeholder")]
    [InlineData("не указано", "placeholder")]
    public void What_is_no_date_has_a_reason(string typed, string reason) =>
        Assert.Equal(reason, BirthDates.Read(typed, "RU", Today).Reason);

    [Fact]
    public void Day_and_month_that_could_be_swapped_are_ambiguous()
    {
        Assert.True(BirthDates.Read("05/06/1985", "US", Today).IsAmbiguous);
        Assert.False(BirthDates.Read("25/06/1985", "US", Today).IsAmbiguous);
        Assert.False(BirthDates.Read("06/06/1985", null, Today).IsAmbiguous);
        Assert.False(BirthDates.Read("1985-05-06", null, Today).IsAmbiguous);
    }

    [Fact]
    public void Reading_twice_is_reading_once_for_any_text() => Prop.ForAll(
        Gen.OneOf(
            ArbMap.Default.GeneratorFor<string>(),
            from day in Gen.Choose(0, 33)
            from month in Gen.Choose(0, 14)
            from year in Gen.Choose(0, 2100)
            from mark in Gen.Elements('.', '/', '-', ' ')
            select $"{day}{mark}{month}{mark}{year}")
            .ToArbitrary(),
        typed =>
        {
            var once = BirthDates.Read(typed, null, Today);
            Assert.Equal(once.Value is null, once.Reason is not null);
            Assert.Equal(once.Value, once.Value is null ? null : BirthDates.Read(once.Value, "US", Today).Value);
        }).QuickCheckThrowOnFailure();
}
