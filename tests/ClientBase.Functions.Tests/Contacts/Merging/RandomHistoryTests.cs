using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Tests.Fixtures;
using static ClientBase.Functions.Tests.Contacts.Merging.People;

namespace ClientBase.Functions.Tests.Contacts.Merging;

/// <summary>Merges and undos in any order on real rows; the thousands are in the domain's own tests.</summary>
[Trait("Category", "Slow")]
public sealed class RandomHistoryTests(AzuriteFixture azurite) : MergeOnBase(azurite)
{
    private const int Histories = 24;
    private const int Steps = 12;

    [Fact]
    public async Task In_the_end_each_event_lies_with_whom_its_keys_name()
    {
        for (var seed = 0; seed < Histories; seed++)
        {
            await RunAsync(seed);
        }
    }

    private async Task RunAsync(int seed)
    {
        var random = new Random(seed);
        var said = new Dictionary<int, List<CapturedEvent>>();
        var contactOf = new Dictionary<int, string>();
        var merges = new List<string>();
        for (var step = 0; step < Steps; step++)
        {
            App.Clock.Advance(TimeSpan.FromMinutes(1));
            switch (random.Next(4))
            {
                case 0 when contactOf.Count > 1:
                    var pair = contactOf.Values.ToArray();
                    random.Shuffle(pair);
                    var (status, body) = await MergeAsync(pair[0], pair[1], force: true);
                    Assert.Equal(200, status);
                    merges.Remove(body.GetProperty("mergeId").GetString()!);
                    merges.Add(body.GetProperty("mergeId").GetString()!);
                    break;
                case 1 when merges.Count > 0:
                    await UndoLastAsync(merges);
                    break;
                default:
                    var person = random.Next(3);
                    var (city, agrees) = ($"c{random.Next(4)}", random.Next(2) == 0);
                    var capture = Form($"h{seed}-{step}", email: $"h{seed}p{person}", city: city, minute: step, consent: agrees);
                    said.TryAdd(person, []);
                    said[person].Add(capture);
                    var filed = await App.ColdFiling().FileAsync(capture, default);
                    contactOf.TryAdd(person, filed!);
                    break;
            }
        }

        while (merges.Count > 0)
        {
            await UndoLastAsync(merges);
        }

        foreach (var (person, contactId) in contactOf)
        {
            var card = (await App.CardAsync(contactId)).Contact;
            var own = FiledCapture.Fold(said[person]);
            Assert.Equal(contactId, card.Id);
            Assert.Equal(ContactHash.Of(own), ContactHash.Of(card));
            Assert.Equal(
                ConsentView.Allows(own.Consents, ConsentPurpose.Marketing, "email"),
                ConsentView.Allows(card.Consents, ConsentPurpose.Marketing, "email"));
            var filed = (await TimelineAsync(contactId)).Where(entry => entry.Kind == "form").Select(entry => entry.Id);
            Assert.Equal(said[person].Select(capture => capture.Id).Order(), filed.Order());
        }
    }

    // Merges on top are undone first; whichever may be undone now is the last one that is not refused.
    private async Task UndoLastAsync(List<string> merges)
    {
        for (var at = merges.Count - 1; at >= 0; at--)
        {
            if ((await UndoAsync(merges[at])).Status == 200)
            {
                merges.RemoveAt(at);
                return;
            }
        }

        Assert.Fail("No merge could be undone.");
    }
}
