using System.Globalization;
using System.Text.Json;
using ClientBase.Domain.Contacts.Dates;
using FsCheck;
using FsCheck.Fluent;

namespace ClientBase.Domain.Tests.Contacts.Dates;

public sealed class BirthDateLawTests
{
    private static readonly DateOnly Today = new(2026, 3, 1);
    private static readonly string?[] Countries = [null, "", "RU", "US", "HU", "CA"];

    private static readonly Gen<string> Pieces = Gen.Elements(
        "1", "05", "12", "29", "31", "32", "85", "00", "1985", "2027", ".", "/", "-", " ", ",", "мая", "Feb", "февр.", "г.", "th",
        "T00:00", "'", "年", "\ud800", "\u0660");

    [Fact]
    public void What_was_read_reads_back_as_itself_for_pieces_of_dates_in_any_order() =>
        Prop.ForAll(Pieces.ListOf(6).ToArbitrary(), pieces => Countries.All(country => IsStable(string.Concat(pieces), country)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));

    [Fact]
    public void What_was_read_reads_back_as_itself_for_any_text() =>
        Prop.ForAll<string?>(text => Countries.All(country => IsStable(text, country)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void Every_day_is_read_in_every_usual_spelling()
    {
        string[] formats = ["yyyy-MM-dd", "yyyyMMdd", "dd.MM.yyyy", "d.M.yyyy", "yyyy.MM.dd", "d MMMM yyyy", "MMMM d, yyyy", "dd-MMM-yyyy"];
        foreach (var culture in new[] { CultureInfo.InvariantCulture, CultureInfo.GetCultureInfo("ru-RU") })
        {
            for (var day = new DateOnly(1900, 1, 2); day <= Today; day = day.AddDays(17))
            {
                Assert.All(formats, format => Assert.Equal(day, BirthDates.Read(day.ToString(format, culture), "RU", Today).Date));
            }
        }
    }

    [Fact]
    public void Two_digits_of_a_year_are_enough_for_a_century()
    {
        for (var day = Today; day > Today.AddYears(-100); day = day.AddDays(-11))
        {
            Assert.Equal(day, BirthDates.Read(day.ToString("dd.MM.yy", CultureInfo.InvariantCulture), "RU", Today).Date);
            Assert.Equal(day, BirthDates.Read(day.ToString("MMM d, yy", CultureInfo.InvariantCulture), "US", Today).Date);
        }
    }

    [PublicDataFact("adversarial/blns.json")]
    public void Hostile_texts_are_read_without_failing()
    {
        var texts = JsonSerializer.Deserialize<string[]>(File.ReadAllText(Repository.Data("adversarial/blns.json")))!;
        string[] endless = [new('1', 1_000_000), new(' ', 1_000_000), string.Concat(Enumerable.Repeat("5 мая ", 100_000))];
        Assert.All(texts.Concat(endless), text => Assert.True(IsStable(text, "RU"), text.Length > 200 ? "an endless text" : text));
    }

    [Fact]
    public void The_first_and_the_last_day_of_the_calendar_are_no_trouble()
    {
        foreach (var asOf in new[] { DateOnly.MinValue, DateOnly.MaxValue })
        {
            Assert.All(
                ["01.01.00", "31.12.99", "29.02.00", "9999-12-31", "0001-01-01", "00/00/00"],
                text => Assert.True(IsStable(text, "US", asOf), text));
        }
    }

    private static bool IsStable(string? text, string? country) => IsStable(text, country, Today);

    private static bool IsStable(string? text, string? country, DateOnly asOf)
    {
        var reading = BirthDates.Read(text, country, asOf);
        var again = BirthDates.Read(reading.Value, country, asOf);
        if (reading.Reason is not null)
        {
            return reading.Value is null;
        }

        return again.Value == reading.Value
            && again.Date == reading.Date
            && !again.IsAmbiguous
            && (reading.Date is null || reading.Date <= asOf);
    }
}
