using ClientBase.Domain.Behaviour;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Visitors;
using ClientBase.Functions.Sending.Links;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Contacts.Merging;

/// <summary>Whose a browser and its word on notifications are, once two that were merged are two again.</summary>
public sealed class MergedBrowserTests(AzuriteFixture azurite) : MergeOnBase(azurite)
{
    [Fact]
    public async Task Taken_apart_each_has_the_word_of_their_own_browser()
    {
        var (pia, tom) = (await FormAsync("pia"), await FormAsync("tom"));
        var merge = await MergeAsync(pia, tom);
        await FormAsync("pia", "browser-of-pia");
        await FormAsync("tom", "browser-of-tom");
        await BrowserAsync("browser-of-pia", granted: false);
        await BrowserAsync("browser-of-tom", granted: true);

        await UndoAsync(merge.Body.GetProperty("mergeId").GetString()!);

        Assert.Equal((false, true), (await AllowsAsync(pia), await AllowsAsync(tom)));
        Assert.NotNull((await App.CardAsync(tom)).Contact.Field(ContactFields.PushSubscription));
        await BrowserAsync("browser-of-tom", granted: false);
        await BrowserAsync("browser-of-pia", granted: true);
        Assert.Equal((true, false), (await AllowsAsync(pia), await AllowsAsync(tom)));
    }

    [Fact]
    public async Task Taken_apart_both_have_left_who_left_as_one()
    {
        var (pia, tom) = (await FormAsync("pia", "browser-of-pia"), await FormAsync("tom", "browser-of-tom"));
        await BrowserAsync("browser-of-pia", granted: true);
        await BrowserAsync("browser-of-tom", granted: true);
        var merge = await MergeAsync(pia, tom);
        App.Clock.Advance(TimeSpan.FromMinutes(1));
        var signer = await App.Get<TokenKey>().GetSignerAsync(default);
        var token = signer.Sign(TokenPurpose.Unsubscribe, new ContactToken(pia, "spring", "push"));
        await App.CallForTextAsync(request => App.Get<Unsubscribe>().RunAsync(request, token, default));

        await UndoAsync(merge.Body.GetProperty("mergeId").GetString()!);

        Assert.Equal((false, false), (await AllowsAsync(pia), await AllowsAsync(tom)));
    }

    private async Task<string> FormAsync(string name, string? browser = null)
    {
        App.Clock.Advance(TimeSpan.FromMinutes(1));
        _ = EmailAddress.TryParse($"{name}@merged.example", out var email);
        return await App.FileAsync(new CaptureBuilder($"form-{name}-{browser}", "form:news", "form", App.Clock.GetUtcNow())
            .Email(email).Data(CapturedBrowser.DataName, browser).Build());
    }

    private async Task BrowserAsync(string browser, bool granted)
    {
        App.Clock.Advance(TimeSpan.FromMinutes(1));
        var subscription = $"{{\"endpoint\":\"https://push.example/{browser}\"}}";
        var said = new PushSaid($"{browser}-{App.Clock.GetUtcNow():o}", subscription, granted, null, "");
        await App.Get<BrowserPushes>().TakeAsync(browser, said, App.Clock.GetUtcNow(), default);
        foreach (var message in await App.TakeAsync<CaptureReceived>(Queues.Captured))
        {
            await App.Get<FileCapture>().RunAsync(message, default);
        }
    }

    private async Task<bool> AllowsAsync(string contactId) =>
        ConsentView.Allows((await App.CardAsync(contactId)).Contact.Consents, ConsentPurpose.Marketing, "push");
}
