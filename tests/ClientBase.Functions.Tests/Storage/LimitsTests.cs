using Azure.Data.Tables;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Tests.Fixtures;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Tests.Storage;

/// <summary>Storage refuses these in the cloud, and the emulator takes most of them: so we refuse them ourselves.</summary>
public sealed class LimitsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    public static TheoryData<string> RefusedKeys =>
    [
        "a/b", "a\\b", "a#b", "a?b", "tab\tkey", "line\nfeed", "cr\rkey", "\u0000nul", "del\u007fkey", "c1\u0085nel", "c1\u009fapc",
    ];

    public static TheoryData<string> AllowedKeys =>
        ["", "it's", "''", "𤭢PK1", "Иванов", "a b", "a%2Fb", "a+b@example.com", "&=", "{\"k\":1}"];

    [Theory]
    [MemberData(nameof(RefusedKeys))]
    public void A_key_with_a_forbidden_character_is_refused(string key)
    {
        Assert.Contains("PartitionKey holds U+", Refusal(new TableEntity(key, "r")), StringComparison.Ordinal);
        Assert.Contains("RowKey holds U+", Refusal(new TableEntity("p", key)), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(AllowedKeys))]
    public void Other_keys_are_taken(string key) => Limits.Checked(new TableEntity(key, key));

    [Fact]
    public void A_key_has_512_characters_at_most()
    {
        Limits.Checked(new TableEntity("p", new string('ж', 512)));
        Assert.Contains("RowKey has 513 characters; 512", Refusal(new TableEntity("p", new string('ж', 513))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_has_32_768_characters_at_most()
    {
        Limits.Checked(new TableEntity("p", "r") { ["Note"] = new string('ж', 32_768) });
        Assert.Contains(
            "'Note' has 32769", Refusal(new TableEntity("p", "r") { ["Note"] = new string('ж', 32_769) }), StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_end_at_64_KiB()
    {
        Limits.Checked(new TableEntity("p", "r") { ["Blob"] = new byte[65_536] });
        Assert.Contains(
            "'Blob' has 65537 bytes", Refusal(new TableEntity("p", "r") { ["Blob"] = new byte[65_537] }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_has_252_properties_of_its_own_at_most()
    {
        Limits.Checked(Wide("r", 252, 1));
        Assert.Contains("has 253 properties; 252", Refusal(Wide("r", 253, 1)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_takes_one_mebibyte_at_most()
    {
        Limits.Checked(Wide("r", 15, 32_768));
        Assert.Contains("1048576 are allowed", Refusal(Wide("r", 16, 32_768)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_row_that_was_read_says_of_itself_does_not_count()
    {
        var table = new TableServiceClient(azurite.ConnectionString).GetTableClient("Limits" + Guid.NewGuid().ToString("n"));
        await table.CreateAsync();
        await table.AddEntityAsync(Limits.Checked(Wide("r", 252, 1)));

        TableEntity read = await table.GetEntityAsync<TableEntity>("p", "r");

        Limits.Checked(read);
    }

    [Theory]
    [InlineData("a-b")]
    [InlineData("1st")]
    [InlineData("with space")]
    [InlineData("dot.ted")]
    public void A_property_is_named_by_an_identifier(string name)
    {
        Limits.Checked(new TableEntity("p", "r") { ["Имя_1"] = "Ана" });
        Assert.Contains(name, Refusal(new TableEntity("p", "r") { [name] = 1 }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_date_before_1601_is_refused() =>
        Assert.Contains(
            "'Birth' is before", Refusal(new TableEntity("p", "r") { ["Birth"] = default(DateTimeOffset) }), StringComparison.Ordinal);

    [Fact]
    public void A_batch_has_100_actions_at_most()
    {
        Limits.Checked(Adds(Enumerable.Range(0, 100).Select(i => new TableEntity("p", $"{i}"))));
        Assert.Contains(
            "101 actions", BatchRefusal(Enumerable.Range(0, 101).Select(i => new TableEntity("p", $"{i}"))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_changes_one_partition_and_each_row_once()
    {
        Assert.Contains("one partition", BatchRefusal([new TableEntity("p", "1"), new TableEntity("q", "2")]), StringComparison.Ordinal);
        Assert.Contains("twice", BatchRefusal([new TableEntity("p", "1"), new TableEntity("p", "1")]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_takes_four_mebibytes_at_most_as_it_travels()
    {
        // Stored, a letter takes two bytes; on its way a Cyrillic one takes six.
        Limits.Checked(Adds(Enumerable.Range(0, 4).Select(i => Wide($"{i}", 5, 32_000, 'ж'))));
        Assert.Contains(
            "4194304", BatchRefusal(Enumerable.Range(0, 5).Select(i => Wide($"{i}", 5, 32_000, 'ж'))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_refused_was_not_sent()
    {
        var table = new TableServiceClient(azurite.ConnectionString).GetTableClient("Limits" + Guid.NewGuid().ToString("n"));
        await table.CreateAsync();
        var commits = new TableCommits(table);

        await Assert.ThrowsAsync<LimitException>(() => commits.SubmitAsync("p", Adds([new TableEntity("p", "1"), Wide("2", 16, 32_768)])));
        await commits.SubmitAsync("p", Adds([new TableEntity("p", "3")]));

        Assert.Equal("3", Assert.Single(await table.QueryAsync<TableEntity>().ToListAsync()).RowKey);
    }

    [Fact]
    public void A_refusal_names_nobody()
    {
        var row = new TableEntity("p", "c|anna@example.com") { ["Note"] = new string('x', 32_769) };
        Assert.DoesNotContain("anna", Refusal(row), StringComparison.Ordinal);
    }

    private static TableEntity Wide(string row, int properties, int chars, char letter = 'x')
    {
        var entity = new TableEntity("p", row);
        for (var i = 0; i < properties; i++)
        {
            entity[$"P{i}"] = new string(letter, chars);
        }

        return entity;
    }

    private static TableTransactionAction[] Adds(IEnumerable<TableEntity> rows) =>
        [.. rows.Select(row => new TableTransactionAction(Add, row))];

    private static string Refusal(TableEntity row) => Assert.Throws<LimitException>(() => Limits.Checked(row)).Message;

    private static string BatchRefusal(IEnumerable<TableEntity> rows) =>
        Assert.Throws<LimitException>(() => Limits.Checked(Adds(rows))).Message;
}
