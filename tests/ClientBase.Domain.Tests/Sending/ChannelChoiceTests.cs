using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Sending.Preferences;

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
