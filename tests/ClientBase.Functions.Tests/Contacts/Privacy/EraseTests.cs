using System.Text;
using System.Text.Json;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Segments.Details;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Merging;
using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Segments.Recompute;
using ClientBase.Functions.Sending.Channels;
using ClientBase.Functions.Sending.Channels.Outbox;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Tests.Fixtures;
using static ClientBase.Functions.Tests.Contacts.Merging.People;

namespace ClientBase.Functions.Tests.Contacts.Privacy;

public sealed class EraseTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    // What must not be found anywhere afterwards.
    private static readonly string[] Personal =
        ["zinaida", "79161234507", "Zinaida", "Zyablikova", "zyablikova", "Zelenograd", "Secret wish"];

    private readonly TestApp _app = new(azurite);

    public async ValueTask InitializeAsync() => await _app.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Nothing_of_the_person_is_left_and_others_are_untouched()
    {
        var id = await ZinaidaAsync();
        var other = await _app.FileAsync(Form("o1", email: "other", phone: "7", name: "Boris", minute: 50));
        Assert.NotEqual(id, other);
        Assert.NotEmpty(await FindAsync()); // The search finds what is there.

        Assert.Equal(200, await EraseAsync(id));

        Assert.Equal(404, await EraseAsync(id));
        Assert.Null(await _app.Get<ContactReader>().GetAsync(id, default));
        Assert.Equal(2, (await _app.Queue(Queues.PoisonOf(Queues.Captured)).PeekMessagesAsync(32)).Value.Length); // Boris's, and nobody's.
        Assert.Equal("Boris", (await _app.CardAsync(other)).Contact.Name.First);
        Assert.Equal(other, await _app.ColdFiling().FileAsync(Form("o2", email: "other", minute: 51), default));
        await RecomputeAsync();
        Assert.DoesNotContain( // They share a telephone.
            await FindAsync(),
            found => !found.Contains(other, StringComparison.Ordinal) && !found.StartsWith("blob ", StringComparison.Ordinal));
        Assert.Equal([other], await InDetailsAsync());
        Assert.DoesNotContain(
            await _app.RowsAsync(Tables.Contacts),
            row => row.RowKey[0] is not ('x' or 'n') && row.RowKey.Contains(id, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task What_was_on_its_way_is_dropped_with_the_blob_it_lies_in()
    {
        var id = await ZinaidaAsync();
        await _app.Get<CaptureStore>().PutAsync(Large("z7"), default);
        var message = Assert.Single(await _app.TakeAsync<CaptureReceived>(Queues.Captured));
        await EraseAsync(id);

        await _app.Get<FileCapture>().RunAsync(message, default);

        Assert.Empty(await FindAsync());
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Cut_short_at_any_write_it_is_finished_by_asking_again()
    {
        for (var writes = 0; ; writes++)
        {
            using var app = new TestApp(azurite);
            await app.CreateAsync();
            var id = await app.FileAsync(Form("z1", email: "zinaida", phone: "7", name: "Zinaida", city: "Zelenograd", consent: true));
            await app.FileAsync(Order("z2", "77", 10m, customer: "z", email: "zinaida", minute: 1));

            app.Requests.CutAfter(writes);
            var isCut = false;
            try
            {
                await EraseAsync(id, app);
            }
            catch (Exception)
            {
                isCut = true;
            }

            app.Requests.CutAfter(null);
            Assert.Equal(writes > 0 || !isCut, await app.Get<ContactReader>().GetAsync(id, default) is null);
            await EraseAsync(id, app);
            Assert.DoesNotContain(await app.RowsAsync(Tables.Contacts), row => row.RowKey[0] != 'n');
            Assert.Null(await app.ColdErasedFilingAsync(Order("z3", "77", 11m, customer: "z", minute: 2)));
            if (!isCut)
            {
                return;
            }
        }
    }

    [Fact]
    public async Task Shops_and_imports_do_not_bring_the_person_back()
    {
        var id = await ZinaidaAsync();
        await EraseAsync(id);

        foreach (var filing in new[] { _app.Get<ContactFiling>(), await _app.ColdErasedFilingAsync() })
        {
            Assert.Null(await filing.FileAsync(Order("x1", "77", 10m, minute: 99), default)); // The old order, in a new version.
            Assert.Null(await filing.FileAsync(Order("x2", "78", 10m, customer: "z", minute: 99), default));
            Assert.Null(await filing.FileAsync(Order("x3", "79", 10m, customer: "new", email: "zinaida", minute: 99), default));
            Assert.Null(await filing.FileAsync(Imported("x4", "zinaida2"), default));
            Assert.Null(await filing.FileAsync(Form("x5", email: "zinaida", minute: 99), default)); // Agrees to nothing.
        }

        Assert.Empty(await _app.RowsAsync(Tables.Contacts, ClaimRow.Prefix));
        Assert.Empty(await _app.RowsAsync(Tables.Contacts, ContactRow.Prefix));
        var boris = await _app.FileAsync(Order("x6", "80", 10m, customer: "b", email: "boris", name: "Boris"));
        Assert.Equal("Boris", (await _app.CardAsync(boris)).Contact.Name.First);
    }

    [Fact]
    public async Task A_form_of_their_own_with_a_consent_does()
    {
        var old = await ZinaidaAsync();
        await EraseAsync(old);
        var waited = Form("f0", email: "zinaida", consent: true, minute: 0); // Filled in before the erasure, filed after it.
        Assert.Null(await _app.Get<ContactFiling>().FileAsync(waited, default));

        var minute = (int)(Now - Noon).TotalMinutes + 1;
        var id = await _app.FileAsync(Form("f1", email: "zinaida", consent: true, minute: minute));

        Assert.NotEqual(old, id);
        Assert.Equal(id, await _app.FileAsync(Order("f2", "90", 10m, customer: "n", email: "zinaida", minute: minute + 1)));
        Assert.Single((await _app.CardAsync(id)).Contact.Orders);
        var oldOrder = Order("f3", "77", 10m, minute: minute + 2); // Not theirs any more.
        Assert.Null(await _app.Get<ContactFiling>().FileAsync(oldOrder, default));
        var email = new IdentityKey(IdentityKind.Email, "zinaida@example.com");
        Assert.Null(await _app.Get<ErasedKeys>().ErasedAtAsync([email], default));
    }

    [Fact]
    public async Task All_that_is_known_is_handed_out()
    {
        var id = await ZinaidaAsync();
        await RecomputeAsync();

        var (status, data) = await _app.CallAsync(request => _app.Get<ExportPerson>().RunAsync(request, id, default));

        Assert.Equal(200, status);
        var text = data.GetRawText();
        string[] known =
        [
            "zinaida@example.com", "zinaida2@example.com", "+79161234507", "Zyablikova", "Zelenograd", "Secret wish", "acme:77",
            "198.51.100.7",
        ];
        Assert.All(known, value => Assert.Contains(value, text, StringComparison.Ordinal));
        Assert.Equal(id, data.GetProperty("contact").GetProperty("id").GetString());
        Assert.NotEmpty(data.GetProperty("memberships").EnumerateArray());
        Assert.NotEmpty(data.GetProperty("changes").EnumerateArray());
        Assert.Single(data.GetProperty("others").GetProperty("mails").EnumerateArray());
        Assert.Contains(
            data.GetProperty("timeline").EnumerateArray(), entry => entry.GetProperty("says").ValueKind == JsonValueKind.Object);
        Assert.Equal(404, (await _app.CallAsync(request => _app.Get<ExportPerson>().RunAsync(request, "nobody", default))).Status);
    }

    /// <summary>Somebody with everything: two contacts merged, orders, a capture in a blob, a mail, segments and their changes.</summary>
    private async Task<string> ZinaidaAsync()
    {
        var id = await _app.FileAsync(Form("z1", email: "zinaida", phone: "7", name: "Zinaida", city: "Zelenograd", consent: true));
        await _app.FileAsync(new CaptureBuilder("z2", "form:test", "form", Noon.AddMinutes(1)).Email(Email("zinaida"))
            .Field(ContactFields.LastName, "Zyablikova")
            .Consent(ConsentPurpose.Offers, "any", "", true, evidence: "198.51.100.7").Data("message", "Secret wish").Build());
        await _app.FileAsync(Order("z3", "77", 10m, customer: "z", email: "zinaida", minute: 2));
        await RecomputeAsync();
        var second = await _app.FileAsync(Form("z4", email: "zinaida2", name: "Zinaida", minute: 3));
        Assert.Equal(200, (await _app.CallAsync(
            request => _app.Get<MergeContacts>().RunAsync(request, id, default), new { with = second })).Status);
        var large = Large("z5");
        await _app.Get<CaptureStore>().PutAsync(large, default);
        await _app.TakeAsync<CaptureReceived>(Queues.Captured);
        await _app.FileAsync(large);
        await PoisonAsync(Order("z6", "81", 10m, customer: "z", minute: 5), Form("o0", email: "other", minute: 49));
        await _app.Get<OutboxStore>().PutAsync(new Mail(
            "i1", "c1", "zinaida@example.com", "Dear Zinaida", null, "Hello", new Dictionary<string, string>(), Now));
        return id;
    }

    private static CapturedEvent Large(string id) => new CaptureBuilder(id, "form:test", "form", Noon.AddMinutes(4)).Email(Email("zinaida"))
        .Data("message", "Secret wish " + new string('x', 60_000)).Build();

    // Captures that failed too often.
    private async Task PoisonAsync(params CapturedEvent[] captures)
    {
        await _app.Queue(Queues.PoisonOf(Queues.Captured)).CreateIfNotExistsAsync();
        foreach (var capture in captures)
        {
            await _app.Get<CaptureStore>().PutAsync(capture, default);
            var message = Assert.Single(await _app.TakeAsync<JsonElement>(Queues.Captured));
            await _app.Queue(Queues.PoisonOf(Queues.Captured)).SendMessageAsync(message.GetRawText());
        }

        await _app.Queue(Queues.PoisonOf(Queues.Captured)).SendMessageAsync("not a capture");
    }

    private async Task RecomputeAsync()
    {
        await _app.Get<RunRecompute>().RunAsync(new RecomputeAsked(Guid.NewGuid().ToString("n"), IsRebuild: false, IsSoon: false), default);
        await _app.TakeAsync<JsonElement>(Queues.Recompute);
    }

    private Task<int> EraseAsync(string contactId) => EraseAsync(contactId, _app);

    private static async Task<int> EraseAsync(string contactId, TestApp app) =>
        (await app.CallAsync(request => app.Get<EraseContact>().RunAsync(request, contactId, default))).Status;

    private static CapturedEvent Imported(string id, string email) =>
        new CaptureBuilder(id, "import:1", "import", Noon.AddMinutes(90)).Email(Email(email)).Build();

    private static EmailAddress? Email(string name) => EmailAddress.TryParse($"{name}@example.com", out var email) ? email : null;

    /// <summary>Where in rows, messages and blobs something personal stands, in any spelling.</summary>
    // Whose details the snapshots hold.
    private async Task<List<string>> InDetailsAsync()
    {
        var ids = new List<string>();
        await foreach (var blob in _app.Container(Containers.Snapshots).GetBlobsAsync())
        {
            if (blob.Name.Contains("/details/", StringComparison.Ordinal))
            {
                var read = await _app.Container(Containers.Snapshots).GetBlobClient(blob.Name).DownloadContentAsync();
                ids.AddRange(DetailsCodec.Unpack(read.Value.Content.ToMemory()).Select(one => one.Id));
            }
        }

        return ids;
    }

    private async Task<List<string>> FindAsync()
    {
        var found = new List<string>();
        foreach (var table in Tables.All)
        {
            foreach (var row in await _app.RowsAsync(table))
            {
                var texts = row.Keys.Select(name => row[name]).Append(row.RowKey)
                    .Select(value => value is byte[] bytes ? Encoding.Latin1.GetString(bytes) : $"{value}");
                found.AddRange(texts.Where(Tells).Select(_ => $"{table} {row.RowKey}"));
            }
        }

        foreach (var queue in Queues.All.Append(Queues.PoisonOf(Queues.Captured)))
        {
            foreach (var message in (await _app.Queue(queue).PeekMessagesAsync(32)).Value)
            {
                found.AddRange(Tells(message.Body.ToString()) ? [$"queue {queue}"] : []);
            }
        }

        foreach (var container in Containers.All)
        {
            await foreach (var blob in _app.Container(container).GetBlobsAsync())
            {
                var bytes = (await _app.Container(container).GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content.ToArray();
                found.AddRange(Tells(Encoding.Latin1.GetString(bytes)) || Tells(blob.Name) ? [$"blob {container}/{blob.Name}"] : []);
            }
        }

        return found;
    }

    private static bool Tells(string text) =>
        Personal.SelectMany(Spellings).Any(spelling => text.Contains(spelling, StringComparison.Ordinal));

    // As UTF-8, as UTF-16 read byte by byte, and as base64 at each of its three offsets.
    private static IEnumerable<string> Spellings(string value)
    {
        yield return value;
        yield return Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(value));
        for (var offset = 0; offset < 3; offset++)
        {
            var bytes = new byte[offset].Concat(Encoding.UTF8.GetBytes(value)).ToArray();
            var whole = Convert.ToBase64String(bytes[..(bytes.Length / 3 * 3)]);
            yield return whole[(offset == 0 ? 0 : 4)..];
        }
    }
}
