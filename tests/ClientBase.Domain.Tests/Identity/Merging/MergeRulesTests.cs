using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Names;
using ClientBase.Domain.Contacts.Phones;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Identity.Merging;

namespace ClientBase.Domain.Tests.Identity.Merging;

public sealed class MergeRulesTests
{
    private const string Ann = "00aaaaaaaaaaaaaaaaaaaaaaaa";
    private const string Bob = "01bbbbbbbbbbbbbbbbbbbbbbbb";
    private static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Two_ids_of_one_shop_forbid_a_merge_and_ids_of_two_shops_do_not()
    {
        Assert.Contains("'acme'", MergeRules.WhyApart(Known(Ann, "acme:1"), Known(Bob, "acme:2")), StringComparison.Ordinal);
        Assert.Null(MergeRules.WhyApart(Known(Ann, "acme:1"), Known(Bob, "other:2")));
    }

    [Theory]
    [InlineData("Иван", "Мария", true)]
    [InlineData("Александр", "Саша", false)]
    [InlineData("Иван", "Иавн", false)]
    [InlineData("Иван", null, false)]
    public void A_telephone_of_two_named_people_forbids_it_and_a_slip_does_not(string first, string? other, bool isForbidden)
    {
        var why = MergeRules.WhyApart(Called(Ann, first), Called(Bob, other));

        Assert.Equal(isForbidden, why is not null);
    }

    [Theory]
    [InlineData(LoyaltyCards.Issuer)]
    [InlineData(Messengers.TelegramName)]
    public void Two_loyalty_cards_or_two_names_in_a_messenger_may_be_one_persons(string issuer) =>
        Assert.Null(MergeRules.WhyApart(Known(Ann, $"{issuer}:1111"), Known(Bob, $"{issuer}:2222")));

    [Fact]
    public void An_id_in_common_lets_two_be_merged_though_one_of_them_has_a_second_one_in_the_shop()
    {
        Assert.Null(MergeRules.ShopOfTwoIds(Known(Ann, "acme:1"), Known(Bob, "acme:1", "acme:2")));
        Assert.Null(MergeRules.ShopOfTwoIds(Known(Bob, "acme:1", "acme:2"), Known(Ann, "acme:1")));
        Assert.Equal("acme", MergeRules.ShopOfTwoIds(Known(Ann, "other:1", "acme:3"), Known(Bob, "acme:1", "acme:2")));
    }

    [Fact]
    public void Two_names_on_one_telephone_may_be_merged_where_an_address_or_a_customer_id_is_common_too()
    {
        var (ivan, maria) = (Called(Ann, "Иван"), Called(Bob, "Мария"));
        var card = Known(Ann, "acme:1");
        _ = EmailAddress.TryParse("family@example.com", out var email);
        var address = new CaptureBuilder("e", "form:x", "form", Noon).Email(email).Build().Says;

        Assert.NotNull(MergeRules.WhyApart(ivan.Join(address), maria));
        Assert.NotNull(MergeRules.WhyApart(ivan.Join(card), maria));
        Assert.Null(MergeRules.WhyApart(ivan.Join(address), maria.Join(address)));
        Assert.Null(MergeRules.WhyApart(ivan.Join(card), maria.Join(card)));
    }

    [Fact]
    public void One_telephone_in_common_of_several_is_enough_to_keep_two_names_apart()
    {
        var second = Called(Ann, "Иван", "+79031234567");

        Assert.NotNull(MergeRules.WhyApart(Called(Ann, "Иван").Join(second), Called(Bob, "Мария")));
        Assert.Null(MergeRules.WhyApart(second, Called(Bob, "Мария")));
    }

    [Fact]
    public void Who_was_merged_by_force_is_known_by_either_id()
    {
        var forced = Known(Ann, "acme:1", "acme:2");
        var owners = new Dictionary<IdentityKey, KeyOwner>
        {
            [new IdentityKey(IdentityKind.ShopCustomer, "acme:2")] = new OwnedKey(forced),
        };

        var resolution = IdentityResolver.Resolve(
            new CaptureBuilder("c1", "shop:acme", "order", Noon).ShopCustomer("acme", "2").Build(), new KnownPeople(owners));

        Assert.Equal(Ann, resolution.Contact.Id);
    }

    [Fact]
    public void Two_who_were_taken_apart_are_not_made_one_by_a_capture_that_names_both()
    {
        var ann = Known(Ann, "acme:1") with { NotSame = [ApartMark.Of(Ann, Bob)] };
        var bob = Known(Bob, "other:2");
        var owners = new Dictionary<IdentityKey, KeyOwner>
        {
            [new IdentityKey(IdentityKind.ShopCustomer, "acme:1")] = new OwnedKey(ann),
            [new IdentityKey(IdentityKind.ShopCustomer, "other:2")] = new OwnedKey(bob),
        };
        var capture = new CaptureBuilder("c1", "form:x", "form", Noon).ShopCustomer("acme", "1").ShopCustomer("other", "2").Build();

        var resolution = IdentityResolver.Resolve(capture, new KnownPeople(owners));

        Assert.Empty(resolution.Absorbed);
        Assert.NotNull(MergeRules.WhyApart(ann, bob));
    }

    [Fact]
    public void A_mark_holds_for_contacts_that_have_become_part_of_others()
    {
        var ann = new Contact { Id = "0fzzzzzzzzzzzzzzzzzzzzzzzz", MergedFrom = [Ann], NotSame = [ApartMark.Of(Bob, Ann)] };

        Assert.True(ApartMark.Bars(ann, new Contact { Id = Bob }));
        Assert.True(ApartMark.Bars(new Contact { Id = Bob }, ann));
        Assert.False(ApartMark.Bars(ann, new Contact { Id = "03dddddddddddddddddddddddd" }));
    }

    [Fact]
    public void The_id_of_a_merge_is_read_as_it_is_written()
    {
        var merge = new MergeId(Ann, Bob);
        Assert.True(MergeId.TryParse(merge.ToString(), out var read));
        Assert.Equal(merge, read);
        Assert.False(MergeId.TryParse($"{Ann}-{Ann}", out _));
        Assert.False(MergeId.TryParse("x-y", out _));
        Assert.False(MergeId.TryParse(null, out _));
    }

    private static Contact Known(string id, params string[] externalIds)
    {
        var said = externalIds.Select(one => one.Split(':'))
            .Select(one => new CaptureBuilder($"{id}-{one[1]}", "shop:s", "customer", Noon).ShopCustomer(one[0], one[1]).Build().Says);
        return said.Aggregate((a, b) => a.Join(b)) with { Id = id };
    }

    private static Contact Called(string id, string? first, string number = "+79161234567")
    {
        _ = PhoneNumber.TryParse(number, null, out var phone);
        var capture = new CaptureBuilder("c", "form:x", "form", Noon).Phone(phone).Name(new PersonName(first, null, null)).Build();
        return capture.Says with { Id = id };
    }
}
