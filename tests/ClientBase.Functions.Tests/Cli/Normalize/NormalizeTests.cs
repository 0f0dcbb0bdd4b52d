using System.IO.Compression;
using System.Text;
using System.Text.Json;
using ClientBase.Cli.Normalize;
using ClientBase.Domain.Tables;

namespace ClientBase.Functions.Tests.Cli.Normalize;

public sealed class NormalizeTests
{
    private static readonly string[] Always = ["input", "valid", "value", "reason", "suggestion", "flags"];

    [Fact]
    public void Every_line_in_is_an_object_out_and_blank_ones_too()
    {
        var objects = Lines("\ufeffanna@gmail.com\r\n\n  \nbob", (json, line) => NormalizedLine.WriteEmail(json, line, null));
        Assert.Equal(["anna@gmail.com", "", "  ", "bob"], objects.Select(one => one.GetProperty("input").GetString()));
        Assert.Equal([null, "empty", "empty", "no-at-sign"], objects.Select(one => one.GetProperty("reason").GetString()));
        Assert.All(objects, one => Assert.Equal(Always, one.EnumerateObject().Select(member => member.Name)));
    }

    [Fact]
    public void A_line_end_at_the_end_begins_no_line() =>
        Assert.Single(Lines("anna@gmail.com\n", (json, line) => NormalizedLine.WriteEmail(json, line, null)));

    [Fact]
    public void Nothing_in_is_nothing_out() => Assert.Empty(Lines("", NormalizedLine.WriteName));

    [Fact]
    public void Lines_longer_than_a_chunk_and_cut_by_it_are_whole()
    {
        var long1 = new string('ж', 50_000);
        var objects = Lines($"{long1}\r\n{long1[..16_383]}\n\r\nend", NormalizedLine.WriteName);
        Assert.Equal([long1, long1[..16_383], "", "end"], objects.Select(one => one.GetProperty("input").GetString()));
    }

    [Fact]
    public void Broken_bytes_are_data()
    {
        using var output = new MemoryStream();
        JsonLines.Convert(
            new MemoryStream([0xff, 0xfe, 0xfa, (byte)'@', 0xc3, (byte)'\n', 0, (byte)'\n']),
            "input",
            output,
            (json, line) => NormalizedLine.WriteEmail(json, line, null),
            _ => { },
            default);
        var lines = Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => Assert.False(JsonDocument.Parse(line).RootElement.GetProperty("valid").GetBoolean()));
    }

    [Fact]
    public void An_answer_does_not_wait_for_the_end_of_the_input()
    {
        var input = new TwoReads("anna@gmail.com\n"u8.ToArray());
        using var output = new MemoryStream();
        input.BeforeSecond = () => Assert.NotEqual(0, output.Length);
        JsonLines.Convert(input, "input", output, (json, line) => NormalizedLine.WriteEmail(json, line, null), _ => { }, default);
        Assert.True(input.WasReadTwice);
    }

    [Fact]
    public void A_phone_shows_extension_and_region_and_Cyrillic_stays_readable()
    {
        using var output = new MemoryStream();
        JsonLines.Convert(
            new MemoryStream(Encoding.UTF8.GetBytes("8 916 123-45-67 доб. 12")),
            "input",
            output,
            (json, line) => NormalizedLine.WritePhone(json, line, "ru"),
            _ => { },
            default);
        Assert.Equal(
            """{"input":"8 916 123-45-67 доб. 12","valid":true,"value":"+79161234567","reason":null,"suggestion":null"""
            + ""","flags":[],"extension":"12","region":"RU"}""" + "\n",
            Encoding.UTF8.GetString(output.ToArray()));
    }

    [Fact]
    public void A_name_shows_its_parts()
    {
        var objects = Lines("иванов иван петрович\n42\n", NormalizedLine.WriteName);
        Assert.Equal("Иван Петрович Иванов", objects[0].GetProperty("value").GetString());
        Assert.Equal("Иванов", objects[0].GetProperty("last").GetString());
        Assert.Equal("no-letters", objects[1].GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData(2, "normalize", "fax")]
    [InlineData(2, "normalize")]
    [InlineData(2, "normalize", "phone", "--country", "XX")]
    [InlineData(1, "normalize", "email", "no-such-file.txt")]
    [InlineData(1, "normalize", "email", "--disposable", "no-such-file.txt")]
    public async Task A_command_that_cannot_be_done_says_why(int expected, params string[] arguments)
    {
        var (exitCode, _, errors) = await CliProcess.RunAsync(arguments);

        Assert.Equal(expected, exitCode);
        Assert.NotEmpty(errors);
    }

    [Theory]
    [InlineData("windows-1251")]
    [InlineData("koi8-r")]
    [InlineData("utf-16")]
    public void Lines_are_read_in_the_charset_they_are_in(string charset)
    {
        var plain = string.Concat(Enumerable.Repeat("Ivanov Ivan\n", 5000));
        byte[] bytes = [.. Charsets.Find(charset)!.GetPreamble(), .. Charsets.Find(charset)!.GetBytes(plain + "иванов иван петрович\n")];
        Assert.Equal("Иван Петрович Иванов", Lines(bytes, NormalizedLine.WriteName)[^1].GetProperty("value").GetString());

        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        Assert.Equal("Иван Петрович Иванов", Lines(packed.ToArray(), NormalizedLine.WriteName)[^1].GetProperty("value").GetString());
        Assert.Throws<InvalidDataException>(() => Lines(packed.ToArray()[..^7], NormalizedLine.WriteName));
    }

    [Fact]
    public void What_is_no_text_is_refused() =>
        Assert.Throws<InputRefusedException>(() => Lines("PK\u0003\u0004xl/workbook.xml"u8.ToArray(), NormalizedLine.WriteName));

    private static JsonElement[] Lines(string text, Action<Utf8JsonWriter, string> write) => Lines(Encoding.UTF8.GetBytes(text), write);

    private static JsonElement[] Lines(byte[] input, Action<Utf8JsonWriter, string> write)
    {
        using var output = new MemoryStream();
        JsonLines.Convert(new MemoryStream(input), "input", output, write, _ => { }, default);
        var lines = Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Select(line => JsonDocument.Parse(line).RootElement)];
    }

    /// <summary>Gives its bytes at the first read, and its end at the second.</summary>
    private sealed class TwoReads(byte[] bytes) : MemoryStream(bytes)
    {
        private bool _wasRead;

        public Action BeforeSecond { get; set; } = () => { };

        public bool WasReadTwice { get; private set; }

        public override int Read(Span<byte> buffer) => Note(base.Read(buffer));

        public override int Read(byte[] buffer, int offset, int count) => Note(base.Read(buffer, offset, count));

        private int Note(int count)
        {
            if (_wasRead)
            {
                WasReadTwice = true;
                BeforeSecond();
            }

            _wasRead = true;
            return count;
        }
    }
}
