using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Storage.Tables;

[Collection(AzuriteCollection.Name)]
public sealed class EntityTypeTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly DateTimeOffset Instant = new DateTimeOffset(2026, 3, 8, 12, 30, 15, TimeSpan.Zero).AddTicks(1_234_567);

    private readonly TableClient _table = TestTables.Fresh(azurite);

    public enum Colour
    {
        Red,
        Green,
    }

    public static TheoryData<string> HostileTexts =>
    [
        "", " ", "it's \"quoted\"", "a\\b/c", "line\r\nfeed\ttab", "Иванов Иван", "𤭢 👩‍👩‍👧 é", "\u2028\u2029\u0001\u007f",
        "<script>&amp;</script>",
        "{\"odata.etag\":\"x\"}", "}{ HTTP/1.1 200 OK", "2026-03-08T12:00:00Z", "123", "true", "null",
    ];

    public Task InitializeAsync() => _table.CreateAsync();

    public Task DisposeAsync() => _table.DeleteAsync();

    [Fact]
    public async Task A_class_keeps_every_type_of_property()
    {
        var written = new Everything
        {
            PartitionKey = "p",
            RowKey = "r",
            Text = "text",
            Number = int.MinValue,
            Big = 9_007_199_254_740_993L,
            Real = 1.0 / 3,
            Whole = 5,
            Flag = true,
            At = Instant,
            AtUtc = Instant.UtcDateTime,
            Id = Guid.Parse("7f5de5b5-8ba4-4e1a-9d8a-111111111111"),
            Bytes = [0, 1, 254, 255],
            Data = BinaryData.FromString("data"),
            Colour = Colour.Green,
            MaybeColour = Colour.Red,
            MaybeNumber = 7,
            MaybeBig = long.MaxValue,
            MaybeReal = double.MaxValue,
            MaybeFlag = false,
            MaybeAt = Instant,
            MaybeId = Guid.Empty,
            Renamed = "renamed",
            Ignored = "not stored",
        };
        await _table.AddEntityAsync(written);

        var read = (await _table.GetEntityAsync<Everything>("p", "r")).Value;

        Assert.Equal(written.Values(), read.Values());
        Assert.Null(read.Ignored);
        Assert.NotEqual(default, read.ETag);
        Assert.NotNull(read.Timestamp);
    }

    [Fact]
    public async Task Null_properties_are_not_stored_and_read_as_null()
    {
        await _table.AddEntityAsync(new Everything { PartitionKey = "p", RowKey = "r", AtUtc = Instant.UtcDateTime, At = Instant });

        var read = (await _table.GetEntityAsync<Everything>("p", "r")).Value;
        var stored = (await _table.GetEntityAsync<TableEntity>("p", "r")).Value;

        Assert.Equal(new object?[] { null, null, null, null, null, null, null }, new object?[]
        {
            read.Text, read.Bytes, read.Data, read.MaybeColour, read.MaybeNumber, read.MaybeAt, read.MaybeId,
        });
        Assert.False(stored.ContainsKey(nameof(Everything.Text)));
        Assert.False(stored.ContainsKey(nameof(Everything.MaybeNumber)));
    }

    [Fact]
    public async Task A_class_is_stored_under_the_names_its_attributes_say()
    {
        await _table.AddEntityAsync(
            new Everything { PartitionKey = "p", RowKey = "r", At = Instant, AtUtc = Instant.UtcDateTime, Renamed = "x", Ignored = "y" });

        var stored = (await _table.GetEntityAsync<TableEntity>("p", "r")).Value;

        Assert.Equal("x", stored["other_name"]);
        Assert.Equal("Red", stored[nameof(Everything.Colour)]);
        Assert.False(stored.ContainsKey(nameof(Everything.Renamed)));
        Assert.False(stored.ContainsKey(nameof(Everything.Ignored)));
    }

    [Fact]
    public async Task A_dictionary_entity_keeps_every_type_of_value()
    {
        await _table.AddEntityAsync(new TableEntity("p", "r")
        {
            ["Text"] = "text",
            ["Number"] = 42,
            ["Big"] = long.MinValue,
            ["Real"] = -0.25,
            ["Flag"] = false,
            ["At"] = Instant,
            ["AtUtc"] = Instant.UtcDateTime,
            ["Id"] = Guid.Parse("7f5de5b5-8ba4-4e1a-9d8a-111111111111"),
            ["Bytes"] = new byte[] { 1, 2, 3 },
            ["Data"] = BinaryData.FromString("data"),
            ["Nothing"] = null,
        });

        var read = (await _table.GetEntityAsync<TableEntity>("p", "r")).Value;

        Assert.Equal("text", read.GetString("Text"));
        Assert.Equal(42, read.GetInt32("Number"));
        Assert.Equal(long.MinValue, read.GetInt64("Big"));
        Assert.Equal(-0.25, read.GetDouble("Real"));
        Assert.False(read.GetBoolean("Flag"));
        Assert.Equal(Instant, read.GetDateTimeOffset("At"));
        Assert.Equal(Instant.UtcDateTime, read.GetDateTime("AtUtc"));
        Assert.Equal(Guid.Parse("7f5de5b5-8ba4-4e1a-9d8a-111111111111"), read.GetGuid("Id"));
        Assert.Equal(new byte[] { 1, 2, 3 }, read.GetBinary("Bytes"));
        Assert.Equal("data", read.GetBinaryData("Data")!.ToString());
        Assert.False(read.ContainsKey("Nothing"));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.Epsilon)]
    [InlineData(5.0)]
    [InlineData(-1e300)]
    public async Task A_double_stays_a_double(double value)
    {
        await _table.AddEntityAsync(new TableEntity("p", "r") { ["Real"] = value });

        Assert.Equal(value, (await _table.GetEntityAsync<TableEntity>("p", "r")).Value.GetDouble("Real"));
        Assert.Equal(value, (await _table.GetEntityAsync<Everything>("p", "r")).Value.Real);
    }

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public async Task Any_text_comes_back_as_it_went_in(string text)
    {
        await _table.AddEntityAsync(new TableEntity("p", "alone") { ["Text"] = text });
        await _table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, new TableEntity("p", "batched") { ["Text"] = text }),
            new(TableTransactionActionType.Add, new TableEntity("p", "second") { ["Text"] = text }),
        ]);

        Assert.Equal(text, (await _table.GetEntityAsync<TableEntity>("p", "alone")).Value.GetString("Text"));
        Assert.Equal(text, (await _table.GetEntityAsync<TableEntity>("p", "batched")).Value.GetString("Text"));
        Assert.Equal(text, (await _table.GetEntityAsync<TableEntity>("p", "second")).Value.GetString("Text"));
    }

    [Fact]
    public async Task Long_text_in_any_script_is_not_broken_on_the_way()
    {
        var text = string.Concat(Enumerable.Range(0, 10_000).Select(i => i % 3 == 0 ? "ж" : i % 3 == 1 ? "€" : "𤭢"));

        await _table.AddEntityAsync(new TableEntity("p", "alone") { ["Text"] = text });
        await _table.SubmitTransactionAsync(Enumerable.Range(0, 3).Select(i => new TableTransactionAction(
            TableTransactionActionType.Add, new TableEntity("p", $"batched{i}") { ["Text"] = text })));

        await foreach (var entity in _table.QueryAsync<TableEntity>())
        {
            Assert.Equal(text, entity.GetString("Text"));
        }
    }

    [Fact]
    public void Asking_a_dictionary_entity_for_the_wrong_type_is_an_error_and_for_a_missing_property_is_null()
    {
        var entity = new TableEntity("p", "r") { ["Number"] = 1 };

        Assert.Throws<InvalidOperationException>(() => entity.GetString("Number"));
        Assert.Null(entity.GetInt64("Missing"));
        Assert.Null(entity["Missing"]);
    }

    public sealed class Everything : ITableEntity
    {
        public string PartitionKey { get; set; } = "";

        public string RowKey { get; set; } = "";

        public DateTimeOffset? Timestamp { get; set; }

        public ETag ETag { get; set; }

        public string? Text { get; set; }

        public int Number { get; set; }

        public long Big { get; set; }

        public double Real { get; set; }

        public double Whole { get; set; }

        public bool Flag { get; set; }

        public DateTimeOffset At { get; set; }

        public DateTime AtUtc { get; set; }

        public Guid Id { get; set; }

        public byte[]? Bytes { get; set; }

        public BinaryData? Data { get; set; }

        public Colour Colour { get; set; }

        public Colour? MaybeColour { get; set; }

        public int? MaybeNumber { get; set; }

        public long? MaybeBig { get; set; }

        public double? MaybeReal { get; set; }

        public bool? MaybeFlag { get; set; }

        public DateTimeOffset? MaybeAt { get; set; }

        public Guid? MaybeId { get; set; }

        [DataMember(Name = "other_name")]
        public string? Renamed { get; set; }

        [IgnoreDataMember]
        public string? Ignored { get; set; }

        public object?[] Values() =>
        [
            PartitionKey, RowKey, Text, Number, Big, Real, Whole, Flag, At, AtUtc, Id, Convert.ToHexString(Bytes ?? []), Data?.ToString(),
            Colour, MaybeColour, MaybeNumber, MaybeBig, MaybeReal, MaybeFlag, MaybeAt, MaybeId, Renamed,
        ];
    }
}
