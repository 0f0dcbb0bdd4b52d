using ClientBase.Domain.Identity;

namespace ClientBase.Domain.Tests.Identity;

public sealed class ContactIdTests
{
    private static readonly string[] Ids =
    [
        .. Enumerable.Range(0, 300).Select(i => ContactId.Found(new IdentityKey(IdentityKind.Email, $"{i}@example.com"), $"c{i}")),
    ];

    [Fact]
    public void People_are_spread_over_all_shards() =>
        Assert.Equal(ContactId.Shards, Ids.Select(ContactId.ShardOf).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void A_packed_id_is_unpacked_as_it_was() =>
        Assert.All([.. Ids, "00" + new string('0', 24), "0f" + new string('z', 24)], id =>
        {
            Assert.True(ContactId.IsValid(id));
            Assert.Equal(id, ContactId.Unpack(ContactId.Pack(id)));
        });

    [Fact]
    public void Both_digits_before_the_letters_are_hexadecimal()
    {
        var last = "ff" + new string('z', 24);

        Assert.Equal(last, ContactId.Unpack(ContactId.Pack(last)));
    }

    [Fact]
    public void Packed_ids_sort_as_ids_do() => Assert.Equal(Ids.Order(StringComparer.Ordinal), Ids.OrderBy(ContactId.Pack));

    [Theory]
    [InlineData("")]
    [InlineData("0a0123456789abcdefghjkmnp")]
    [InlineData("0a0123456789abcdefghjkmnpqr")]
    [InlineData("0a0123456789abcdefghjkmnpu")]
    [InlineData("0g0123456789abcdefghjkmnpq")]
    [InlineData("g00123456789abcdefghjkmnpq")]
    [InlineData("0a0123456789abcdefghjkmnp\u007f")]
    [InlineData("0a0123456789abcdefghjkmnp\u0080")]
    [InlineData("0a0123456789abcdefghjkmnpя")]
    public void What_has_not_the_form_of_an_id_is_none(string text)
    {
        Assert.False(ContactId.IsValid(text));
        Assert.False(ContactId.TryPack(text, out _));
        Assert.Throws<FormatException>(() => ContactId.Pack(text));
    }

    [Fact]
    public void A_shard_that_is_none_makes_no_id()
    {
        Assert.False(ContactId.IsValid("100123456789abcdefghjkmnpq"));
        Assert.False(ContactId.IsValid(null));
    }

    [Fact]
    public void A_telephone_lies_in_one_shard_whatever_name_comes_with_it()
    {
        var phone = new IdentityKey(IdentityKind.Phone, "+79161234567");

        Assert.All(
            Enumerable.Range(0, 30),
            i => Assert.Equal(
                ContactId.ShardOf(phone), ContactId.ShardOf(new IdentityKey(IdentityKind.NamedPhone, "+79161234567", $"name{i}"))));
        Assert.Equal(phone, phone.Shared);
        var email = new IdentityKey(IdentityKind.Email, "a@example.com");
        Assert.Equal(email, email.Shared);
    }

    [Fact]
    public void A_contact_is_founded_by_one_capture()
    {
        Assert.True(ContactId.IsFoundedBy(Ids[0], "c0"));
        Assert.False(ContactId.IsFoundedBy(Ids[0], "c1"));
    }
}
