using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Names;
using ClientBase.Domain.Contacts.Phones;
using ClientBase.Domain.Contacts.Privacy;

namespace ClientBase.Domain.Tests.Contacts.Privacy;

public sealed class ErasedPersonTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("shop:acme", "anna@example.com", null, null)]
    [InlineData("import:1", null, "+79161234567", "Anna")]
    [InlineData("import:1", null, "+79161234567", null)]
    public void A_person_is_known_again_by_an_address_or_by_the_telephone_with_the_name(
        string source, string? email, string? phone, string? name) =>
        Assert.True(IsKnownAgain(Says("c1", "form:x", "anna@example.com", "+79161234567", "Anna"), Says("c2", source, email, phone, name)));

    [Fact]
    public void Others_of_the_household_may_use_the_telephone() =>
        Assert.False(IsKnownAgain(
            Says("c1", "form:x", null, "+79161234567", "Anna"), Says("c2", "shop:acme", null, "+79161234567", "Boris")));

    [Fact]
    public void Who_gave_no_name_is_known_by_the_telephone_under_any() =>
        Assert.True(IsKnownAgain(Says("c1", "form:x", null, "+79161234567", null), Says("c2", "shop:acme", null, "+79161234567", "Boris")));

    [Theory]
    [InlineData("form:x", 1, true, true)]
    [InlineData("form:x", -1, true, false)] // It lay in the queue when the person was erased.
    [InlineData("form:x", 1, false, false)]
    [InlineData("form:x", 1, null, false)]
    [InlineData("shop:acme", 1, true, false)]
    public void Only_a_form_of_their_own_filled_in_since_with_a_consent_brings_a_person_back(
        string source, int minutes, bool? consent, bool expected)
    {
        var capture = new CaptureBuilder("c1", source, "form", Noon.AddMinutes(minutes)).ShopCustomer("acme", "1");
        var said = consent is { } granted ? capture.Consent(ConsentPurpose.Processing, "any", "", granted) : capture;
        Assert.Equal(expected, ErasedPerson.ComesBackBy(said.Build(), Noon));
    }

    private static bool IsKnownAgain(CapturedEvent before, CapturedEvent after) =>
        ErasedPerson.KeysOf(after).Any(ErasedPerson.KeysToRemember(before.Says, [before]).Contains);

    private static CapturedEvent Says(string id, string source, string? email, string? phone, string? name)
    {
        _ = EmailAddress.TryParse(email, out var address);
        _ = PhoneNumber.TryParse(phone, null, out var number);
        return new CaptureBuilder(id, source, "form", Noon).Email(address).Phone(number).Name(new PersonName(name, null, null)).Build();
    }
}
