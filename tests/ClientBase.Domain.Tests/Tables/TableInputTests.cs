using System.IO.Compression;
using System.Text;
using ClientBase.Domain.Tables;

namespace ClientBase.Domain.Tests.Tables;

public sealed class TableInputTests
{
    [Theory]
    [InlineData("id,city\n1,Казань\n")]
    [InlineData("id;city\r\n1;Казань\r\n")]
    [InlineData("id\tcity\n1\tКазань")]
    [InlineData("id|city\n1|Казань\n")]
    [InlineData("sep=;\nid;city\n1;Казань\n")]
    [InlineData("id, city\n1, Казань \n")]
    [InlineData("\"id\",\"city\"\n\"1\",\" Казань\"\n")]
    [InlineData("id;city;;\n1;Казань;;\n")]
    public void Whatever_people_separate_cells_by_is_found_out(string text) =>
        Assert.Equal(["1 Казань"], Rows(text));

    [Fact]
    public void Encodings_are_found_out()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        const string Text = "id,city\n1,Казань\n2,Набережные Челны\n";
        string[] expected = ["1 Казань", "2 Набережные Челны"];

        Assert.Equal(expected, Rows(Text));
        Assert.Equal(expected, Rows(Text, new UTF8Encoding(true)));
        Assert.Equal(expected, Rows(Text, Encoding.Unicode));
        Assert.Equal(expected, Rows(Text, Encoding.GetEncoding(1251)));
        Assert.Equal(["1 Orléans"], Rows("id,city\n1,Orléans\n", Encoding.GetEncoding(1252)));
    }

    [Fact]
    public void Cyrillic_beyond_the_first_megabyte_is_found_out_too()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var text = new StringBuilder("id,city\n");
        for (var row = 0; row < 200_000; row++)
        {
            text.Append("123456,Kazan\n");
        }

        text.Append("7,Казань\n");

        Assert.Equal("7 Казань", Rows(text.ToString(), Encoding.GetEncoding(1251))[^1]);
        Assert.Equal("7 Казань", Rows(text.ToString())[^1]);
    }

    [Theory]
    [InlineData(20866)]
    [InlineData(866)]
    [InlineData(28595)]
    public void Other_Cyrillic_encodings_are_told_from_windows_1251(int codePage)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        foreach (var city in new[] { "Казань", "МОСКВА", "набережные челны", "Ёлкино, ул. Ленина" })
        {
            Assert.Equal([$"1 {city}"], Rows($"id;city\n1;{city}\n", Encoding.GetEncoding(codePage)));
        }
    }

    [Fact]
    public void A_declared_charset_counts_but_for_a_mark_and_for_bytes_that_cannot_be_utf8()
    {
        var mac = Charsets.Find("x-mac-cyrillic")!;
        Assert.Equal(["1 Казань"], Rows("id,city\n1,Казань\n", mac, "x-mac-cyrillic"));
        Assert.Equal(["1 Казань"], Rows("id,city\n1,Казань\n", Charsets.Find("windows-1251"), "utf-8"));
        Assert.Equal(["1 Казань"], Rows("id,city\n1,Казань\n", new UTF8Encoding(true), "windows-1251"));
        Assert.Equal(["1 Казань"], Rows("id,city\n1,Казань\n", null, "nonsense"));
    }

    [Fact]
    public void A_mark_of_utf32_is_no_mark_of_utf16_and_utf16_needs_none()
    {
        Assert.Equal(["1 Казань"], Rows("id,city\n1,Казань\n", Encoding.UTF32));
        Assert.Equal(["1 Казань"], Rows("id,city\n1,Казань\n", new UnicodeEncoding(bigEndian: false, byteOrderMark: false)));
        Assert.Equal(["1 Казань"], Rows("id,city\n1,Казань\n", new UnicodeEncoding(bigEndian: true, byteOrderMark: false)));
    }

    [Fact]
    public void A_letter_cut_in_half_is_no_other_encoding()
    {
        var text = string.Concat(Enumerable.Range(1, 20).Select(row => $"{row},Казань\n"));
        byte[] bytes = [.. Encoding.UTF8.GetBytes("id,city\n" + text), .. "21,"u8, 0xd0, (byte)'\n'];
        using var input = Table.Open(bytes);
        Assert.Equal("utf-8", input.Content.Charset);
        Assert.True(input.Read());
        Assert.Equal("Казань", input.Text(1));
    }

    [Fact]
    public void A_gzip_is_read_as_what_is_in_it_and_one_that_was_cut_off_is_refused()
    {
        var text = "id,city\n" + string.Concat(Enumerable.Range(0, 5000).Select(row => $"{row},Казань {row * 7919 % 5003}\n"));
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        var bytes = packed.ToArray();
        using (var input = Table.Open(bytes))
        {
            Assert.True(input.Content.IsGzip);
            Assert.True(input.Read());
            Assert.Equal("Казань 0", input.Text(1));
        }

        foreach (var cut in new[] { 1, 4, 9, 500, bytes.Length / 2, bytes.Length - 20 })
        {
            Assert.Contains(
                "cut off", Assert.Throws<InputRefusedException>(() => Table.Open(bytes[..^cut])).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("id,city\n1,\"a\n2,b\n3,c\n", "1 a! 2 b 3 c")]
    [InlineData("id,city\n1,\"a\n2,b\n3,\"c\"x\n4,d\n", "1 a! 2 b 3 cx! 4 d")]
    [InlineData("id,city\n1,a,b\n2\n3,c,\n", "1 a! 2  3 c")]
    public void Nothing_is_lost_where_rows_are_read_however_they_are_written(string text, string expected)
    {
        using var strict = Table.Open(text);
        var hasSwallowed = false;
        while (strict.ReadAny(out _))
        {
            hasSwallowed |= strict.MayHaveSwallowedRows;
        }

        using var input = strict.Again(new TableHabits(AreLinesRows: hasSwallowed));
        var rows = new List<string>();
        while (input.ReadAny(out var flaw))
        {
            rows.Add($"{input.Text(0)} {input.Text(1)}{(flaw is null ? "" : "!")}");
        }

        Assert.Equal(expected, string.Join(' ', rows));
    }

    [Fact]
    public void Columns_are_found_as_written_and_else_without_case()
    {
        using var input = Table.Open("Id,id,City\n1,2,Kazan\n");

        Assert.Equal(1, input.Column("id"));
        Assert.Equal(2, input.Column("CITY"));
        Assert.Contains(
            "Its columns are: Id, id, City",
            Assert.Throws<InputRefusedException>(() => input.Column("town")).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "more than one column 'ID'", Assert.Throws<InputRefusedException>(() => input.Column("ID")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id,city\n1,a\n2\n", "a.csv, row 3 has 1 cells, and the header 2")]
    [InlineData("id,city\n\"1\n\",a\n2,b,c\n", "a.csv, row 3 (line 4) has 3 cells")]
    [InlineData("id,city\n1,\"a\n2,b\n", "a.csv cannot be read on")]
    public void A_broken_row_is_refused_by_its_number(string text, string message) =>
        Assert.StartsWith(
            message, Assert.Throws<InputRefusedException>(() => Rows(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("PK\u0003\u0004--------------------------mimetypeapplication/vnd.oasis.opendocument.textPK", "an OpenDocument sheet")]
    [InlineData("PK\u0003\u0004xl/workbook.xml", "a workbook that cannot be opened")]
    [InlineData("%PDF-1.7", "a PDF document")]
    [InlineData("a\0b", "no text file")]
    public void What_is_no_table_is_refused(string text, string message) =>
        Assert.Contains(
            message,
            Assert.Throws<InputRefusedException>(() => Table.Open(text)).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("xl/sharedStrings.xml")]
    [InlineData("xl/worksheets/sheet1.xml")]
    public void A_small_workbook_that_unpacks_to_far_more_is_refused(string part)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        using (var packing = zip.CreateEntry(part, CompressionLevel.Fastest).Open())
        {
            var megabyte = new byte[1024 * 1024];
            for (var written = 0; written <= 256; written++)
            {
                packing.Write(megabyte);
            }
        }

        Assert.Contains(
            "unpacks to 257 MB: save it as CSV",
            Assert.Throws<InputRefusedException>(() => Table.Open(file.ToArray())).Message,
            StringComparison.Ordinal);
    }

    private static List<string> Rows(string text, Encoding? encoding = null, string? declared = null)
    {
        using var input = Table.Open(text, encoding, new TableHabits(declared));
        var (id, city) = (input.Column("id"), input.Column("city"));
        var rows = new List<string>();
        while (input.Read())
        {
            rows.Add($"{input.Text(id)} {input.Text(city)}");
        }

        return rows;
    }
}
