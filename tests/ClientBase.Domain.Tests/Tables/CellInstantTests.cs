using System.Globalization;
using System.Text;
using ClientBase.Domain.Tables;

namespace ClientBase.Domain.Tests.Tables;

public sealed class CellInstantTests
{
    [Theory]
    [InlineData("2026-01-31", "2026-01-31T00:00:00.0000000")]
    [InlineData("31.01.2026", "2026-01-31T00:00:00.0000000")]
    [InlineData("20260131", "2026-01-31T00:00:00.0000000")]
    [InlineData("2026-01-31 18:05", "2026-01-31T18:05:00.0000000")]
    [InlineData("31.01.2026 9:05", "2026-01-31T09:05:00.0000000")]
    [InlineData("31.01.2026 18:05:09", "2026-01-31T18:05:09.0000000")]
    [InlineData("2026-01-31T18:05:09.25", "2026-01-31T18:05:09.2500000")]
    [InlineData("2026-01-31T18:05:09.123456789Z", "2026-01-31T18:05:09.1234567")]
    [InlineData("2026-01-31T18:05:09+03:00", "2026-01-31T15:05:09.0000000")]
    [InlineData("2026-01-31T01:05:09+0300", "2026-01-30T22:05:09.0000000")]
    [InlineData("2026-01-31 18:05:09 -05", "2026-01-31T23:05:09.0000000")]
    [InlineData("2024-02-29", "2024-02-29T00:00:00.0000000")]
    [InlineData("02.01.26", "2026-01-02T00:00:00.0000000")]
    [InlineData("2.1.97 9:05", "1997-01-02T09:05:00.0000000")]
    [InlineData("2026/01/02", "2026-01-02T00:00:00.0000000")]
    [InlineData("2026/1/2 18:05", "2026-01-02T18:05:00.0000000")]
    [InlineData("2026.01.02", "2026-01-02T00:00:00.0000000")]
    public void Iso_and_dotted_times_are_read_as_utc(string cell, string expected)
    {
        Assert.True(CellInstant.TryParse(Encoding.UTF8.GetBytes(cell), out var instant));
        Assert.Equal(expected, instant.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture));
        Assert.Equal(DateTimeKind.Utc, instant.Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2026-02-29")]
    [InlineData("31.04.2026")]
    [InlineData("2026-13-01")]
    [InlineData("2026-00-10")]
    [InlineData("0000-01-01")]
    [InlineData("12/31/2026")]
    [InlineData("2026-01-31 24:00")]
    [InlineData("2026-01-31 18:60")]
    [InlineData("2026-01-31 18:05:61")]
    [InlineData("2026-01-31T18:05:09.Z")]
    [InlineData("2026-01-31T18:05:09+25:00")]
    [InlineData("2026-01-31x")]
    [InlineData("2026-01-31T")]
    [InlineData("0001-01-01T00:30:00+01:00")]
    [InlineData("2026-01--1")]
    [InlineData("+026-01-01")]
    [InlineData("2026-01/02")]
    [InlineData("02.01.026")]
    [InlineData("31.02.26")]
    public void Anything_else_is_no_time(string cell) => Assert.False(CellInstant.TryParse(Encoding.UTF8.GetBytes(cell), out _));
}
