using ClientBase.Cli.Api;
using ClientBase.Cli.Demo.Samples;

namespace ClientBase.Cli.Demo.Parts;

/// <summary>What comes in: the old tables, visits of the site, forms, webhooks of the shops.</summary>
internal sealed class Gathering(DemoBase demo)
{
    private const int Seed = 20_260_301;

    /// <summary>Imports the people and calls of the time before.</summary>
    /// <returns>How many rows.</returns>
    public async Task<int> ImportAsync(CancellationToken cancellationToken)
    {
        var random = new Random(Seed);
        var people = await ImportAsync("contacts", SampleFiles.People(demo.Sample, random), cancellationToken);
        return people + await ImportAsync("interactions", SampleFiles.Calls(demo.Sample, random), cancellationToken);
    }

    /// <summary>Posts what browsers did.</summary>
    public Task<int> PostVisitsAsync(IProgress<double> bar, CancellationToken cancellationToken) => DemoBase.ForEachAsync(
        demo.Sample.Visits, (visit, _) => demo.Routes.PostAsync("visits", visit, cancellationToken), bar, cancellationToken);

    /// <summary>Posts forms as visitors do.</summary>
    public Task<int> PostFormsAsync(IProgress<double> bar, CancellationToken cancellationToken) => DemoBase.ForEachAsync(
        demo.Sample.Posts,
        (post, index) => demo.Api.PostFormAsync(
            post.FormId, post.Fields, FormattableString.Invariant($"demo-{index}"), cancellationToken),
        bar,
        cancellationToken);

    /// <summary>Waits until everything is filed, and holds people and orders against what is known.</summary>
    public async Task<IReadOnlyList<Contact>> ResolveAsync(IProgress<double> bar, CancellationToken cancellationToken)
    {
        await demo.SettleAsync(bar, cancellationToken);
        var contacts = await ClientBaseApi.AllAsync((take, continuation) => demo.Api.ContactsAsync(take, continuation, cancellationToken));
        DemoBase.Expect("contacts", demo.Sample.People.Count, contacts.Count);
        DemoBase.Expect("orders", demo.Sample.OrderCount, contacts.Sum(contact => contact.Orders.Count));
        DemoBase.Expect("sum of orders", demo.Sample.OrderTotal, contacts.Sum(contact => contact.Orders.Total));
        return contacts;
    }

    private async Task<int> ImportAsync(string kind, string file, CancellationToken cancellationToken)
    {
        var started = await demo.Routes.PostFileAsync($"imports?kind={kind}", file, cancellationToken);
        var ended = await Polling.UntilAsync(
            () => demo.Api.ImportAsync(started.GetProperty("id").GetString()!, cancellationToken),
            state => state.State is not ("queued" or "running"),
            DemoBase.Patience,
            cancellationToken);
        var rows = file.Count(letter => letter == '\n') - 1;
        DemoBase.Expect($"rows of the import of {kind}", rows, (int)ended.Accepted);
        return rows;
    }
}
