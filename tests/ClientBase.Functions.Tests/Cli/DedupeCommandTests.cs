using System.Text.Json;

namespace ClientBase.Functions.Tests.Cli;

public sealed class DedupeCommandTests : IDisposable
{
    private const string People =
        """
        Код;Имя;Фамилия;Дата рождения;Почта;Город
        б;Иван;Петров;05.03.1985;ivan@mail.ru;Москва
        а;Ivan;Petrov;1985-03-05;ivan@mail.ru;Москва
        в;Анна;Сидорова;01.02.1990;anna@ya.ru;Москва
        г;Иван;Кузнецов;11.12.1970;kuz@mail.ru;Москва
        д;Мария;Орлова;02.02.1980;;Казань
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_pair_has_the_smaller_id_first_a_score_and_a_reason_by_field()
    {
        var result = await RunAsync(People, "--id", "Код", "--clusters", _folder.At("clusters.csv"), "--json");

        Assert.True(result.ExitCode == 0, result.Errors);
        var rows = await File.ReadAllLinesAsync(_folder.At("pairs.csv"));
        Assert.Equal("id_a,id_b,score,explanation", rows[0]);
        var pair = Assert.Single(rows[1..]).Split(',', 4);
        Assert.Equal(["а", "б"], pair[..2]);
        Assert.InRange(double.Parse(pair[2], System.Globalization.CultureInfo.InvariantCulture), 0.9, 1d);
        Assert.Contains("email equal", pair[3], StringComparison.Ordinal);
        Assert.Equal(["id,cluster", "б,а", "а,а", "в,в", "г,г", "д,д"], await File.ReadAllLinesAsync(_folder.At("clusters.csv")));

        var summary = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal((5, 1), (summary.GetProperty("rows").GetInt32(), summary.GetProperty("pairs").GetInt32()));
        Assert.Equal("Фамилия", summary.GetProperty("fields").GetProperty("lastName").GetString());
    }

    [Fact]
    public async Task Columns_nobody_would_guess_are_told_by_map()
    {
        var result = await RunAsync(
            "n,q1,q2\n1,Ann Lee,1990-01-02\n2,Lee Ann,1990-01-02\n3,Bob Ray,1980-05-06\n",
            "--id", "n", "--map", "fullName=q1", "--map", "birthDate=q2");

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Contains("q1 as fullName, q2 as birthDate", result.Errors, StringComparison.Ordinal);
        Assert.StartsWith("1,2,", Assert.Single((await File.ReadAllLinesAsync(_folder.At("pairs.csv")))[1..]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id,name\n", 0)]
    [InlineData("id,name\n1,Ann\n", 1)]
    public async Task Nobody_and_one_person_have_no_pairs(string people, int rows)
    {
        var result = await RunAsync(people, "--id", "id", "--json");

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Equal(["id_a,id_b,score,explanation"], await File.ReadAllLinesAsync(_folder.At("pairs.csv")));
        Assert.Equal(rows, JsonDocument.Parse(result.Output).RootElement.GetProperty("rows").GetInt32());
    }

    [Theory]
    [InlineData("id,name\n1,Ann\n1,Bob\n", "row 3, column 'id': '1' is the id of row 2 already", "--id", "id")]
    [InlineData("id,name\n,Ann\n", "row 2, column 'id': the id is missing", "--id", "id")]
    [InlineData("id,name\n1\n", "row 2 has 1 cells, and the header 2", "--id", "id")]
    [InlineData("id,name\n1,Ann\n", "--map names fullName twice", "--id", "id", "--map", "fullName=name", "--map", "fullName=id")]
    [InlineData("id,x\n1,Ann\n", "No column can be compared", "--id", "id")]
    [InlineData("id,name\n1,Ann\n", "no field 'surename'", "--id", "id", "--map", "surename=name")]
    [InlineData("id,name\n1,Ann\n", "no column 'nome'", "--id", "id", "--map", "fullName=nome")]
    [InlineData("id,name\n1,Ann\n", "no column 'nr'", "--id", "nr")]
    [Trait("Category", "Slow")]
    public async Task What_cannot_be_used_is_refused_and_nothing_is_written(string people, string message, params string[] arguments)
    {
        var result = await RunAsync(people, arguments);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message, result.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.At("pairs.csv")));
    }

    [Theory]
    [InlineData("--threshold", "1.5")]
    [InlineData("--map", "lastName")]
    public async Task Wrong_usage_exits_with_2(params string[] arguments) =>
        Assert.Equal(2, (await RunAsync("id,name\n1,Ann\n", ["--id", "id", .. arguments])).ExitCode);

    private Task<CliResult> RunAsync(string people, params string[] arguments) =>
        CliProcess.RunAsync(["dedupe", _folder.Write("people.csv", people), "--out", _folder.At("pairs.csv"), .. arguments]);
}
