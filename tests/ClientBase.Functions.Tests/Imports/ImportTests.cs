using System.Text.Json;
using ClientBase.Domain.Tables;
using ClientBase.Functions.Imports;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;
using static ClientBase.Functions.Tests.Contacts.Merging.People;

namespace ClientBase.Functions.Tests.Imports;

[Trait("Category", "Slow")]
public sealed class ImportTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly ImportBase _base = new(azurite);

    public async ValueTask InitializeAsync() => await _base.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _base.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_file_is_looked_into_before_it_is_imported()
    {
        var (status, body) = await _base.CallForTextAsync(
            request =>
            {
                request.Body = new MemoryStream("Почта;Имя;Размер\nana@look.example;Анна;42\n;Борис;42\nx@look.ex"u8.ToArray());
                return _base.Get<PreviewImport>().RunAsync(request, default);
            },
            query: "?mapping=Имя:-");
        var columns = JsonSerializer.Deserialize<ImportPreview>(body, JsonSerializerOptions.Web)!.Columns;
        Assert.Equal(200, status);
        Assert.Equal(["email", null, "custom.Размер"], columns.Take(3).Select(column => column.Field));
        Assert.Equal([true, false, true], columns.Take(3).Select(column => column.Guessed));
        Assert.Equal(["ana@look.example", "x@look.ex"], columns[0].Samples);
        Assert.Equal(["42"], columns[2].Samples);
        Assert.Null(await _base.ContactAsync("ana@look.example"));
    }

    [Fact]
    public async Task People_of_a_Russian_sheet_are_contacts()
    {
        var view = await _base.ImportAsync(
            "Фамилия;Имя;Отчество;Телефон;Эл. почта;День рождения;Город;Любимый чай\n"
            + "Иванова;Анна;Петровна;8 916 123-45-67;Anna@Example.com;31.12.1990;Казань;улун\n",
            encoding: Charsets.Find("windows-1251"));

        Assert.Equal("completed", view.State);
        Assert.Equal((1, 1, 0, 0), (view.Rows, view.Accepted, view.Rejected, view.Unchanged));
        Assert.Equal("windows-1251", view.Encoding);
        Assert.Equal(";", view.Separator);
        Assert.Equal("email", view.Mapping["Эл. почта"]);
        Assert.Contains("Город", view.Guessed);
        var contact = (await _base.ContactAsync("anna@example.com"))!.Value;
        Assert.Equal("Анна", contact.GetProperty("name").GetProperty("first").GetString());
        Assert.Equal("+79161234567", contact.GetProperty("phones")[0].GetString());
        Assert.Equal("улун", contact.GetProperty("custom").GetProperty("Любимый чай").GetString());
        Assert.Empty(await _base.ReportAsync(view.Id));
    }

    [Fact]
    public async Task The_same_rows_are_unchanged_whatever_file_they_come_in()
    {
        const string People = "email,name,city\nu1@example.com,Анна,Казань\nu2@example.com,Иван,Орёл\n";
        await _base.ImportAsync(People);
        var before = await _base.DumpAsync();

        foreach (var (text, encoding) in new[]
        {
            (People, "utf-8"), (People, "windows-1251"), (People.Replace(',', ';'), "utf-16"),
            ("Город,Почта,ФИО\nКазань,u1@example.com,Анна\nОрёл,u2@example.com,Иван\n", "utf-8"),
        })
        {
            var again = await _base.ImportAsync(text, encoding: Charsets.Find(encoding));
            Assert.Equal((2, 0, 0, 2), (again.Rows, again.Accepted, again.Rejected, again.Unchanged));
        }

        Assert.Equal(before, await _base.DumpAsync());
    }

    [Fact]
    public async Task A_row_without_a_key_is_rejected_and_a_bad_optional_value_keeps_its_row()
    {
        var view = await _base.ImportAsync(
            "email,phone,birthDate,consent_marketing\n"
            + "bad1@example.com,12,31.02.1990,perhaps\n"
            + "not an address,,,\n"
            + ",,1990-01-02,\n");

        Assert.Equal((3, 1, 2, 0), (view.Rows, view.Accepted, view.Rejected, view.Unchanged));
        var report = await _base.ReportAsync(view.Id);
        Assert.Equal(
            ["1,phone,12", "1,birthDate,31.02.1990", "1,consent_marketing,perhaps", "2,email,not an address", "2,,", "3,,"],
            report.Select(line => line.Split(',')).Select(cells => string.Join(',', cells[..3])));
        Assert.NotNull(await _base.ContactAsync("bad1@example.com"));
        var timeline = await _base.RowsAsync(Tables.Contacts, "t|");
        Assert.Contains("31.02.1990", timeline.Single().GetString("Data"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_birthday_may_be_told_without_its_year_and_the_year_later()
    {
        await _base.ImportAsync("email,birthDate\nborn1@example.com,15.03\nborn2@example.com,--03-15\nborn3@example.com,29 февраля\n");
        _base.Clock.Advance(TimeSpan.FromDays(1));
        var view = await _base.ImportAsync("email,birthDate\nborn2@example.com,15.03.1991\nborn4@example.com,30.02\n");

        Assert.Equal((2, 2, 0, 0), (view.Rows, view.Accepted, view.Rejected, view.Unchanged));
        Assert.Equal("2,birthDate,30.02", string.Join(',', (await _base.ReportAsync(view.Id)).Single().Split(',')[..3]));
        string?[] expected = ["--03-15", "1991-03-15", "--02-29", null];
        foreach (var (number, born) in expected.Index())
        {
            var fields = (await _base.ContactAsync($"born{number + 1}@example.com"))!.Value.GetProperty("fields");
            Assert.Equal(born, fields.TryGetProperty("birthDate", out var kept) ? kept.GetProperty("value").GetString() : null);
        }
    }

    [Fact]
    public async Task An_unknown_column_of_the_mapping_is_400_with_what_was_meant()
    {
        var (status, body) = await _base.TryPostAsync("Почта,Имя\na@example.com,Анна\n", "?mapping=Пачта:email");
        Assert.Equal(400, status);
        Assert.Contains("did you mean 'Почта'", body.GetProperty("errors").GetProperty("mapping")[0].GetString(), StringComparison.Ordinal);

        (status, body) = await _base.TryPostAsync("Почта,Имя\na@example.com,Анна\n", "?mapping=Имя:fristName");
        Assert.Equal(400, status);
        Assert.Contains(
            "did you mean 'firstName'", body.GetProperty("errors").GetProperty("mapping")[0].GetString(), StringComparison.Ordinal);

        (status, _) = await _base.TryPostAsync("a,b\n1,2\n");
        Assert.Equal(400, status);
        Assert.Empty(await _base.TakeAsync<object>(Queues.Imports));
        Assert.Empty(_base.Container(Containers.Imports).GetBlobs());
    }

    [Theory]
    [InlineData("")]
    [InlineData("%PDF-1.7 ...")]
    [InlineData("a\0b\0c\0\0\0")]
    public async Task What_is_no_table_is_400(string text) => Assert.Equal(400, (await _base.TryPostAsync(text)).Status);

    [Fact]
    public async Task A_file_over_the_limit_is_413()
    {
        using var small = new ImportBase(azurite, new() { ["Imports:MaxBytes"] = "1024" });
        await small.CreateAsync();
        Assert.Equal(413, (await small.TryPostAsync("email\n" + new string('x', 2000))).Status);
    }

    [Fact]
    public async Task A_dry_run_tells_what_it_would_do_and_does_nothing()
    {
        var view = await _base.ImportAsync("email\nd1@example.com\nnobody\n", "?dryRun=true");

        Assert.True(view.DryRun);
        Assert.Equal((2, 1, 1, 0), (view.Rows, view.Accepted, view.Rejected, view.Unchanged));
        Assert.Empty(await _base.RowsAsync(Tables.Contacts));
        Assert.Equal(409, await _base.UndoAsync(view.Id));
    }

    [Fact]
    public async Task An_opt_out_stays_whatever_an_import_says_and_dates()
    {
        await _base.FileAsync(Form("optout", email: "left", consent: true));
        await _base.FileAsync(Form("optout2", email: "left", consent: false, minute: 5));

        await _base.ImportAsync("email,consent_marketing\nleft@example.com,yes\n");
        await _base.ImportAsync("email,consent_marketing,consentAt\nleft@example.com,yes,2026-03-01T12:30:00Z\n");
        await _base.ImportAsync("email,consent_marketing,consentAt\nleft@example.com,yes,2036-03-01T12:30:00Z\n");

        Assert.False(await GrantedAsync("left@example.com"));
    }

    [Fact]
    public async Task A_yes_of_who_has_not_left_counts_and_a_provider_tells_by_times_alone()
    {
        await _base.ImportAsync(
            "Email Address,OPTIN_TIME,CONFIRM_TIME,UNSUB_TIME\n"
            + "in@example.com,2025-01-02 10:00:00,2025-01-02 10:05:00,\n"
            + "out@example.com,2025-01-02 10:00:00,2025-01-02 10:05:00,2025-06-01 00:00:00\n");

        Assert.True(await GrantedAsync("in@example.com"));
        Assert.False(await GrantedAsync("out@example.com"));
    }

    [Fact]
    public async Task Rows_of_one_person_are_one_contact()
    {
        var view = await _base.ImportAsync(
            "name,email,phone\nАнна,one@example.com,\nАнна,one@example.com,+79160000001\nАнна,,+79160000001\nАнна,one@example.com,\n");

        Assert.Equal((4, 3, 0, 1), (view.Rows, view.Accepted, view.Rejected, view.Unchanged));
        Assert.Single(await _base.RowsAsync(Tables.Contacts, "c|"), row => row.GetString("MergedInto") is null);
    }

    [Fact]
    public async Task An_erased_person_stays_away_and_the_report_does_not_say_who()
    {
        var id = await _base.FileAsync(Form("erased", email: "erased", phone: "7", name: "Zinaida"));
        await _base.ImportAsync("email,name\nerased@example.com,Zinaida\nbad,Zinaida\n");
        Assert.True(await _base.Get<ClientBase.Functions.Contacts.Privacy.ContactErasure>().EraseAsync(id, default));

        var view = await _base.ImportAsync("email,name\nerased@example.com,Zinaida\nother@example.com,Boris\nerased@example.com,Zina\n");

        Assert.Equal((3, 1, 2, 0), (view.Rows, view.Accepted, view.Rejected, view.Unchanged));
        var report = await _base.ReportAsync(view.Id);
        Assert.All(report, line => Assert.DoesNotContain("erased@", line, StringComparison.Ordinal));
        Assert.All(report, line => Assert.Contains("was erased", line, StringComparison.Ordinal));
        Assert.Null(await _base.ContactAsync("erased@example.com"));
    }

    [Fact]
    public async Task An_erasure_rewrites_the_reports_that_name_the_person()
    {
        var view = await _base.ImportAsync("email,birthDate\nreport@example.com,when\nreport2@example.com,report@example.com\n");
        Assert.Equal(2, (await _base.ReportAsync(view.Id)).Length);
        var id = (await _base.ContactAsync("report@example.com"))!.Value.GetProperty("id").GetString()!;

        await _base.Get<ClientBase.Functions.Contacts.Privacy.ContactErasure>().EraseAsync(id, default);

        Assert.DoesNotContain("report@example.com", string.Join('\n', await _base.ReportAsync(view.Id)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_is_deleted_when_its_import_has_ended()
    {
        await _base.ImportAsync("email\nfile@example.com\n");
        Assert.DoesNotContain(
            _base.Container(Containers.Imports).GetBlobs(), blob => blob.Name.EndsWith("/file", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Calls_and_notes_lie_on_the_timeline_under_their_kind()
    {
        var view = await _base.ImportAsync(
            "Почта,Тип,Дата,Длительность,Результат,Комментарий\n"
            + "calls@example.com,Звонок,31.01.2026 10:00,65,договорились,перезвонить\n"
            + "calls@example.com,заметка,2026-02-01,,,любит улун\n"
            + "calls@example.com,fax,2026-02-02,,,\n"
            + "calls@example.com,call,,,,\n",
            "?kind=interactions");

        Assert.Equal((4, 2, 2, 0), (view.Rows, view.Accepted, view.Rejected, view.Unchanged));
        var id = (await _base.ContactAsync("calls@example.com"))!.Value.GetProperty("id").GetString()!;
        var rows = await _base.RowsAsync(Tables.Contacts, $"t|{id}|");
        Assert.Equal(["note", "call"], rows.Select(row => row.GetString("Kind")));
        Assert.Equal(65, JsonDocument.Parse(rows[1].GetString("Data")).RootElement.GetProperty("durationSeconds").GetInt32());
    }

    [Fact]
    public async Task Imports_are_listed_the_newest_first()
    {
        var first = await _base.ImportAsync("email\nlist@example.com\n");
        _base.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await _base.ImportAsync("email\nlist@example.com\n");

        var (_, body) = await _base.CallAsync(request =>
            _base.Get<ClientBase.Functions.Imports.ShowImports>().ListAsync(request, default), query: "?take=1");
        Assert.Equal(second.Id, body.GetProperty("items")[0].GetProperty("id").GetString());
        (_, body) = await _base.CallAsync(
            request => _base.Get<ClientBase.Functions.Imports.ShowImports>().ListAsync(request, default),
            query: $"?take=1&continuation={body.GetProperty("continuation").GetString()}");
        Assert.Equal(first.Id, body.GetProperty("items")[0].GetProperty("id").GetString());
    }

    private async Task<bool> GrantedAsync(string email)
    {
        var consents = (await _base.ContactAsync(email))!.Value.GetProperty("consents").EnumerateArray();
        return consents.Single(one => one.GetProperty("channel").GetString() == "email").GetProperty("granted").GetBoolean();
    }
}
