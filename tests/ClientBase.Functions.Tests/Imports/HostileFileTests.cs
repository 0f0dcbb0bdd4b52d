using System.IO.Compression;
using System.Text;
using System.Text.Json;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Imports;

/// <summary>Whatever a file holds, each of its rows is accepted or its refusal is explained.</summary>
public sealed class HostileFileTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const string Naughty = "adversarial/blns.json";

    private readonly ImportBase _base = new(azurite);

    public async ValueTask InitializeAsync() => await _base.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _base.Dispose();
        return ValueTask.CompletedTask;
    }

    [PublicDataFact(Naughty)]
    public async Task Naughty_strings_in_every_cell()
    {
        var cells = await NaughtyCellsAsync();
        var file = new StringBuilder("email,phone,name,birthDate,city,own\n");
        for (var row = 0; row < cells.Count; row++)
        {
            file.Append(row % 3 == 0 ? cells[row] : $"naughty{row}@example.com");
            file.Append(string.Concat(Enumerable.Repeat("," + cells[row], 5))).Append('\n');
        }

        var view = await _base.ImportAsync(file.ToString());

        await AssertEveryRowIsExplainedAsync(view);
        Assert.Equal(cells.Count, view.Rows);
        Assert.True(view.Accepted >= cells.Count * 2 / 3 - 1);
    }

    [PublicDataFact(Naughty)]
    [Trait("Category", "Slow")]
    public async Task Twenty_thousand_rows_of_naughty_strings_side_by_side()
    {
        const int Rows = 20_000;
        var cells = await NaughtyCellsAsync();
        var file = new StringBuilder("email,phone,name,birthDate,city,consent_marketing,total,own\n");
        for (var row = 0; row < Rows; row++)
        {
            file.Append(row % 10 == 0 ? Cell(0) : $"n{row}@naughty.example");
            file.AppendJoin("", Enumerable.Range(1, 7).Select(column => "," + Cell(column))).Append('\n');

            // Neighbours differ from row to row: each string stands in each column, beside ever other ones.
            string Cell(int column) => cells[((row * (column + 1)) + (row / cells.Count)) % cells.Count];
        }

        var view = await _base.ImportAsync(file.ToString());

        await AssertEveryRowIsExplainedAsync(view);
        Assert.Equal(Rows, view.Rows);
        Assert.True(view.Accepted >= Rows * 9 / 10);
    }

    [Theory]
    [InlineData("email,name\na1@example.com,\"Anna\na2@example.com,Boris\na3@example.com,Vera\n", 3, 2)]
    [InlineData("email,name\nb1@example.com,An\"na\nb2@example.com,\"Boris\"x\nb3@example.com,Vera\n", 3, 1)]
    [InlineData("email,name\nc1@example.com,Anna,more\nc2@example.com\nc3@example.com,Vera,\n", 3, 2)]
    [InlineData("email,name\nd1@example.com,\"An\nna\"\nd2@example.com,Boris\n", 2, 2)]
    [InlineData("email,name\n\n\ne1@example.com,Anna\n\n", 1, 1)]
    [Trait("Category", "Slow")]
    public async Task Broken_quotes_and_ragged_rows_lose_nothing_else(string file, long rows, long accepted)
    {
        var view = await _base.ImportAsync(file);
        Assert.Equal((rows, accepted), (view.Rows, view.Accepted));
        await AssertEveryRowIsExplainedAsync(view);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_huge_cell_and_a_row_that_never_ends_are_refused_alone()
    {
        var view = await _base.ImportAsync(
            $"email,name,own\nf1@example.com,{new string('x', 60_000)},{new string('y', 60_000)}\nf2@example.com,Boris,\n"
            + $"f3@example.com,Vera,{new string('z', 40_000)}\n");
        Assert.Equal((3, 2), (view.Rows, view.Accepted));
        await AssertEveryRowIsExplainedAsync(view);

        var many = string.Concat(Enumerable.Repeat($"zzz,{new string('z', 995)}\n", 4_500));
        view = await _base.ImportAsync($"email,name\nf4@example.com,\"Anna\n{many}f5@example.com,Gleb\n");
        Assert.Equal((4_502, 1), (view.Rows, view.Accepted));
        await AssertEveryRowIsExplainedAsync(view);
    }

    [Fact]
    public async Task Wrong_bytes_among_UTF8_are_reported_where_they_stand()
    {
        var rows = string.Concat(Enumerable.Range(0, 30).Select(row => $"g{row}@example.com,Анна\n"));
        byte[] file = [.. Encoding.UTF8.GetBytes("email,name\n" + rows), .. "g99@example.com,"u8, 0xff, 0xd0, (byte)'\n'];
        var view = await _base.ImportAsync(file);

        Assert.Equal((31, 31, "utf-8"), (view.Rows, view.Accepted, view.Encoding));
        Assert.StartsWith("31,name,", Assert.Single(await _base.ReportAsync(view.Id)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gzip_is_read_and_one_that_is_cut_off_fails_with_why()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            var rows = string.Concat(Enumerable.Range(0, 3000).Select(row => $"h{row}@example.com,nobody\n"));
            gzip.Write(Encoding.UTF8.GetBytes("email,name\n" + rows));
        }

        Assert.Equal(3000, (await _base.ImportAsync(packed.ToArray(), "?dryRun=true")).Accepted);

        var view = await _base.ImportAsync(packed.ToArray()[..^200]);
        Assert.Equal(("failed", 0L), (view.State, view.Accepted));
        Assert.Contains("cut off", view.Error, StringComparison.Ordinal);
        Assert.Empty(await _base.RowsAsync(ClientBase.Functions.Storage.Tables.Contacts));
    }

    [Fact]
    public async Task Formulas_in_the_report_are_harmless()
    {
        var view = await _base.ImportAsync("email,birthDate\ni1@example.com,\"=HYPERLINK(\"\"http://evil.example\"\")\"\n");
        Assert.Contains("\"'=HYPERLINK", Assert.Single(await _base.ReportAsync(view.Id)), StringComparison.Ordinal);
    }

    private static async Task<List<string>> NaughtyCellsAsync() =>
    [
        .. JsonSerializer.Deserialize<string[]>(await File.ReadAllTextAsync(Repository.Data(Naughty)))!
            .Select(text => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""),
    ];

    private async Task AssertEveryRowIsExplainedAsync(ClientBase.Functions.Imports.ImportView view)
    {
        Assert.Equal("completed", view.State);
        Assert.Equal(view.Rows, view.Accepted + view.Rejected + view.Unchanged);
        var explained = (await _base.ReportAsync(view.Id)).Select(line => line.Split(',')[0]).Distinct().Count();
        Assert.True(explained >= view.Rejected, $"{view.Rejected} rows are rejected, and {explained} explained");
    }
}
