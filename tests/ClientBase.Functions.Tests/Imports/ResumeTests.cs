using ClientBase.Functions.Imports.Running;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Imports;

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
    public async Task Cut_short_at_any_write_it_goes_on_to_the_same_base_counts_and_report()
    {
        using var whole = new ImportBase(azurite, SmallChunks);
        await whole.CreateAsync();
        var expected = await whole.ImportAsync(File);
        var expectedReport = await whole.ReportAsync(expected.Id);
        Assert.Equal((9, 6, 1, 2), (expected.Rows, expected.Accepted, expected.Rejected, expected.Unchanged));

        for (var writes = 0; ; writes += 2)
        {
            using var app = new ImportBase(azurite, SmallChunks);
            await app.CreateAsync();
            var id = await app.PostAsync(System.Text.Encoding.UTF8.GetBytes(File));
            app.Requests.CutAfter(writes);
            var wasCut = await CutAsync(app);
            app.Requests.CutAfter(null);
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
            if (!wasCut)
            {
                return;
            }
        }
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

    // The message whose work was cut short comes back, as the queue gives it again.
    private static async Task<bool> CutAsync(ImportBase app)
    {
        while (await app.TakeAsync<ImportWork>(Queues.Imports) is { Count: > 0 } messages)
        {
            foreach (var message in messages)
            {
                try
                {
                    await app.Get<RunImport>().RunAsync(message, default);
                }
                catch (Exception)
                {
                    app.Requests.CutAfter(null);
                    await app.Get<RunImport>().RunAsync(message, default);
                    return true;
                }
            }
        }

        return false;
    }
}
