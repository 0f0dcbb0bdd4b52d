using Azure.Data.Tables;
using ClientBase.Functions.Http;
using ClientBase.Functions.Staff;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Staff;

public sealed class AuditTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const string March = "2026-03";
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly TestApp _app = new(azurite);

    public async ValueTask InitializeAsync() => await _app.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_two_instances_note_at_once_is_one_whole_chain()
    {
        using var other = _app.New<AuditStore>();
        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => (i % 2 == 0 ? Audit : other).NoteAsync(Entry(i), default)));

        Assert.Equal((30, null), await Audit.CheckAsync(March, default));
        var first = await Audit.ReadAsync(null, Noon.AddDays(-1), Noon.AddDays(1), new Paging(20, null), default);
        Assert.Equal(20, first.Items.Count);
        Assert.NotNull(first.Continuation);
    }

    [Fact]
    public async Task Pages_follow_one_another_over_months()
    {
        foreach (var month in Enumerable.Range(0, 3))
        {
            await Audit.NoteAsync(Entry(1, Noon.AddMonths(-month)), default);
            await Audit.NoteAsync(Entry(2, Noon.AddMonths(-month)) with { Who = "boris" }, default);
        }

        var found = await AllAsync(null, Noon.AddMonths(-2), Noon);
        Assert.Equal(6, found.Count);
        Assert.Equal(found.OrderByDescending(entry => entry.At), found);
        Assert.Equal(2, (await AllAsync("boris", Noon.AddMonths(-1), Noon)).Count);
    }

    [Fact]
    public async Task A_row_that_was_changed_or_taken_away_is_told()
    {
        foreach (var i in Enumerable.Range(0, 5))
        {
            await Audit.NoteAsync(Entry(i, Noon.AddMinutes(i)), default);
        }

        var rows = await _app.RowsAsync(Tables.Audit, "a|");
        var changed = new TableEntity(rows[2]) { ["What"] = "nothing" };
        await _app.Table(Tables.Audit).UpdateEntityAsync(changed, rows[2].ETag, TableUpdateMode.Replace);
        Assert.Equal((5, Noon.AddMinutes(2)), await Audit.CheckAsync(March, default));

        await _app.Table(Tables.Audit).UpdateEntityAsync(rows[2], Azure.ETag.All, TableUpdateMode.Replace);
        Assert.Equal((5, null), await Audit.CheckAsync(March, default));
        await _app.Table(Tables.Audit).DeleteEntityAsync(rows[0]); // The latest.
        Assert.Equal((4, Noon.AddMinutes(3)), await Audit.CheckAsync(March, default));
    }

    [Fact]
    public async Task Reads_are_counted_over_instances_and_start_anew_each_day()
    {
        var caller = new Caller("anna", StaffRole.Marketer);
        Assert.True(await Reads.TryAddAsync(caller, 990, default));
        Assert.False(await Reads.TryAddAsync(caller, 11, default));
        Assert.True(await _app.New<DailyReads>().TryAddAsync(caller, 10, default));
        Assert.False(await Reads.TryAddAsync(caller, 1, default));
        Assert.True(await Reads.TryAddAsync(caller with { Role = StaffRole.Owner }, 5000, default));

        _app.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True(await Reads.TryAddAsync(caller, 1, default));
    }

    [Theory]
    [InlineData("?from=0001-01-01")]
    [InlineData("?to=0001-01-01")]
    [InlineData("?from=2010-01-01&to=2026-01-01")]
    [InlineData("?from=2026-02-01&to=2026-01-01")]
    [InlineData("?from=soon")]
    [InlineData("?continuation={other}")]
    public async Task A_span_or_place_that_makes_no_sense_is_refused(string query)
    {
        var asked = query.Replace("{other}", Paging.Encode("shop\nproduct"), StringComparison.Ordinal);
        Assert.Equal(400, (await _app.CallAsync(request => _app.Get<ReadAudit>().ListAsync(request, default), query: asked)).Status);
    }

    [Fact]
    public async Task A_month_is_taken_out_as_a_file_with_its_chain()
    {
        await Audit.NoteAsync(Entry(1), default);
        await Audit.NoteAsync(Entry(2, Noon.AddHours(1)), default);
        await Audit.NoteAsync(Entry(3, Noon.AddMonths(1)), default);

        var (status, csv) = await _app.CallForTextAsync(
            request => Task.FromResult(_app.Get<ReadAudit>().Export(request, March, default)));

        Assert.Equal(200, status);
        var lines = csv.TrimStart('\ufeff').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("number,at,who,role,action,what,count,hash", lines[0]);
        Assert.Equal("2,2026-03-01T13:00:00.0000000Z,anna,owner,card,contact-2,1", lines[1][..lines[1].LastIndexOf(',')]);
        Assert.Equal(3, lines.Length);
        var rows = await _app.RowsAsync(Tables.Audit, "a|");
        Assert.Contains(rows, row => lines[1].EndsWith(row.GetString("Hash"), StringComparison.Ordinal));
        Assert.Equal(400, (await _app.CallForTextAsync(
            request => Task.FromResult(_app.Get<ReadAudit>().Export(request, "march", default)))).Status);
    }

    private AuditStore Audit => _app.Get<AuditStore>();

    private DailyReads Reads => _app.Get<DailyReads>();

    private static AuditEntry Entry(int number, DateTimeOffset? at = null) =>
        new(at ?? Noon, "anna", "owner", "card", $"contact-{number}", 1);

    private async Task<List<AuditEntry>> AllAsync(string? who, DateTimeOffset from, DateTimeOffset to)
    {
        var found = new List<AuditEntry>();
        for (string? place = null; ;)
        {
            var page = await Audit.ReadAsync(who, from, to, new Paging(2, place), default);
            found.AddRange(page.Items);
            if (page.Continuation is null)
            {
                return found;
            }

            place = Decoded(page.Continuation);
        }
    }

    private static string Decoded(string continuation)
    {
        var request = new Microsoft.AspNetCore.Http.DefaultHttpContext().Request;
        request.QueryString = new Microsoft.AspNetCore.Http.QueryString($"?continuation={continuation}");
        Assert.True(Paging.TryRead(request, out var paging, out _));
        return paging.Continuation!;
    }
}
