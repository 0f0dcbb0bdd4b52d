using System.Text;
using ClientBase.Domain.Tables;

namespace ClientBase.Domain.Tests.Tables;

public sealed class CharsetsTests
{
    [Theory]
    [InlineData("utf-8", null)]
    [InlineData("utf-16", null)]
    [InlineData("utf-32", null)]
    [InlineData("windows-1251", "windows-1251")]
    [InlineData("windows-1251", null)]
    [InlineData("koi8-r", null)]
    [InlineData("x-mac-cyrillic", "X-Mac-Cyrillic")]
    public void A_text_is_the_same_whatever_its_bytes_are_in(string charset, string? declared)
    {
        var encoding = Charsets.Find(charset)!;
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("{\"name\":\"Анна Иванова\"}")];

        Assert.Equal("{\"name\":\"Анна Иванова\"}", Charsets.Decode(bytes, declared));
        Assert.Equal("{\"name\":\"Анна Иванова\"}", Encoding.UTF8.GetString(Charsets.ToUtf8(bytes, declared).Span));
    }

    [Fact]
    public void Letters_cut_by_the_end_of_a_piece_are_whole()
    {
        var bytes = Encoding.UTF8.GetBytes("жук 😀 ü");
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            for (var second = cut; second <= bytes.Length; second++)
            {
                var reading = new CharsetReading();
                reading.Add(bytes.AsSpan(0, cut));
                reading.Add(bytes.AsSpan(cut, second - cut));
                reading.Add(bytes.AsSpan(second));
                Assert.False(reading.IsBroken);
                Assert.Equal("utf-8", reading.Result().WebName);
            }
        }
    }
}
