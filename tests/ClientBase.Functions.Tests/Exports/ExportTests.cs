using System.Security.Cryptography;
using System.Text;
using ClientBase.Domain.Consent;
using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Exports;
using ClientBase.Functions.Exports.Running;
using ClientBase.Functions.Http;
using ClientBase.Functions.Sending.Channels.Outbox;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Exports;

public sealed class ExportTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly ExportBase _base = new(azurite, new() { ["Exports:PageSize"] = "3", ["Exports:MessageRows"] = "6" });

    public async ValueTask InitializeAsync() => await _base.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _base.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_segment_becomes_a_file_that_is_fetched_by_a_link_that_ends()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => _base.PersonAsync($"e{i}@files.example")));
        await _base.RecomputeAsync();

        var id = await _base.StartedAsync(new { segment = "potential", format = "csv" });
        Assert.Equal("queued", (await _base.ViewAsync(id)).GetProperty("state").GetString());
        await _base.WorkAsync();
        var view = await _base.ViewAsync(id);
        var url = view.GetProperty("url").GetString()!;
        var (status, file) = await _base.FetchAsync(url);

        Assert.Equal(("completed", 20, 20),
            (view.GetProperty("state").GetString(), view.GetProperty("rows").GetInt32(), view.GetProperty("total").GetInt32()));
        Assert.Equal(200, status);
        Assert.Equal(Encoding.UTF8.GetPreamble(), file[..3]);
        Assert.Equal(ids.Order(),
            ExportBase.Text(file).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')[0]).Order());
        Assert.Equal(404, (await _base.FetchAsync(url[..^2] + "AA")).Status);

        _base.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(410, (await _base.FetchAsync(url)).Status);
        Assert.Equal(200, (await _base.FetchAsync((await _base.ViewAsync(id)).GetProperty("url").GetString()!)).Status);

        _base.Clock.Advance(TimeSpan.FromDays(7));
        await _base.DeliverAsync();
        Assert.Equal("expired", (await _base.ViewAsync(id)).GetProperty("state").GetString());
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_report_becomes_a_file_too()
    {
        await _base.PersonAsync("buyer@files.example", bought: 12.5m);
        await _base.RecomputeAsync();

        var id = await _base.StartedAsync(new { report = "sales", format = "csv" }, "?by=day");
        await _base.WorkAsync();

        var lines = ExportBase.Text((await _base.FetchAsync((await _base.ViewAsync(id)).GetProperty("url").GetString()!)).Bytes)
            .Split("\r\n");
        Assert.StartsWith("Period,Orders,Revenue,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("2026-02-26,1,12.5,", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schedule_makes_it_anew_and_the_link_comes_by_mail()
    {
        await _base.PersonAsync("one@files.example");
        await _base.RecomputeAsync();
        var id = await _base.StartedAsync(
            new { segment = "potential", format = "xlsx", schedule = "0 6 * * *", deliverTo = "owner@shop.example" });
        await _base.WorkAsync();
        await _base.DeliverAsync();
        await _base.WorkAsync();
        Assert.Single(await MailsAsync());

        _base.Clock.Advance(TimeSpan.FromDays(1));
        await _base.DeliverAsync();
        await _base.WorkAsync();

        var mails = await MailsAsync();
        Assert.Equal(2, mails.Count);
        var link = mails[0].Text!.Split('\n').First(line => line.StartsWith("http", StringComparison.Ordinal));
        Assert.Equal(200, (await _base.FetchAsync(link)).Status);
        Assert.Equal("2026-03-03T06:00:00", (await _base.ViewAsync(id)).GetProperty("nextAt").GetString()![..19]);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Whoever_dies_before_its_row_is_written_leaves_no_export_that_nobody_makes()
    {
        await CutAsync(() => _base.StartAsync(new { segment = "potential", schedule = "0 6 * * *" }));
        await _base.WorkAsync();
        Assert.Empty(await _base.Get<ExportStore>().AllAsync(default));

        var id = await _base.StartedAsync(new { segment = "potential", schedule = "0 6 * * *" });
        await _base.WorkAsync();
        _base.Clock.Advance(TimeSpan.FromDays(1));
        await CutAsync(_base.DeliverAsync);
        await _base.WorkAsync();
        Assert.Equal(1, (await _base.Get<ExportStore>().FindAsync(id, default))!.State.Run);

        await _base.DeliverAsync(); // The next time.
        await _base.WorkAsync();
        var made = (await _base.Get<ExportStore>().FindAsync(id, default))!.State;
        Assert.Equal((2, ExportStage.Completed), (made.Run, made.Stage));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_message_that_comes_before_its_row_waits_for_it()
    {
        var id = await _base.StartedAsync(new { segment = "potential" });
        var row = (await _base.Get<ExportStore>().FindAsync(id, default))!.State;
        await _base.Get<ExportStore>().DeleteAsync(id, default);
        await _base.WorkAsync();

        await _base.Get<ExportStore>().AddAsync(row, default);
        await Eventually.TrueAsync(
            async () =>
            {
                await _base.WorkAsync();
                return (await _base.Get<ExportStore>().FindAsync(id, default))!.State.Stage == ExportStage.Completed;
            },
            () => "the message to come back");
    }

    [Fact]
    public async Task A_message_whose_row_never_comes_is_given_up()
    {
        await _base.Get<RunExport>().RunAsync(new ExportWork("gone", 1, EarlyMessages.MostTimes), default);

        Assert.Empty(await _base.TakeAsync<ExportWork>(Queues.Exports));
    }

    [Theory]
    [InlineData("google", "+79161234567")]
    [InlineData("meta", "79161234567")]
    [InlineData("vk", "79161234567")]
    [InlineData("yandex", "79161234567")]
    [Trait("Category", "Slow")]
    public async Task An_audience_holds_digests_of_those_alone_who_allowed_it(string format, string phone)
    {
        await _base.PersonAsync("offers@files.example", "+7 916 123-45-67", agreed: ConsentPurpose.Offers);
        await _base.PersonAsync("mail@files.example", agreed: ConsentPurpose.Marketing);
        await _base.PersonAsync("silent@files.example");
        await _base.RecomputeAsync();

        var text = ExportBase.Text((await _base.SegmentAsync("potential", $"?format={format}")).Bytes);

        Assert.Contains(Digest("offers@files.example"), text, StringComparison.Ordinal);
        Assert.Contains(Digest(phone), text, StringComparison.Ordinal);
        Assert.Contains(Digest("mail@files.example"), text, StringComparison.Ordinal);
        Assert.DoesNotContain(Digest("silent@files.example"), text, StringComparison.Ordinal);
        Assert.DoesNotContain("@", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Russian_spreadsheets_get_semicolons_and_decimal_commas()
    {
        await _base.PersonAsync("ru@files.example", bought: 12.5m);
        await _base.RecomputeAsync();

        var text = ExportBase.Text((await _base.SegmentAsync("working", "?format=csv", "ru")).Bytes);

        Assert.Contains(";1;12,5;RUB;", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_erased_person_is_in_no_file_that_is_left()
    {
        var gone = await _base.PersonAsync("gone@files.example");
        await _base.PersonAsync("stays@files.example");
        await _base.RecomputeAsync();
        var id = await _base.StartedAsync(new { segment = "potential" });
        await _base.WorkAsync();

        await _base.Get<ContactErasure>().EraseAsync(gone, default);

        Assert.Equal("expired", (await _base.ViewAsync(id)).GetProperty("state").GetString());
        Assert.Empty(await _base.Container(Functions.Storage.Containers.Exports).GetBlobsAsync().ToListAsync());
    }

    [Theory]
    [InlineData("{\"format\":\"csv\"}", 400)]
    [InlineData("{\"segment\":\"potential\",\"report\":\"sales\"}", 400)]
    [InlineData("{\"segment\":\"potential\",\"format\":\"pdf\"}", 400)]
    [InlineData("{\"report\":\"sales\",\"format\":\"google\"}", 400)]
    [InlineData("{\"segment\":\"potential\",\"schedule\":\"soon\"}", 400)]
    [InlineData("{\"segment\":\"potential\",\"schedule\":\"0 0 30 2 *\"}", 400)]
    [InlineData("{\"segment\":\"potential\",\"deliverTo\":\"nobody\"}", 400)]
    [InlineData("{\"segment\":\"nobody\"}", 404)]
    [InlineData("{\"report\":\"nothing\"}", 404)]
    public async Task What_cannot_be_made_is_refused(string body, int status) =>
        Assert.Equal(status, (await _base.CallForTextAsync(request => _base.Get<StartExport>().RunAsync(request, default), body)).Status);

    [Fact]
    public async Task A_deleted_export_is_gone_with_its_schedule()
    {
        var id = await _base.StartedAsync(new { segment = "potential", schedule = "* * * * *" });
        await _base.WorkAsync();

        Assert.Equal(204, (await _base.CallAsync(request => _base.Get<ShowExports>().DeleteAsync(request, id, default))).Status);
        Assert.Equal(404, (await _base.CallAsync(request => _base.Get<ShowExports>().GetAsync(request, id, default))).Status);
    }

    // The process ends at its first write of a row.
    private async Task CutAsync(Func<Task> call)
    {
        _base.Requests.CutAfter(0);
        await Assert.ThrowsAnyAsync<Exception>(call);
        _base.Requests.CutAfter(null);
    }

    private async Task<IReadOnlyList<OutboxMail>> MailsAsync() =>
        (await _base.Get<OutboxStore>().ListAsync(new Paging(50, null), default)).Items;

    private static string Digest(string value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)));
}
