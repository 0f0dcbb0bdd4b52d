using Azure.Storage.Blobs;
using ClientBase.Functions.Imports;
using ClientBase.Functions.Imports.Running;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Imports;

[Trait("Category", "Slow")]
public sealed class ResumeTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly Dictionary<string, string?> SmallChunks = new()
    {
        ["Imports:ChunkRows"] = "2",
        ["Imports:MessageRows"] = "4",
        ["Imports:RowsAtOnce"] = "1",
    };

    private static readonly string File = "email,name\n" + string.Concat(
        Enumerable.Range(0, 9).Select(row => row == 4 ? "nobody,Борис\n" : $"resume{row % 7}@example.com,Анна\n"));

    [Fact]
    public async Task Cut_short_at_any_write_to_tables_blobs_or_queues_it_goes_on_to_the_same_base_counts_and_report()
    {
        using var whole = new ImportBase(azurite, SmallChunks);
        await whole.CreateAsync();
        var expected = await whole.ImportAsync(File);
        var expectedReport = await whole.ReportAsync(expected.Id);
        Assert.Equal((9, 6, 1, 2), (expected.Rows, expected.Accepted, expected.Rejected, expected.Unchanged));

        await CutAtEachAsync(whole, expected, expectedReport, app => app.Requests, step: 2);
        await CutAtEachAsync(whole, expected, expectedReport, app => app.BlobRequests, step: 1);
        await CutAtEachAsync(whole, expected, expectedReport, app => app.QueueRequests, step: 1);
    }

    // Tables, blobs or queues: after so many writes of one of them the process ends, and the others have what was written until then.
    private async Task CutAtEachAsync(
        ImportBase whole, ImportView expected, string[] expectedReport, Func<ImportBase, RequestLog> requests, int step)
    {
        for (var (writes, wasCut) = (0, true); wasCut; writes += step)
        {
            using var app = new ImportBase(azurite, SmallChunks);
            await app.CreateAsync();
            var id = await app.PostAsync(System.Text.Encoding.UTF8.GetBytes(File));
            var messages = await app.TakeAsync<ImportWork>(Queues.Imports);
            requests(app).CutAfter(writes);
            wasCut = await CutAsync(app, messages, requests(app));
            requests(app).CutAfter(null);
            await app.WorkAsync();

            var view = await app.ViewAsync(id);
            Assert.Equal("completed", view.State);
            Assert.Equal(
                (expected.Rows, expected.Accepted, expected.Rejected, expected.Unchanged),
                (view.Rows, view.Accepted, view.Rejected, view.Unchanged));
            Assert.Equal(expectedReport, await app.ReportAsync(id));
            Assert.Equal(
                (await whole.DumpAsync()).Replace(expected.Id, "", StringComparison.Ordinal),
                (await app.DumpAsync()).Replace(id, "", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Whoever_dies_before_its_row_is_written_leaves_no_import_that_nobody_begins()
    {
        using var app = new ImportBase(azurite, SmallChunks);
        await app.CreateAsync();
        await CutAsync(app, () => app.PostAsync("email\ncut@example.com\n"u8.ToArray()));

        var message = Assert.Single(await app.TakeAsync<ImportWork>(Queues.Imports));
        await app.Get<RunImport>().RunAsync(message, default);
        Assert.Empty(await app.Get<ImportStore>().AllAsync(default));
        await app.Get<RunImport>().RunAsync(message with { Waited = 1_000 }, default);
        Assert.Empty(app.Get<BlobServiceClient>().GetBlobContainerClient(Containers.Imports).GetBlobs()); // The file is full of people.
    }

    [Fact]
    public async Task An_undo_whose_asker_died_is_not_begun_and_is_asked_for_again()
    {
        using var app = new ImportBase(azurite, SmallChunks);
        await app.CreateAsync();
        var view = await app.ImportAsync("email\nundone@example.com\n");

        await CutAsync(app, () => app.UndoAsync(view.Id));
        await app.WorkAsync();
        Assert.Equal("completed", (await app.ViewAsync(view.Id)).State);

        Assert.Equal(202, await app.UndoAsync(view.Id));
        Assert.Equal("undone", (await app.ViewAsync(view.Id)).State);
    }

    // The process ends at its first write of a row.
    private static async Task CutAsync(ImportBase app, Func<Task> call)
    {
        app.Requests.CutAfter(0);
        await Assert.ThrowsAnyAsync<Exception>(call);
        app.Requests.CutAfter(null);
    }

    [Fact]
    public async Task A_message_given_twice_changes_nothing()
    {
        using var app = new ImportBase(azurite, SmallChunks);
        await app.CreateAsync();
        var id = await app.PostAsync("email\ntwice@example.com\n"u8.ToArray());
        await app.Get<RunImport>().RunAsync(new ImportWork(id, 0), default);
        await app.Get<RunImport>().RunAsync(new ImportWork(id, 0), default);
        await app.WorkAsync();

        Assert.Equal((1, 1), ((await app.ViewAsync(id)).Rows, (await app.ViewAsync(id)).Accepted));
    }

    [Fact]
    public async Task One_that_is_stopped_begins_no_other_part_and_is_taken_back_as_any()
    {
        using var app = new ImportBase(azurite, SmallChunks);
        await app.CreateAsync();
        var id = await app.PostAsync(System.Text.Encoding.UTF8.GetBytes(File));
        var message = Assert.Single(await app.TakeAsync<ImportWork>(Queues.Imports));
        await app.Get<RunImport>().RunAsync(message, default); // The first four rows.

        Assert.Equal(202, await app.StopAsync(id));
        await app.WorkAsync();

        var view = await app.ViewAsync(id);
        Assert.Equal(("stopped", 4L, 9L), (view.State, view.Rows, view.Total));
        Assert.NotNull(await app.ContactAsync("resume0@example.com"));
        Assert.Equal(409, await app.StopAsync(id));

        Assert.Equal(202, await app.UndoAsync(id));
        Assert.Equal("undone", (await app.ViewAsync(id)).State);
        Assert.Null(await app.ContactAsync("resume0@example.com"));
    }

    [Fact]
    public async Task A_part_that_was_cut_short_is_done_before_its_import_stops()
    {
        using var app = new ImportBase(azurite, SmallChunks);
        await app.CreateAsync();
        var id = await app.PostAsync(System.Text.Encoding.UTF8.GetBytes(File));
        var message = Assert.Single(await app.TakeAsync<ImportWork>(Queues.Imports));
        app.BlobRequests.BreakAt = address => address.EndsWith("/said", StringComparison.Ordinal); // Filed, and not told what.
        await Assert.ThrowsAnyAsync<Exception>(() => app.Get<RunImport>().RunAsync(message, default));
        app.BlobRequests.BreakAt = null;

        await app.StopAsync(id);
        await app.Get<RunImport>().RunAsync(message, default);
        Assert.Equal(("stopped", 2L), ((await app.ViewAsync(id)).State, (await app.ViewAsync(id)).Rows));

        await app.UndoAsync(id);
        Assert.Null(await app.ContactAsync("resume0@example.com"));
    }

    // The message whose work was cut short comes back, as the queue gives it again; taking messages is the host's work and is not cut.
    private static async Task<bool> CutAsync(ImportBase app, List<ImportWork> messages, RequestLog requests)
    {
        while (messages.Count > 0)
        {
            foreach (var message in messages)
            {
                try
                {
                    await app.Get<RunImport>().RunAsync(message, default);
                }
                catch (Exception)
                {
                    requests.CutAfter(null);
                    await app.Get<RunImport>().RunAsync(message, default);
                    return true;
                }
            }

            var left = requests.Pause();
            messages = await app.TakeAsync<ImportWork>(Queues.Imports);
            requests.CutAfter(left);
        }

        return false;
    }
}
