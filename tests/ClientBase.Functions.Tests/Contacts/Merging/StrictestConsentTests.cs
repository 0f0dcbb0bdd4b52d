using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Contacts.Merging;

public sealed class StrictestConsentTests(AzuriteFixture azurite) : MergeOnBase(azurite)
{
    [Fact]
    public async Task The_strictest_answer_wins_and_an_undo_gives_each_its_own()
    {
        var (no, yes) = (await App.FileAsync(Says("n1", "no", 0, false)), await App.FileAsync(Says("y1", "yes", 1, true)));
        var before = await HashesAsync(no, yes);

        await MergeAsync(no, yes);

        Assert.False(await AllowsAsync(no));
        await AssertFoldsAsync(no);
        var entry = Assert.Single(await TimelineAsync(no), entry => entry is { Kind: "consent", Source: "merge" });
        Assert.Equal($"{no}-{yes}", entry.Data.GetProperty("strictestOf").GetString());

        await UndoAsync($"{no}-{yes}");
        Assert.False(await AllowsAsync(no));
        Assert.True(await AllowsAsync(yes));
        Assert.Equal(before, await HashesAsync(no, yes));
        Assert.DoesNotContain(await TimelineAsync(no), entry => entry.Kind == "consent");
        await AssertFoldsAsync(no, yes);
    }

    [Fact]
    public async Task Cut_short_at_any_write_nothing_is_widened()
    {
        for (var writes = 0; ; writes++)
        {
            var no = await App.FileAsync(Says($"n{writes}", $"no{writes}", 0, false));
            var yes = await App.FileAsync(Says($"y{writes}", $"yes{writes}", 1, true));
            App.Requests.CutAfter(writes);
            var isCut = false;
            try
            {
                await MergeAsync(no, yes);
            }
            catch (Exception)
            {
                isCut = true;
            }

            App.Requests.CutAfter(null);
            await App.ColdFiling().FileAsync(Says($"s{writes}", $"yes{writes}", 2, null), default); // Whoever follows finishes it.
            await MergeAsync(no, yes);
            Assert.False(await AllowsAsync(no));
            if (!isCut)
            {
                return;
            }
        }
    }

    [Fact]
    public async Task What_is_said_after_the_merge_counts()
    {
        var (no, yes) = (await App.FileAsync(Says("n1", "no", 0, false)), await App.FileAsync(Says("y1", "yes", 1, true)));
        await MergeAsync(no, yes);

        await App.FileAsync(new CaptureBuilder("s1", "form:test", "form", App.Clock.GetUtcNow().AddMinutes(1))
            .Email(Mail("yes")).Consent(ConsentPurpose.Offers, "any", "", granted: true).Build());

        Assert.True(await AllowsAsync(no));
    }

    private async Task<bool> AllowsAsync(string contactId) =>
        ConsentView.Allows((await App.CardAsync(contactId)).Contact.Consents, ConsentPurpose.Offers, "any");

    private static CapturedEvent Says(string id, string name, int minute, bool? agrees)
    {
        var capture = new CaptureBuilder(id, "form:test", "form", People.Noon.AddMinutes(minute)).Email(Mail(name));
        return agrees is { } granted ? capture.Consent(ConsentPurpose.Offers, "any", "", granted).Build() : capture.Build();
    }

    private static EmailAddress? Mail(string name) => EmailAddress.TryParse($"{name}@example.com", out var email) ? email : null;
}
