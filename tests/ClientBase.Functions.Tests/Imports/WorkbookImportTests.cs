using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Imports;

public sealed class WorkbookImportTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly ImportBase _base = new(azurite);

    public async ValueTask InitializeAsync() => await _base.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _base.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_workbook_of_Excel_is_read_with_its_numbers_and_dates()
    {
        var view = await _base.ImportAsync(Workbook.Of(
            ["ФИО", "Телефон", "Почта", "Дата рождения", "Баллы"],
            ["Иванова Анна", 79160000051, "xlsx@example.com", new DateOnly(1990, 12, 31), 1.234],
            [],
            [null, null, "second@example.com", null, null]));

        Assert.Equal(("completed", 2L, 2L), (view.State, view.Rows, view.Accepted));
        Assert.Null(view.Encoding);
        Assert.Null(view.Separator);
        var contact = (await _base.ContactAsync("xlsx@example.com"))!.Value;
        Assert.Equal("+79160000051", contact.GetProperty("phones")[0].GetString());
        Assert.Contains("1990-12-31", contact.GetProperty("fields").GetProperty("birthDate").ToString(), StringComparison.Ordinal);
        Assert.Equal("1.234", contact.GetProperty("custom").GetProperty("Баллы").GetString());
    }

    [Fact]
    public async Task Amounts_of_a_workbook_need_no_guess_about_their_marks()
    {
        var view = await _base.ImportAsync(
            Workbook.Of(
                ["id", "email", "at", "total"],
                ["1", "sums@example.com", new DateOnly(2026, 1, 2), 1.234],
                ["2", "sums@example.com", new DateOnly(2026, 1, 3), 1234]),
            "?kind=orders");

        Assert.Equal(2, view.Accepted);
        var orders = (await _base.ContactAsync("sums@example.com"))!.Value.GetProperty("orders");
        Assert.Equal(1235.234m, orders.GetProperty("total").GetDecimal());
    }

    [Fact]
    public async Task A_workbook_of_Excel_97_is_read()
    {
        var view = await _base.ImportAsync(await File.ReadAllBytesAsync(
            Path.Combine(Repository.Root, "tests", "ClientBase.Functions.Tests", "Imports", "Files", "people.xls")));

        Assert.Equal(1, view.Accepted);
        var contact = (await _base.ContactAsync("xls@example.com"))!.Value;
        Assert.Equal("+79160000041", contact.GetProperty("phones")[0].GetString());
        Assert.Contains("1990-12-31", contact.GetProperty("fields").GetProperty("birthDate").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workbook_that_is_cut_off_or_is_none_is_400()
    {
        var whole = Workbook.Of(["email"], ["a@example.com"]);
        Assert.Equal(400, (await _base.TryPostAsync(whole[..^50])).Status);
        Assert.Equal(400, (await _base.TryPostAsync(whole[..200])).Status);
        Assert.Equal(400, (await _base.TryPostAsync([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0, 0, 0])).Status);
    }
}
