using ClientBase.Domain.Contacts;
using ClientBase.Domain.Orders;
using ClientBase.Functions.Contacts.Merging;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Contacts.Retracting;
using ClientBase.Functions.Operations.Replay;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Tests.Fixtures;
using static ClientBase.Functions.Tests.Contacts.MovedOrderTests;

namespace ClientBase.Functions.Tests.Contacts;

/// <summary>The word that gave an order to another customer is taken back: it is whose it was before.</summary>
[Trait("Category", "Slow")]
public sealed class OrderGivenBackTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly TestApp _app = new(azurite);

    public async ValueTask InitializeAsync() => await _app.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Who_had_it_before_has_it_back_when_the_word_that_gave_it_away_is_taken_back()
    {
        var anna = await FileAsync(Order("c1", "anna", hour: 0));
        await FileAsync(Refund("r1", hour: 1));
        var boris = await FileAsync(Order("c2", "boris", hour: 2));
        var vera = await FileAsync(Order("c3", "vera", hour: 3));

        await TakeBackAsync(vera, "c3");
        Assert.Equal((false, true), ((await OfAsync(anna)).Counts, (await OfAsync(boris)).Counts));

        await TakeBackAsync(boris, "c2");
        Assert.Equal(70m, (await OfAsync(anna)).Net);
        Assert.True((await _app.Get<ContactReplay>().ReplayAsync(anna, default))!.Same);
        Assert.DoesNotContain(
            await _app.RowsAsync(Tables.Contacts, $"t|{anna}|"), row => TimelineRow.Read(row).Kind == "order.moved");

        Assert.Equal(anna, await FileAsync(Refund("r2", hour: 4))); // What names nobody else is hers again.
        Assert.Equal(40m, (await OfAsync(anna)).Net);
    }

    [Fact]
    public async Task Whoever_gave_it_on_is_passed_over_when_they_are_gone()
    {
        var anna = await FileAsync(Order("c1", "anna", hour: 0));
        var boris = await FileAsync(Order("c2", "boris", hour: 1));
        var vera = await FileAsync(Order("c3", "vera", hour: 2));

        await TakeBackAsync(boris, "c2");
        Assert.Equal((false, true), ((await OfAsync(anna)).Counts, (await OfAsync(vera)).Counts));

        await TakeBackAsync(vera, "c3");
        Assert.True((await OfAsync(anna)).Counts);
    }

    [Fact]
    public async Task A_word_of_ones_own_that_brought_it_back_gives_it_to_the_other_again()
    {
        var anna = await FileAsync(Order("c1", "anna", hour: 0));
        var boris = await FileAsync(Order("c2", "boris", hour: 1));
        await FileAsync(Order("c3", "anna", hour: 2));

        await TakeBackAsync(anna, "c3");

        Assert.Equal((false, true), ((await OfAsync(anna)).Counts, (await OfAsync(boris)).Counts));
    }

    [Fact]
    public async Task It_is_given_back_within_one_person_too()
    {
        var anna = await FileAsync(Order("c1", "anna", hour: 0));
        var boris = await FileAsync(Order("c2", "boris", hour: 1));
        await FileAsync(Person("c3", "boris"));
        await _app.Get<ContactMerging>().MergeAsync(anna, boris, isForced: true, new MergeCause("by hand"), default);

        await TakeBackAsync(boris, "c2");

        Assert.Equal(100m, (await OfAsync(anna)).Net);
    }

    [Fact]
    public async Task Cut_short_at_any_write_the_same_call_gives_it_back()
    {
        for (var (writes, wasCut) = (0, true); wasCut; writes++)
        {
            var number = $"{writes}";
            var anna = await FileAsync(Order($"a{number}", $"anna{number}", hour: 0, order: number));
            var boris = await FileAsync(Order($"b{number}", $"boris{number}", hour: 1, order: number));
            _app.Requests.CutAfter(writes);
            wasCut = await Record.ExceptionAsync(() => TakeBackAsync(boris, $"b{number}")) is not null;
            _app.Requests.CutAfter(null);
            await TakeBackAsync(boris, $"b{number}");

            Assert.True((await _app.CardAsync(anna)).Contact.Orders[$"acme:{number}"].Counts, $"after {writes} writes");
            Assert.Null(await _app.Get<ContactReader>().GetAsync(boris, default));
        }
    }

    private Task TakeBackAsync(string contactId, string captureId) =>
        _app.Get<CaptureRetraction>().RetractAsync(contactId, new HashSet<string> { captureId }, default);

    private async Task<string> FileAsync(CapturedEvent capture) => (await _app.ColdFiling().FileAsync(capture, default))!;

    private async Task<OrderState> OfAsync(string contactId) => (await _app.CardAsync(contactId)).Contact.Orders["acme:1"];
}
