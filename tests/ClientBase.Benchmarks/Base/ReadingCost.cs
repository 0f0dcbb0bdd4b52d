using ClientBase.Functions.Contacts.Reading;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Benchmarks.Base;

/// <summary>Table transactions of what is read for a page, in a small base and in a large one.</summary>
internal static class ReadingCost
{
    private const int Large = GeneratedBase.MostWithAllRows;

    /// <summary>In the base that the model's events have made.</summary>
    public static Task<List<EventCost>> OfModelAsync(BenchApp app, string contactId, int events) =>
        OfAsync(app, $"after {events} events", contactId, "customer77@example.com", "customer");

    /// <summary>In a generated base, if there is one; of its till too.</summary>
    public static async Task<List<EventCost>> OfGeneratedAsync()
    {
        var folder = BaseFolder.Of(Large);
        if (folder.Made is not { IsReady: true, AsOf: var asOf })
        {
            Figures.Print($"no base of {Large} contacts: BENCH_CONTACTS={Large} generate makes it");
            return [];
        }

        var azurite = await folder.StartCopyAsync();
        try
        {
            using var app = new BenchApp(azurite.ConnectionString, asOf);
            var some = GeneratedContact.Of(77, Large, asOf);
            var till = GeneratedContact.Of(GeneratedContact.Till, Large, asOf).Id;
            var costs = await OfAsync(app, $"of {Large}", some.Id, some.PrimaryEmail!, some.Name.Last![..2]);
            costs.Add(await CountAsync(app, "card of the till", (reader, request) => reader.GetAsync(request, till, default)));
            costs.Add(await CountAsync(app, "orders page of the till", (reader, request) => reader.OrdersAsync(request, till, default)));
            return costs;
        }
        finally
        {
            azurite.Stop();
        }
    }

    private static async Task<List<EventCost>> OfAsync(BenchApp app, string of, string contactId, string email, string beginning) =>
    [
        await CountAsync(app, $"card, {of}", (reader, request) => reader.GetAsync(request, contactId, default)),
        await CountAsync(app, $"orders page, {of}", (reader, request) => reader.OrdersAsync(request, contactId, default)),
        await CountAsync(app, $"timeline page, {of}", (reader, request) => reader.TimelineAsync(request, contactId, default)),
        await CountAsync(app, $"search for one, {of}", (reader, request) => reader.ListAsync(request, default), $"?q={email}"),
        await CountAsync(
            app, $"search, page of 50, {of}", (reader, request) => reader.ListAsync(request, default), $"?q={beginning}&take=50"),
        await CountAsync(app, $"by e-mail, {of}", (reader, request) => reader.ListAsync(request, default), $"?email={email}"),
    ];

    private static async Task<EventCost> CountAsync(
        BenchApp app, string name, Func<ReadContacts, HttpRequest, Task<IResult>> readAsync, string query = "")
    {
        var request = new DefaultHttpContext().Request;
        request.QueryString = new QueryString(query);
        app.Requests.Reset();
        await readAsync(app.Get<ReadContacts>(), request);
        return EventCost.Of(name, [app.Requests.Counts]);
    }
}
