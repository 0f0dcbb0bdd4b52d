using System.Text.Json;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Contacts.Merging;
using ClientBase.Functions.Contacts.Timeline;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Tests.Fixtures;
using static ClientBase.Functions.Tests.Contacts.Merging.People;

namespace ClientBase.Functions.Tests.Contacts.Merging;

/// <summary>Merges and undoes them on a base of its own.</summary>
public abstract class MergeOnBase(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly TestApp _app = new(azurite);

    private protected AzuriteFixture Azurite => azurite;

    private protected TestApp App => _app;

    public async ValueTask InitializeAsync() => await _app.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private protected async Task<(string Ann, string Bob)> AnnAndBobAsync(string suffix = "", TestApp? app = null)
    {
        app ??= _app;
        var ann = await app.FileAsync(Form($"a1{suffix}", email: $"ann{suffix}", name: "Ann", city: "Omsk", consent: true));
        await app.FileAsync(Order($"a2{suffix}", $"10{suffix}", 10m, customer: $"1{suffix}", email: $"ann{suffix}", minute: 1));
        var phone = suffix.Length == 0 ? "1" : null;
        var bob = await app.FileAsync(Form($"b1{suffix}", email: $"bob{suffix}", phone: phone, name: "Bob", minute: 2, consent: true));
        await app.FileAsync(Order($"b2{suffix}", $"11{suffix}", 20m, email: $"bob{suffix}", name: "Bob", minute: 3));
        await app.FileAsync(Form($"b3{suffix}", email: $"bob{suffix}", city: "Tver", minute: 4));
        return (ann, bob);
    }

    private protected async Task<(int Status, JsonElement Body)> MergeAsync(
        string one, string other, bool force = false, TestApp? app = null)
    {
        app ??= _app;
        return await app.CallAsync(request => app.Get<MergeContacts>().RunAsync(request, one, default), new { with = other, force });
    }

    private protected async Task<(int Status, JsonElement Body)> UndoAsync(string mergeId, TestApp? app = null)
    {
        app ??= _app;
        return await app.CallAsync(request => app.Get<UndoMerge>().RunAsync(request, mergeId, default));
    }

    private protected Task<string[]> HashesAsync(params string[] contactIds) => HashesAsync(_app, contactIds);

    private protected static async Task<string[]> HashesAsync(TestApp app, params string[] contactIds)
    {
        var cards = await Task.WhenAll(contactIds.Select(app.CardAsync));
        Assert.Equal(contactIds, cards.Select(card => card.Contact.Id));
        return [.. cards.Select(card => ContactHash.Of(card.Contact))];
    }

    private protected async Task AssertFoldsAsync(params string[] contactIds)
    {
        foreach (var id in contactIds)
        {
            var replayed = await _app.Get<ClientBase.Functions.Operations.Replay.ContactReplay>().ReplayAsync(id, default);
            Assert.True(replayed!.Same);
        }
    }

    private protected async Task<IReadOnlyList<TimelineEntry>> TimelineAsync(string contactId, TestApp? app = null)
    {
        app ??= _app;
        var contact = (await app.CardAsync(contactId)).Contact;
        return (await app.Get<TimelineStore>().ReadAsync(contact, new Paging(1000, null), default)).Items;
    }

    private protected async Task<string[]> IdsAsync(string contactId, TestApp app) =>
        [.. (await TimelineAsync(contactId, app)).Select(entry => entry.Id)];
}
