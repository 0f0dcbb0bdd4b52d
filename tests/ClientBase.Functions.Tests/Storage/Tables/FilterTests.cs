using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;

namespace ClientBase.Functions.Tests.Storage.Tables;

public sealed class FilterTests
{
    public enum Colour
    {
        Red,
        Green,
    }

    [Fact]
    public void Values_become_typed_literals()
    {
        var at = new DateTimeOffset(2026, 3, 8, 15, 0, 0, TimeSpan.FromHours(3));
        var id = Guid.Parse("7f5de5b5-8ba4-4e1a-9d8a-111111111111");

        Assert.Equal("A eq 'it''s'", TableClient.CreateQueryFilter($"A eq {"it's"}"));
        Assert.Equal("A eq 1", TableClient.CreateQueryFilter($"A eq {1}"));
        Assert.Equal("A eq 1L", TableClient.CreateQueryFilter($"A eq {1L}"));
        Assert.Equal("A eq 1.5", TableClient.CreateQueryFilter($"A eq {1.5}"));
        Assert.Equal("A eq true", TableClient.CreateQueryFilter($"A eq {true}"));
        Assert.Equal("A eq datetime'2026-03-08T12:00:00Z'", TableClient.CreateQueryFilter($"A eq {at}"));
        Assert.Equal("A eq guid'7f5de5b5-8ba4-4e1a-9d8a-111111111111'", TableClient.CreateQueryFilter($"A eq {id}"));
        Assert.Equal("A eq X'00ff'", TableClient.CreateQueryFilter($"A eq {new byte[] { 0, 255 }}"), ignoreCase: true);
    }

    [Fact]
    public void A_value_of_no_stored_type_is_refused() =>
        Assert.Throws<ArgumentException>(() => TableClient.CreateQueryFilter($"A eq {new object()}"));

    [Fact]
    public void Lambdas_become_comparisons_with_stored_names()
    {
        var name = "it's";

        Assert.Equal("PartitionKey eq 'it''s'", TableClient.CreateQueryFilter<Row>(r => r.PartitionKey == name));
        Assert.Equal("other_name ne 'x'", TableClient.CreateQueryFilter<Row>(r => r.Renamed != "x"));
        Assert.Equal("Number gt 5", TableClient.CreateQueryFilter<Row>(r => r.Number > 5));
        Assert.Equal("Big le 5L", TableClient.CreateQueryFilter<Row>(r => r.Big <= 5));
        Assert.Equal("Flag eq true", TableClient.CreateQueryFilter<Row>(r => r.Flag));
        Assert.Equal("Colour eq 'Green'", TableClient.CreateQueryFilter<Row>(r => r.Colour == Colour.Green));
        Assert.Equal("A ge 3", TableClient.CreateQueryFilter<TableEntity>(e => e.GetInt32("A") >= 3));
    }

    [Fact]
    public void Anything_else_in_a_lambda_is_refused() =>
        Assert.Throws<NotSupportedException>(() => TableClient.CreateQueryFilter<Row>(r => r.PartitionKey.StartsWith('a')));

    public sealed class Row : ITableEntity
    {
        public string PartitionKey { get; set; } = "";

        public string RowKey { get; set; } = "";

        public DateTimeOffset? Timestamp { get; set; }

        public ETag ETag { get; set; }

        public int Number { get; set; }

        public long Big { get; set; }

        public bool Flag { get; set; }

        public Colour Colour { get; set; }

        [DataMember(Name = "other_name")]
        public string? Renamed { get; set; }
    }
}
