using ClientBase.Domain.Behaviour;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Names;
using ClientBase.Domain.Contacts.Phones;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Identity.Merging;

namespace ClientBase.Domain.Tests.Identity;

/// <summary>Keys that are somebody's already, or that nobody is to have: carts, ids claimed in vain, keys of other people.</summary>
public sealed class KeyOwnersTests
{
    private const string Ann = "00aaaaaaaaaaaaaaaaaaaaaaaa";
    private const string Bob = "01bbbbbbbbbbbbbbbbbbbbbbbb";
    private const string Number = "+79161234567";
    private static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly IdentityKey CartKey = new(IdentityKind.Cart, "acme:cart");

    [Fact]
    public void A_cart_that_no_known_person_has_is_nobodys()
    {
        var change = Capture(says => Filled(says));

        Assert.True(IdentityResolver.IsNobodys(change, KnownPeople.Nobody));
        Assert.False(IdentityResolver.IsNobodys(change, Owned((CartKey, Called(Ann, "ann@example.com")))));
        Assert.False(IdentityResolver.IsNobodys(Capture(says => Filled(Mail(says, "ann@example.com"))), KnownPeople.Nobody));
    }

    [Fact]
    public void An_open_cart_finds_its_person_and_one_that_ended_needs_not()
    {
        var open = Capture(says => Filled(Mail(says, "ann@example.com")));
        var ended = Capture(says => Filled(Mail(says, "ann@example.com")).CartEnded("acme", "cart", Noon));

        Assert.Contains(CartKey, IdentityResolver.Resolve(open, KnownPeople.Nobody).NewClaims);
        Assert.DoesNotContain(CartKey, IdentityResolver.Resolve(ended, KnownPeople.Nobody).NewClaims);
        var order = Capture(says => Filled(says).AboutOrder("acme", "17"));
        Assert.Equal([IdentityKind.Order], IdentityResolver.Resolve(order, KnownPeople.Nobody).NewClaims.Select(key => key.Kind));
    }

    [Fact]
    public void A_cart_finds_whom_it_is_of_and_joins_no_two_people()
    {
        var ann = Called(Ann, "ann@example.com");
        var known = Owned((CartKey, ann));

        Assert.Equal(Ann, IdentityResolver.Resolve(Capture(says => Filled(says)), known).Contact.Id);
        var other = IdentityResolver.Resolve(Capture(says => Filled(Mail(says, "bob@example.com"))), known);
        Assert.NotEqual(Ann, other.Contact.Id);
        Assert.Empty(other.Absorbed);
    }

    [Fact]
    public void A_customer_id_claimed_for_who_turned_out_to_be_another_customer_moves_to_whom_it_is_of()
    {
        var key = new IdentityKey(IdentityKind.ShopCustomer, "acme:2");
        var other = Says(says => says.ShopCustomer("acme", "1")) with { Id = Ann };

        var resolution = IdentityResolver.Resolve(Capture(says => says.ShopCustomer("acme", "2")), Owned((key, other)));

        Assert.NotEqual(Ann, resolution.Contact.Id);
        Assert.Equal([key], resolution.MovedClaims);
        Assert.Empty(resolution.NewClaims);
        Assert.Equal(ContactId.ShardOf(key), ContactId.ShardOf(resolution.Contact.Id));
    }

    [Fact]
    public void An_address_of_another_customer_of_the_shop_stays_theirs()
    {
        var email = new IdentityKey(IdentityKind.Email, "ann@example.com");
        var other = Says(says => Mail(says.ShopCustomer("acme", "1"), "ann@example.com")) with { Id = Ann };

        var resolution = IdentityResolver.Resolve(
            Capture(says => Mail(says.ShopCustomer("acme", "2"), "ann@example.com")), Owned((email, other)));

        Assert.Empty(resolution.MovedClaims);
    }

    [Fact]
    public void A_customer_id_that_somebody_has_stays_theirs_though_the_capture_names_another_customer_too()
    {
        var key = new IdentityKey(IdentityKind.ShopCustomer, "acme:1");
        var holder = Says(says => says.ShopCustomer("acme", "1")) with { Id = Ann };
        var unwritten = new IdentityKey(IdentityKind.ShopCustomer, "other:9");
        var stranger = Says(says => says.ShopCustomer("third", "5")) with { Id = Bob };

        var resolution = IdentityResolver.Resolve(
            Capture(says => says.ShopCustomer("acme", "1").ShopCustomer("other", "9")), Owned((key, holder), (unwritten, stranger)));

        Assert.Equal(Ann, resolution.Contact.Id);
        Assert.Empty(resolution.MovedClaims);
    }

    [Fact]
    public void A_claim_of_an_earlier_try_of_the_same_capture_is_neither_new_nor_taken_over()
    {
        var capture = Capture(says => Mail(says, "ann@example.com"));
        var key = Assert.Single(IdentityResolver.KeysOf(capture));
        var mine = ContactId.Found(key, capture.Id);
        var known = new KnownPeople(new Dictionary<IdentityKey, KeyOwner> { [key] = new ClaimedKey(mine, IsAdopted: false) });

        var resolution = IdentityResolver.Resolve(capture, known);

        Assert.Equal(mine, resolution.Contact.Id);
        Assert.Empty(resolution.NewClaims.Concat(resolution.AdoptedClaims).Concat(resolution.MovedClaims));
        Assert.Empty(resolution.Redirected);
    }

    [Fact]
    public void A_claim_for_another_contact_is_not_taken_over_for_a_known_one()
    {
        var ann = Called(Ann, "ann@example.com");
        var capture = Capture(says => Mail(says, "ann@example.com").Phone(Phone()));
        var phone = new IdentityKey(IdentityKind.Phone, Number);
        var known = new KnownPeople(new Dictionary<IdentityKey, KeyOwner>
        {
            [new IdentityKey(IdentityKind.Email, "ann@example.com")] = new OwnedKey(ann),
            [phone] = new ClaimedKey(Bob, IsAdopted: true),
        });

        Assert.Empty(IdentityResolver.Resolve(capture, known).AdoptedClaims);
    }

    [Fact]
    public void What_is_said_of_a_contact_by_its_id_is_filed_there_with_its_new_keys()
    {
        var ann = Called(Ann, "ann@example.com");
        var resolution = IdentityResolver.Resolve(Capture(says => says.Phone(Phone())), KnownPeople.Nobody, ann);

        Assert.Equal(Ann, resolution.Contact.Id);
        Assert.Equal(["ann@example.com"], resolution.Contact.Emails.Keys);
        Assert.Equal([Number], resolution.Contact.Phones.Keys);
        Assert.Equal([IdentityKind.Phone], resolution.NewClaims.Select(key => key.Kind));
    }

    [Fact]
    public void A_telephone_added_by_id_to_one_of_two_names_is_claimed_with_that_name()
    {
        var ann = Called(Ann, "ann@example.com", "Анна");
        var olga = Called(Bob, "olga@example.com", "Ольга");
        var known = Owned((new IdentityKey(IdentityKind.Phone, Number), olga));

        var resolution = IdentityResolver.Resolve(Capture(says => says.Phone(Phone())), known, ann);

        Assert.Equal(Ann, resolution.Contact.Id);
        Assert.Empty(resolution.Absorbed);
        Assert.Equal([IdentityKind.NamedPhone], resolution.NewClaims.Select(key => key.Kind));
    }

    [Fact]
    public void Whoever_has_an_address_keeps_another_from_having_it()
    {
        var (ann, bob) = (Called(Ann, "ann@example.com"), Called(Bob, "bob@example.com"));
        var capture = Capture(says => Mail(says, "bob@example.com"));
        var known = Owned((new IdentityKey(IdentityKind.Email, "bob@example.com"), bob));

        Assert.Equal(bob, IdentityResolver.WhoseElse(capture, known, new Resolution(ann, [])));
        Assert.Null(IdentityResolver.WhoseElse(capture, known, new Resolution(bob, [])));
        Assert.Null(IdentityResolver.WhoseElse(capture, known, new Resolution(ann with { MergedFrom = [Bob] }, [])));
        Assert.Null(IdentityResolver.WhoseElse(capture, KnownPeople.Nobody, new Resolution(ann, [])));
    }

    [Fact]
    public void A_telephone_may_be_of_several_people_but_not_of_two_who_were_taken_apart()
    {
        var (ann, bob) = (Called(Ann, "ann@example.com"), Called(Bob, "bob@example.com"));
        var capture = Capture(says => says.Phone(Phone()));
        var known = Owned((new IdentityKey(IdentityKind.Phone, Number), bob));

        Assert.Null(IdentityResolver.WhoseElse(capture, known, new Resolution(ann, [])));
        Assert.Equal(
            bob, IdentityResolver.WhoseElse(capture, known, new Resolution(ann with { NotSame = [ApartMark.Of(Ann, Bob)] }, [])));
    }

    private static KnownPeople Owned(params (IdentityKey Key, Contact Owner)[] owners) =>
        new(owners.ToDictionary(one => one.Key, one => (KeyOwner)new OwnedKey(one.Owner)));

    private static Contact Called(string id, string email, string? name = null) =>
        Says(says => Mail(says, email).Name(PersonName.Parse(name))) with { Id = id };

    private static Contact Says(Func<CaptureBuilder, CaptureBuilder> says) => Capture(says).Says;

    private static CapturedEvent Capture(Func<CaptureBuilder, CaptureBuilder> says) =>
        says(new CaptureBuilder("c9", "shop:acme", "cart", Noon)).Build();

    private static CaptureBuilder Filled(CaptureBuilder says) =>
        says.Cart("acme", "cart", [new CartItem("7", null, null, "Cup", 1, 10)], 10, "EUR", null);

    private static CaptureBuilder Mail(CaptureBuilder says, string typed)
    {
        Assert.True(EmailAddress.TryParse(typed, out var email));
        return says.Email(email);
    }

    private static PhoneNumber Phone()
    {
        Assert.True(PhoneNumber.TryParse(Number, null, out var phone));
        return phone;
    }
}
