using System.IO.Compression;
using System.Text;
using ClientBase.Cli.Tables;

namespace ClientBase.Functions.Tests.Cli.Tables;

public sealed class CsvInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

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
        Assert.Equal(["1 Казань"], Rows(_folder.Write("a.csv", text)));

    [Fact]
    public void Encodings_are_found_out()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        const string Text = "id,city\n1,Казань\n2,Набережные Челны\n";
        string[] expected = ["1 Казань", "2 Набережные Челны"];

        Assert.Equal(expected, Rows(_folder.Write("utf8.csv", Text)));
        Assert.Equal(expected, Rows(_folder.Write("mark.csv", Text, new UTF8Encoding(true))));
        Assert.Equal(expected, Rows(_folder.Write("utf16.csv", Text, Encoding.Unicode)));
        Assert.Equal(expected, Rows(_folder.Write("windows.csv", Text, Encoding.GetEncoding(1251))));
        Assert.Equal(["1 Orléans"], Rows(_folder.Write("western.csv", "id,city\n1,Orléans\n", Encoding.GetEncoding(1252))));
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

        Assert.Equal("7 Казань", Rows(_folder.Write("late.csv", text.ToString(), Encoding.GetEncoding(1251)))[^1]);
        Assert.Equal("7 Казань", Rows(_folder.Write("late8.csv", text.ToString()))[^1]);
    }

    [Fact]
    public void A_gzip_is_read_as_what_is_in_it()
    {
        var path = _folder.At("a.csv.gz");
        using (var packed = new GZipStream(File.Create(path), CompressionMode.Compress))
        {
            packed.Write("id,city\n1,Казань\n"u8);
        }

        Assert.Equal(["1 Казань"], Rows(path));
    }

    [Fact]
    public void Columns_are_found_as_written_and_else_without_case()
    {
        using var input = CsvInput.Open(_folder.Write("a.csv", "Id,id,City\n1,2,Kazan\n"));

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
            message, Assert.Throws<InputRefusedException>(() => Rows(_folder.Write("a.csv", text))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("PK\u0003\u0004xl/workbook.xml", "Excel workbook")]
    [InlineData("a\0b", "no text file")]
    public void What_is_no_table_is_refused(string text, string message) =>
        Assert.Contains(
            message,
            Assert.Throws<InputRefusedException>(() => CsvInput.Open(_folder.Write("a.csv", text))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_not_there_is_refused() =>
        Assert.Contains(
            "nowhere.csv",
            Assert.Throws<InputRefusedException>(() => CsvInput.Open(_folder.At("nowhere.csv"))).Message,
            StringComparison.Ordinal);

    private static List<string> Rows(string path)
    {
        using var input = CsvInput.Open(path);
        var (id, city) = (input.Column("id"), input.Column("city"));
        var rows = new List<string>();
        while (input.Read())
        {
            rows.Add($"{input.Text(id)} {input.Text(city)}");
        }

        return rows;
    }
}
