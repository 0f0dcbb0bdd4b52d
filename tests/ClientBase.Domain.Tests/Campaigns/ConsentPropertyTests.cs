using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Sending.Preferences;

namespace ClientBase.Domain.Tests.Campaigns;

/// <summary>Random histories of forms, shops' snapshots, withdrawals and merges: nobody is mailed without a yes that stands.</summary>
public sealed class ConsentPropertyTests
{
    private const int Histories = 5_000;
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] Addresses = ["ana@example.com", "ana@work.example"];
    private static readonly string[] Channels = ["email", "any", "sms"];
    private static readonly string[] Purposes = [ConsentPurpose.Marketing, ConsentPurpose.Offers, ConsentPurpose.Processing];

    [Fact]
    public void Without_a_yes_that_stands_nothing_is_sent()
    {
        var random = new Random(20260301);
        var (sent, kept) = (0, 0);
        for (var run = 0; run < Histories; run++)
        {
            var said = Enumerable.Range(0, random.Next(0, 7)).Select(number => Saying.Drawn(random, number)).ToList();
            var contact = said.OrderBy(_ => random.Next()).Select(one => one.Capture.Says)
                .Aggregate(Plain(random).Says, (known, says) => known.Join(says));

            var decision = Eligibility.Recheck(contact, recentMails: 0, frequencyCap: 0, default);
            if (decision.IsSend)
            {
                sent++;
                var about = said.Where(one => one.Purpose == ConsentPurpose.Marketing && one.Channel != "sms").ToList();
                Assert.Contains(
                    about, one => one.Granted && (one.Address.Length == 0 || one.Address == ChannelOrder.AddressOf(contact, "email")));
                foreach (var subject in about.GroupBy(one => (one.Channel, one.Address)))
                {
                    Assert.True(subject.MaxBy(one => one.Number)!.Granted, "a withdrawal that stands was passed over");
                }
            }
            else
            {
                kept++;
            }
        }

        Assert.True(sent > 100 && kept > 100, $"{sent} sent, {kept} kept: the histories try both");
    }

    private static CapturedEvent Plain(Random random)
    {
        Assert.True(EmailAddress.TryParse(Addresses[random.Next(2)], out var email));
        return new CaptureBuilder("plain", "form:news", "form", Noon.AddHours(-1)).Email(email).Build();
    }

    private sealed record Saying(int Number, string Purpose, string Channel, string Address, bool Granted, CapturedEvent Capture)
    {
        public static Saying Drawn(Random random, int number)
        {
            var (purpose, channel) = (Purposes[Math.Max(0, random.Next(-3, 3))], Channels[Math.Max(0, random.Next(-1, 3))]);
            var (typed, isFor, granted) = (Addresses[random.Next(2)], random.Next(4) > 0, random.Next(2) == 0);
            Assert.True(EmailAddress.TryParse(typed, out var email));
            var capture = new CaptureBuilder($"say{number}", "form:news", "form", Noon.AddHours(number))
                .Email(email)
                .Consent(purpose, channel, isFor ? typed : "", granted)
                .Build();
            return new Saying(number, purpose, channel, isFor ? typed : "", granted, capture);
        }
    }
}
