using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Contacts.Merging;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Operations.Backups;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Tests.Fixtures;
using static ClientBase.Functions.Tests.Contacts.Merging.People;

namespace ClientBase.Functions.Tests.Storage;

/// <summary>
/// Rows as an earlier build wrote them, kept as it wrote them: every later one reads them, and goes on with them where they lie.
/// </summary>
/// <remarks>
/// A file for each version of <see cref="RowVersions"/>. When the version is raised, <c>CLIENTBASE_RECORD_ROWS=1</c> records those of the
/// build before it; a file that was recorded is never made anew.
/// </remarks>
public sealed class RecordedRowsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private static readonly string Folder =
        Path.Combine(Repository.Root, "tests", "ClientBase.Functions.Tests", "Storage", "Recorded");

    private readonly TestApp _app = new(azurite);

    public static TheoryData<int> Versions => [.. Directory.EnumerateFiles(Folder, "v*.jsonl.gz")
        .Select(file => int.Parse(Path.GetFileName(file)[1..].Split('.')[0], System.Globalization.CultureInfo.InvariantCulture))];

    public async ValueTask InitializeAsync() => await _app.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void There_are_rows_of_every_version_up_to_this_one() =>
        Assert.Equal(Enumerable.Range(1, RowVersions.Current), Versions.Select(row => row.Data).Order());

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Rows_of_an_earlier_build_are_the_same_contacts(int version)
    {
        await LoadAsync(version);

        Assert.Equal(await File.ReadAllLinesAsync(HashesOf(version)), await _app.HashesAsync());
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task They_are_upgraded_where_they_lie_by_whatever_happens_next(int version)
    {
        await LoadAsync(version);
        using var anew = new TestApp(azurite);
        await anew.CreateAsync();
        await FillAsync(anew);

        foreach (var app in new[] { _app, anew })
        {
            await app.ColdFiling().FileAsync(Order("next1", "3", 99m, customer: "c3", email: "p3", minute: 900), default);
            await app.ColdFiling().FileAsync(Form("next2", email: "p4", phone: "8", city: "Tula", minute: 901), default);
            await app.ColdFiling().FileAsync(Form("next3", email: "new", minute: 902), default);
        }

        Assert.Equal(await anew.HashesAsync(), await _app.HashesAsync());
        Assert.Contains(
            await _app.RowsAsync(Tables.Contacts, ContactRow.Prefix), row => row.GetInt32("V") == RowVersions.Current);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Each_contact_is_shown_whole(int version)
    {
        await LoadAsync(version);

        foreach (var contact in await _app.ContactsAsync())
        {
            foreach (var read in new Func<ReadContacts, Microsoft.AspNetCore.Http.HttpRequest, Task<Microsoft.AspNetCore.Http.IResult>>[]
            {
                (reader, request) => reader.GetAsync(request, contact.Id, default),
                (reader, request) => reader.OrdersAsync(request, contact.Id, default),
                (reader, request) => reader.TimelineAsync(request, contact.Id, default),
            })
            {
                Assert.Equal(200, (await _app.CallAsync(request => read(_app.Get<ReadContacts>(), request))).Status);
            }
        }
    }

    [Fact]
    public async Task A_row_of_a_newer_build_is_refused_and_says_what_to_do()
    {
        var id = await _app.FileAsync(Form("n1", email: "newer"));
        var row = Assert.Single(await _app.RowsAsync(Tables.Contacts, ContactRow.Prefix));
        row["V"] = RowVersions.Current + 1;
        await _app.Table(Tables.Contacts).UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);

        var refused = await Assert.ThrowsAsync<NewerRowException>(() => _app.Get<ContactReader>().GetAsync(id, default));

        Assert.Contains("deploy that version again", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_of_this_build_are_recorded_when_asked_for()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("CLIENTBASE_RECORD_ROWS") == "1", "CLIENTBASE_RECORD_ROWS is not set");
        await FillAsync(_app);

        var rows = await _app.RowsAsync(Tables.Contacts);
        await File.WriteAllBytesAsync(FileOf(RowVersions.Current), RowFile.Pack(rows).ToArray());
        await File.WriteAllLinesAsync(HashesOf(RowVersions.Current), await _app.HashesAsync());
    }

    /// <summary>Made-up people with all that filing writes: merges by key and by hand, orders, consents. Never to change.</summary>
    private static async Task FillAsync(TestApp app)
    {
        var ids = new List<string>();
        for (var i = 0; i < 8; i++)
        {
            ids.Add(await app.FileAsync(Form($"r{i}", email: $"p{i}", name: $"Анна{i}", city: "Tver", minute: i, consent: i % 2 == 0)));
            await app.FileAsync(Order($"ro{i}", $"{i}", 10.5m * (i + 1), customer: $"c{i}", email: $"p{i}", minute: 20 + i));
        }

        await app.FileAsync(new CaptureBuilder("rr", "shop:acme", "refund", Noon.AddHours(3)).Refund("acme", "5", "r1", 3m).Build());
        await app.FileAsync(Form("rp", email: "p2", phone: "7", minute: 200));
        Assert.Equal(200, (await app.CallAsync(
            request => app.Get<MergeContacts>().RunAsync(request, ids[0], default), new { with = ids[1], force = true })).Status);
    }

    private async Task LoadAsync(int version)
    {
        var rows = RowFile.Unpack(BinaryData.FromBytes(await File.ReadAllBytesAsync(FileOf(version))));
        foreach (var shard in rows.GroupBy(row => row.PartitionKey))
        {
            foreach (var some in shard.Chunk(Limits.BatchActions))
            {
                await _app.Table(Tables.Contacts).SubmitTransactionAsync(
                    some.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)));
            }
        }
    }

    private static string FileOf(int version) => Path.Combine(Folder, $"v{version}.jsonl.gz");

    private static string HashesOf(int version) => Path.Combine(Folder, $"v{version}.hashes.txt");
}
