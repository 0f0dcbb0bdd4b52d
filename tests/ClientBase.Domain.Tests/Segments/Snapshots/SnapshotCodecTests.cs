using ClientBase.Domain.Segments;
using ClientBase.Domain.Segments.Facts;
using ClientBase.Domain.Segments.Ranking;
using static ClientBase.Domain.Tests.Segments.Customers;

namespace ClientBase.Domain.Tests.Segments.Snapshots;

public sealed class SnapshotCodecTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_is_unpacked_is_what_was_packed(int seed)
    {
        var random = new RandomBase(seed);
        var facts = random.Facts(random.Contacts(300));

        var packed = SnapshotCodec.Pack(facts);

        Assert.Equal(facts.Select(RandomBase.Line), SnapshotCodec.Unpack(packed.Facts, packed.OrderKeys).Select(RandomBase.Line));
        Assert.Equal(8 * facts.Sum(one => one.Orders.Length), packed.OrderKeys.Length);
    }

    [Fact]
    public void Nobody_is_packed_as_nobody() => Assert.Empty(SnapshotCodec.Unpack(PackedSnapshot.Empty.Facts));

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Facts_packed_again_without_the_keys_still_go_with_them(int seed)
    {
        var random = new RandomBase(seed);
        var facts = random.Facts(random.Contacts(300));
        var packed = SnapshotCodec.Pack(facts);

        var again = SnapshotCodec.Pack(SnapshotCodec.Unpack(packed.Facts)).Facts;

        Assert.Equal(facts.Select(RandomBase.Line), SnapshotCodec.Unpack(again, packed.OrderKeys).Select(RandomBase.Line));
    }

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    public void A_snapshot_decides_as_the_contacts_themselves_do(int seed)
    {
        var random = new RandomBase(seed);
        var contacts = random.Contacts(200);
        var packed = SnapshotCodec.Pack(random.Facts(contacts));

        var fromContacts = Decide([.. contacts.Select(contact => CustomerFacts.Of(contact, AsOf, Catalogue.Options))]);
        var fromSnapshot = Decide([.. SnapshotCodec.Unpack(packed.Facts).Select(one => one.At(AsOf, Catalogue.Options))]);

        Assert.Equal(fromContacts, fromSnapshot);
    }

    [Theory]
    [InlineData("1.000000000000000000", "100")]
    [InlineData("0.000000000000", "999999999999999")]
    [InlineData("999999999999999.9999999999", "0.1")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("0.0000000000000000000000000001", "-1")]
    [InlineData("5", "4.99")]
    [InlineData("-92233720368547758.08", "92233720368547758.08")]
    public void Sums_of_any_size_and_scale_are_kept(string total, string refunded)
    {
        var (sum, back) = (decimal.Parse(total, System.Globalization.CultureInfo.InvariantCulture),
            decimal.Parse(refunded, System.Globalization.CultureInfo.InvariantCulture));
        var one = new ContactFacts { Id = "00a" };
        one.SetOrders([new OrderFact(1, AsOf, sum, back, "RUB"), new OrderFact(2, AsOf.AddDays(1), 2.50m, 0m, "RUB")]);

        var packed = SnapshotCodec.Pack([one]);

        Assert.Equal(one.Orders, Assert.Single(SnapshotCodec.Unpack(packed.Facts, packed.OrderKeys)).Orders);
    }

    [Fact]
    public void A_snapshot_of_a_newer_app_is_refused_with_what_to_do()
    {
        var bytes = PackedSnapshot.Empty.Facts.ToArray();
        bytes[0] = 99;

        var refused = Assert.Throws<InvalidDataException>(() => SnapshotCodec.Unpack(bytes).ToList());

        Assert.Contains("deploy the newer app again", refused.Message, StringComparison.Ordinal);
    }

    private static List<string> Decide(List<CustomerFacts> facts)
    {
        var cuts = BaseCuts.Of(facts, Catalogue.Options, AsOf);
        return
        [
            .. facts.OrderBy(one => one.ContactId, StringComparer.Ordinal)
                .Select(one => (one.ContactId, Given: Catalogue.Assign(one, cuts, AsOf)))
                .Select(one => $"{one.ContactId} {one.Given.Rfm} {string.Join(' ', one.Given.SegmentIds)}"),
        ];
    }
}
