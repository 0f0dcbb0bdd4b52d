using Azure.Data.Tables;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Segments.Recompute;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Tests.Fixtures;
using static ClientBase.Functions.Tests.Contacts.Merging.People;

namespace ClientBase.Functions.Tests.Contacts.Privacy;

/// <summary>Damaged rows beside a contact: an order, a cart, points, a task, scores, an entry of the timeline.</summary>
public sealed class DamagedRowTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly TestApp _app = new(azurite);

    public async ValueTask InitializeAsync() => await _app.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task They_hold_up_neither_the_card_nor_lists_nor_the_next_recompute()
    {
        var id = await DamagedAsync();
        var other = await _app.FileAsync(Form("d4", email: "damaged-other", minute: 4));

        var card = await _app.CardAsync(id);
        Assert.Equal(["acme:78"], card.Contact.Orders.Keys);
        Assert.Equal(6, card.Unreadable);
        var (status, list) = await _app.CallAsync(request => _app.Get<ReadContacts>().ListAsync(request, default));
        Assert.Equal(200, status);
        Assert.Equal(2, list.GetProperty("items").GetArrayLength());

        await _app.Get<RunRecompute>().RunAsync(new RecomputeAsked("rebuild", IsRebuild: true, IsSoon: false), default);
        Assert.Contains("potential", (await _app.CardAsync(other)).Scores.Segments);
    }

    [Fact]
    public async Task They_are_erased_with_their_person_and_hold_up_no_export()
    {
        var id = await DamagedAsync();

        Assert.Equal(200, (await _app.CallAsync(request => _app.Get<ExportPerson>().RunAsync(request, id, default))).Status);
        Assert.Equal(200, (await _app.CallAsync(request => _app.Get<EraseContact>().RunAsync(request, id, default))).Status);

        Assert.DoesNotContain(
            await _app.RowsAsync(Tables.Contacts), row => row.RowKey[0] is 'p' or 't' or 'c' or 'k' or 'q');
    }

    private async Task<string> DamagedAsync()
    {
        var id = await _app.FileAsync(Form("d1", email: "damaged", name: "Zinaida"));
        await _app.FileAsync(Order("d2", "77", 10m, email: "damaged", minute: 2));
        await _app.FileAsync(Order("d3", "78", 20m, email: "damaged", minute: 3));
        string[] keys =
        [
            OrderRow.Key(id, "acme:77"), CartRow.Key(id, "acme:c1"), ScoreRow.Key(id), ManagerRow.Key(id), $"p|{id}|l|e|x",
            $"p|{id}|w|{id}x",
            $"t|{id}|{TableKeys.Reverse(Noon)}|x",
        ];
        foreach (var key in keys)
        {
            await _app.Table(Tables.Contacts).UpsertEntityAsync(
                new TableEntity(ContactId.ShardOf(id), key)
                {
                    ["V"] = 1,
                    ["Key"] = "x",
                    ["Order"] = "{",
                    ["Cart"] = "null",
                    ["Value"] = "[]",
                    ["Item"] = "",
                    ["Id"] = "x",
                },
                TableUpdateMode.Replace);
        }

        return id;
    }
}
