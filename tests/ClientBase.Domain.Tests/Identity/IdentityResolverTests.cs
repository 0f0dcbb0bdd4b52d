using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Names;
using ClientBase.Domain.Contacts.Phones;
using ClientBase.Domain.Identity;

namespace ClientBase.Domain.Tests.Identity;

public sealed class IdentityResolverTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Somebody_nobody_knows_is_a_new_contact_with_all_keys_claimed()
    {
        var resolution = IdentityResolver.Resolve(Capture("c1", email: "a@example.com", phone: "+79161234567"), KnownPeople.Nobody);

        Assert.Equal([IdentityKind.Email, IdentityKind.Phone], resolution.NewClaims.Select(key => key.Kind));
        Assert.Equal(ContactId.ShardOf(resolution.NewClaims[0]), ContactId.ShardOf(resolution.Contact.Id));
        Assert.True(ContactId.IsValid(resolution.Contact.Id));
    }

    [Fact]
    public void A_retry_of_the_founding_capture_gives_the_same_id()
    {
        var capture = Capture("c1", email: "a@example.com");
        Assert.Equal(
            IdentityResolver.Resolve(capture, KnownPeople.Nobody).Contact.Id,
            IdentityResolver.Resolve(capture, KnownPeople.Nobody).Contact.Id);
    }

    [Fact]
    public void One_key_in_common_makes_one_person_and_claims_the_others()
    {
        var ann = Known("c1", email: "a@example.com");
        var resolution = IdentityResolver.Resolve(Capture("c2", email: "a@example.com", phone: "+79161234567"), People(ann));

        Assert.Equal(ann.Id, resolution.Contact.Id);
        Assert.Equal(IdentityKind.Phone, Assert.Single(resolution.NewClaims).Kind);
    }

    [Fact]
    public void Keys_of_two_contacts_make_them_one_and_the_longest_known_survives()
    {
        var older = Known("c1", email: "a@example.com");
        var younger = Known("c2", phone: "+79161234567", at: Noon.AddHours(1));
        var resolution = IdentityResolver.Resolve(Capture("c3", email: "a@example.com", phone: "+79161234567"), People(older, younger));

        Assert.Equal(older.Id, resolution.Contact.Id);
        Assert.Equal(younger.Id, Assert.Single(resolution.Absorbed).Id);
        Assert.Contains(younger.Id, resolution.Contact.MergedFrom);
        Assert.Contains("+79161234567", resolution.Contact.Phones.Keys);
    }

    [Fact]
    public void Two_customer_ids_of_one_shop_never_merge()
    {
        var first = Known("c1", email: "shared@example.com", customer: "1");
        var resolution = IdentityResolver.Resolve(Capture("c2", email: "shared@example.com", customer: "2"), People(first));

        Assert.NotEqual(first.Id, resolution.Contact.Id);
        Assert.Equal(IdentityKind.ShopCustomer, Assert.Single(resolution.NewClaims).Kind);
    }

    [Fact]
    public void People_who_share_a_telephone_are_told_apart_by_name()
    {
        var ivan = Known("c1", phone: "+79161234567", name: "Иван");
        var capture = Capture("c2", phone: "+79161234567", name: "Мария");
        var next = Assert.Single(IdentityResolver.KeysToAskNext(capture, People(ivan)));
        var maria = IdentityResolver.Resolve(capture, People(ivan));

        Assert.NotEqual(ivan.Id, maria.Contact.Id);
        Assert.Equal(next, Assert.Single(maria.NewClaims));

        var known = new KnownPeople(
            new Dictionary<IdentityKey, KeyOwner>(People(ivan).Owners) { [next] = new OwnedKey(maria.Contact) });
        Assert.Equal(maria.Contact.Id, IdentityResolver.Resolve(Capture("c3", phone: "+79161234567", name: "Maria"), known).Contact.Id);
    }

    [Fact]
    public void A_nameless_call_from_a_known_telephone_is_its_owners()
    {
        var ivan = Known("c1", phone: "+79161234567", name: "Иван");
        Assert.Equal(ivan.Id, IdentityResolver.Resolve(Capture("c2", phone: "+79161234567"), People(ivan)).Contact.Id);
    }

    [Fact]
    public void A_claim_whose_contact_was_never_written_is_adopted()
    {
        var capture = Capture("c2", phone: "+79161234567");
        var lost = ContactId.Found(IdentityResolver.KeysOf(capture)[0], "c1");
        var key = IdentityResolver.KeysOf(capture)[0];
        var known = new KnownPeople(new Dictionary<IdentityKey, KeyOwner> { [key] = new ClaimedKey(lost, IsAdopted: false) });
        var resolution = IdentityResolver.Resolve(capture, known);

        Assert.Equal(lost, resolution.Contact.Id);
        Assert.Equal(key, Assert.Single(resolution.AdoptedClaims));
        Assert.Empty(resolution.NewClaims);
        Assert.Empty(resolution.Contact.MergedFrom);
    }

    [Fact]
    public void A_key_claimed_in_an_earlier_try_moves_to_the_person_who_turned_out_to_be_known()
    {
        var ann = Known("c1", email: "a@example.com");
        var capture = Capture("c2", email: "a@example.com", phone: "+79161234567");
        var phone = IdentityResolver.KeysOf(capture)[1];
        var mine = ContactId.Found(IdentityResolver.KeysOf(capture)[0], "c2");
        var known = new KnownPeople(
            new Dictionary<IdentityKey, KeyOwner>(People(ann).Owners) { [phone] = new ClaimedKey(mine, IsAdopted: false) });

        var resolution = IdentityResolver.Resolve(capture, known);

        Assert.Equal(ann.Id, resolution.Contact.Id);
        Assert.Equal(phone, Assert.Single(resolution.MovedClaims));
        Assert.Empty(resolution.Redirected);
    }

    [Fact]
    public void A_key_that_somebody_else_claimed_and_may_yet_write_becomes_a_redirect()
    {
        var ann = Known("c1", email: "a@example.com");
        var capture = Capture("c2", email: "a@example.com", phone: "+79161234567");
        var phone = IdentityResolver.KeysOf(capture)[1];
        var theirs = ContactId.Found(phone, "c9");
        var known = new KnownPeople(
            new Dictionary<IdentityKey, KeyOwner>(People(ann).Owners) { [phone] = new ClaimedKey(theirs, IsAdopted: false) });

        var resolution = IdentityResolver.Resolve(capture, known);

        Assert.Equal(ann.Id, resolution.Contact.Id);
        Assert.Equal(theirs, Assert.Single(resolution.Redirected));
        Assert.Empty(resolution.MovedClaims);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_telephone_claimed_for_another_name_is_left_to_it(bool isKnown)
    {
        var capture = Capture("c2", email: "viktor@example.com", phone: "+79161234567", name: "Виктор");
        var phone = IdentityResolver.KeysOf(capture)[1];
        var olga = Known("c1", email: "olga@example.com", phone: "+79161234567", name: "Ольга");
        var owners = isKnown ? People(Known("c0", email: "viktor@example.com", name: "Виктор")).Owners : KnownPeople.Nobody.Owners;
        var known = new KnownPeople(new Dictionary<IdentityKey, KeyOwner>(owners)
        {
            [phone] = new ClaimedKey(olga.Id, IsAdopted: false) { For = IdentityResolver.ToldApartBy(olga) },
        });

        var next = Assert.Single(IdentityResolver.KeysToAskNext(capture, known));
        var viktor = IdentityResolver.Resolve(capture, known);

        Assert.NotEqual(olga.Id, viktor.Contact.Id);
        Assert.Contains(next, viktor.NewClaims);
        Assert.Empty(viktor.AdoptedClaims.Concat(viktor.MovedClaims));
        Assert.Empty(viktor.Redirected);
    }

    [Fact]
    public void An_address_claimed_for_another_customer_of_the_shop_is_left_to_them()
    {
        var first = Known("c1", email: "a@example.com", customer: "1");
        var capture = Capture("c2", email: "a@example.com", customer: "2");
        var email = IdentityResolver.KeysOf(capture)[1];
        var known = new KnownPeople(new Dictionary<IdentityKey, KeyOwner>
        {
            [email] = new ClaimedKey(first.Id, IsAdopted: false) { For = IdentityResolver.ToldApartBy(first) },
        });

        var second = IdentityResolver.Resolve(capture, known);

        Assert.NotEqual(first.Id, second.Contact.Id);
        Assert.Equal(IdentityKind.ShopCustomer, Assert.Single(second.NewClaims).Kind);
        Assert.Empty(second.AdoptedClaims);
    }

    [Fact]
    public void What_an_earlier_try_claimed_by_name_comes_along_when_the_telephone_is_the_persons_own()
    {
        var anna = Known("c1", phone: "+79161234567", customer: "1", name: "Анна");
        var capture = Capture("c2", phone: "+79161234567", customer: "1", name: "Аня");
        var named = Assert.Single(IdentityResolver.NamedPhonesOf(capture));
        KnownPeople Claimed(string by) => new(new Dictionary<IdentityKey, KeyOwner>(People(anna).Owners)
        {
            [named] = new ClaimedKey(Known(by, email: "x@example.com").Id, IsAdopted: false),
        });

        var own = IdentityResolver.Resolve(capture, Claimed("c2"));
        var others = IdentityResolver.Resolve(capture, Claimed("c3"));

        Assert.Equal((anna.Id, anna.Id), (own.Contact.Id, others.Contact.Id));
        Assert.Equal(named, Assert.Single(own.MovedClaims));
        Assert.Empty(others.MovedClaims.Concat(others.AdoptedClaims));
        Assert.Empty(others.Redirected);
    }

    [Fact]
    public void Without_a_name_a_telephone_is_nothing_more_than_itself() =>
        Assert.Empty(IdentityResolver.NamedPhonesOf(Capture("c1", email: "a@example.com", phone: "+79161234567")));

    [Fact]
    public void Only_a_telephone_is_known_by_the_name_that_comes_with_it()
    {
        var named = IdentityResolver.NamedPhonesOf(Capture("c1", email: "a@example.com", phone: "+79161234567", name: "Анна"));

        Assert.Equal("+79161234567", Assert.Single(named).Value);
    }

    [Fact]
    public void A_telephone_may_be_claimed_with_the_name_that_comes_with_it()
    {
        var capture = Capture("c1", email: "a@example.com", phone: "+79161234567", name: "Анна");

        Assert.Equal(
            [IdentityKind.Email, IdentityKind.Phone, IdentityKind.NamedPhone],
            IdentityResolver.ClaimableKeysOf(capture).Select(key => key.Kind));
    }

    private static CapturedEvent Capture(
        string id, string? email = null, string? phone = null, string? customer = null, string? name = null, DateTimeOffset? at = null)
    {
        _ = EmailAddress.TryParse(email, out var address);
        _ = PhoneNumber.TryParse(phone, null, out var number);
        return new CaptureBuilder(id, "form:test", "form", at ?? Noon)
            .Email(address).Phone(number).ShopCustomer("shop", customer).Name(PersonName.Parse(name)).Build();
    }

    private static Contact Known(
        string captureId,
        string? email = null,
        string? phone = null,
        string? customer = null,
        string? name = null,
        DateTimeOffset? at = null) =>
        IdentityResolver.Resolve(Capture(captureId, email, phone, customer, name, at), KnownPeople.Nobody).Contact;

    private static KnownPeople People(params Contact[] contacts) => new(
        contacts.SelectMany(contact => contact.Keys.Select(key => (key, contact)))
            .ToDictionary(claim => claim.key, claim => (KeyOwner)new OwnedKey(claim.contact)));
}
