using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Sending.Preferences;
using static ClientBase.Domain.Tests.Sending.Cards;

namespace ClientBase.Domain.Tests.Sending;

public sealed class ChannelChoiceTests
{
    private static readonly string[] Words = ["email", "sms", "telegram", "push", "any"];

    [Fact]
    public void Exactly_what_is_ticked_is_allowed_whatever_was_said_before()
    {
        var random = new Random(7);
        for (var round = 0; round < 3000; round++)
        {
            var contact = Person();
            for (var said = random.Next(7); said > 0; said--)
            {
                var channel = Words[random.Next(Words.Length)];
                var address = random.Next(3) switch { 0 => "", 1 => "a@example.com", _ => "b@example.com" };
                contact = Say(contact, new ConsentSubject(ConsentPurpose.Marketing, channel, address), random.Next(2) == 0, said);
            }

            var wanted = ChannelChoice.Channels.Where(_ => random.Next(2) == 0).ToHashSet();
            var chosen = ChannelChoice.Say(contact, wanted).Aggregate(contact, (card, said) => Say(card, said.Key, said.Value, 100));
            Assert.Equal(wanted.Order(), ChannelChoice.Channels.Where(channel => ChannelChoice.IsOn(chosen, channel)).Order());
            Assert.Empty(ChannelChoice.Say(chosen, wanted));
            if (wanted.Count == 0)
            {
                Assert.DoesNotContain(
                    chosen.Consents, one => one.Value.Granted && one.Key.Channel != "any" && contact.Consents.ContainsKey(one.Key));
            }
        }
    }

    [Fact]
    public void The_telephone_given_first_is_the_usual_one_unless_another_was_chosen()
    {
        var contact = Saying(says => says.Call("+79161234567")).Join(Saying(says => says.Call("+79031234567"), 1));

        Assert.Equal("+79161234567", ChannelChoice.AddressOf(contact, "sms"));
        var chosen = contact.Join(Saying(says => says.Field(ContactFields.MainPhone, "+79031234567"), 2));
        Assert.Equal("+79031234567", ChannelChoice.AddressOf(chosen, "sms"));
        Assert.Null(ChannelChoice.AddressOf(Agreed, "sms"));
    }

    [Fact]
    public void Who_wrote_to_the_bot_can_be_written_to_by_it_even_before_they_agreed()
    {
        var wrote = Saying(says => says.ShopCustomer("acme", "7").ShopCustomer(Messengers.Telegram, "4711"));

        Assert.Equal("4711", ChannelChoice.AddressOf(wrote, "telegram"));
        Assert.Equal("4711", ChannelChoice.AddressOf(wrote.Join(Saying(says => says.Agrees("telegram"), 1)), "telegram"));
        Assert.Equal("12", ChannelChoice.AddressOf(wrote.Join(Saying(says => says.Agrees("telegram", "12"), 1)), "telegram"));
        Assert.Null(ChannelChoice.AddressOf(Agreed, "telegram"));
    }

    [Fact]
    public void A_channel_somebody_spoke_of_without_an_address_is_offered_all_the_same()
    {
        Assert.Equal("", ChannelChoice.AddressOf(Saying(says => says.Agrees("telegram")), "telegram"));
        Assert.Equal("12", ChannelChoice.AddressOf(Saying(says => says.Agrees("telegram").Agrees("telegram", "12")), "telegram"));
        Assert.Equal(["email", "telegram"], ChannelChoice.Of(Agreed.Join(Saying(says => says.Agrees("telegram"), 1))));
    }

    [Fact]
    public void An_address_comes_before_none_at_all()
    {
        var contact = Saying(says => says.Field(ContactFields.PushSubscription, "browser").Agrees("push").Agrees("push", "old"));

        Assert.Equal(["browser", "old", ""], ChannelChoice.AddressesOf(contact, "push"));
    }

    [Fact]
    public void What_was_said_of_another_purpose_or_channel_tells_no_address()
    {
        var contact = Saying(says => says.Consent(ConsentPurpose.Offers, "telegram", "12", true).Agrees("sms", "+79161234567"));

        Assert.Null(ChannelChoice.AddressOf(contact, "telegram"));
    }

    [Fact]
    public void A_tick_is_a_yes_for_the_address_and_of_notifications_for_the_person()
    {
        var contact = Saying(says => says.Mail("ana@example.com").Field(ContactFields.PushSubscription, "browser"));

        Assert.Equal(
            [("email", "ana@example.com"), ("push", "")],
            ChannelChoice.Say(contact, new HashSet<string> { "email", "push" }).Keys.Select(one => (one.Channel, one.Address)));
    }

    private static Contact Person() => new()
    {
        Emails = new Contact().Emails.SetItem("a@example.com", new Stamped<string>("a@example.com", new Stamp(default, "c"), "form:f")),
        Phones = new Contact().Phones.SetItem("+79161234567", new Stamped<string>("+79161234567", new Stamp(default, "c"), "form:f")),
    };

    private static Contact Say(Contact contact, ConsentSubject subject, bool granted, int minute) => contact.Join(new Contact
    {
        Consents = new Contact().Consents.SetItem(
            subject, new ConsentStatement(
                granted, null, null, new Stamp(DateTimeOffset.UnixEpoch.AddMinutes(minute), $"{minute}"), "form:f")),
    });
}
