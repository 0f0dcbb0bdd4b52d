using System.Globalization;
using System.Text.Json;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Names;
using ClientBase.Domain.Contacts.Phones;
using ClientBase.Functions.Contacts.Duplicates.Deciding;
using ClientBase.Functions.Contacts.Duplicates.Proposing;
using ClientBase.Functions.Contacts.Merging;
using ClientBase.Functions.Contacts.Timeline;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Tests.Contacts.Duplicates;

/// <summary>Files people and looks for duplicates among them, on a base of its own.</summary>
public abstract class DuplicatesOnBase(AzuriteFixture azurite, Dictionary<string, string?>? settings = null)
    : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 2, 1, 12, 0, 0, TimeSpan.Zero);
    private int _filed;

    private protected AzuriteFixture Azurite => azurite;

    private protected TestApp App { get; } = new(azurite, settings);

    public async ValueTask InitializeAsync() => await App.CreateAsync();

    public ValueTask DisposeAsync()
    {
        App.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Somebody fills in a form.</summary>
    private protected Task<string> FormAsync(
        string? email = null,
        string? phone = null,
        string? first = null,
        string? last = null,
        string? born = null,
        string? city = null,
        string? address = null,
        string? shopId = null)
    {
        var minute = _filed++;
        _ = EmailAddress.TryParse(email, out var mailbox);
        _ = PhoneNumber.TryParse(phone, "RU", out var number);
        return App.FileAsync(new CaptureBuilder($"f{minute}", "form:test", "form", Noon.AddMinutes(minute))
            .Email(mailbox).Phone(number).ShopCustomer("acme", shopId).Name(new PersonName(first, last, null))
            .Field(ContactFields.BirthDate, born).Field(ContactFields.City, city).Field("address", address)
            .Build());
    }

    /// <summary>So many strangers, so that there is a base to learn from.</summary>
    private protected async Task StrangersAsync(int count, int seed = 1)
    {
        string[] firsts = ["Олег", "Пётр", "Ольга", "Вера", "Нина", "Глеб", "Роман", "Юлия", "Инна", "Захар"];
        string[] lasts = ["Волков", "Зуев", "Лосев", "Быков", "Котов", "Сомов", "Жуков", "Чижов", "Рыбин", "Грачёв", "Фомин", "Дёмин"];
        var random = new Random(seed);
        await Task.WhenAll(Enumerable.Range(0, count).Select(i => FormAsync(
            $"stranger{seed}x{i * 7919}@example.com",
            string.Create(CultureInfo.InvariantCulture, $"+7916{random.Next(1_000_000, 9_999_999)}"),
            firsts[random.Next(firsts.Length)],
            lasts[random.Next(lasts.Length)],
            new DateOnly(1950, 1, 1).AddDays(random.Next(20_000)).ToString("O", CultureInfo.InvariantCulture),
            $"Город{random.Next(30)}")));
    }

    /// <summary>Runs the timer, and what it starts, to its end.</summary>
    private protected Task SearchAsync() => SearchAsync(App);

    private protected static async Task SearchAsync(TestApp app)
    {
        await app.Get<ProposeDuplicates>().RunAsync(new TimerInfo(), default);
        while (await app.TakeAsync<DuplicateSearch>(Queues.Duplicates) is { Count: > 0 } messages)
        {
            foreach (var message in messages)
            {
                await app.Get<CompareContacts>().RunAsync(message, default);
            }
        }
    }

    private protected async Task<IReadOnlyList<DuplicateView>> ListAsync(string query = "") =>
        (await PageAsync(query)).Items;

    private protected async Task<Functions.Http.Page<DuplicateView>> PageAsync(string query = "")
    {
        var (status, text) = await App.CallForTextAsync(request => App.Get<ListDuplicates>().RunAsync(request, default), query: query);
        Assert.Equal(200, status);
        return JsonSerializer.Deserialize<Functions.Http.Page<DuplicateView>>(text, JsonSerializerOptions.Web)!;
    }

    private protected Task<(int Status, JsonElement Body)> AcceptAsync(string id, bool force = false) =>
        App.CallAsync(request => App.Get<DecideDuplicate>().AcceptAsync(request, id, default), new { force });

    private protected Task<(int Status, JsonElement Body)> RejectAsync(string id) =>
        App.CallAsync(request => App.Get<DecideDuplicate>().RejectAsync(request, id, default));

    private protected Task<(int Status, JsonElement Body)> MergeAsync(string one, string other, bool force = false) =>
        App.CallAsync(request => App.Get<MergeContacts>().RunAsync(request, one, default), new { with = other, force });

    private protected Task<(int Status, JsonElement Body)> UndoAsync(string mergeId) =>
        App.CallAsync(request => App.Get<UndoMerge>().RunAsync(request, mergeId, default));

    private protected async Task<IReadOnlyList<TimelineEntry>> TimelineAsync(string contactId)
    {
        var contact = (await App.CardAsync(contactId)).Contact;
        return (await App.Get<TimelineStore>().ReadAsync(contact, new Paging(1000, null), default)).Items;
    }
}
