using Azure.Data.Tables;
using ClientBase.Domain.Behaviour;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Contacts.Visitors;

/// <summary>Subscriptions of browsers to notifications: they wait beside the browser until it is known whose it is.</summary>
/// <remarks>
/// Then each is filed as that person's own word: the latest who became known by the browser, and once. A customer's id that the site
/// sends makes nobody known here, since anybody may send it and would then be shown what is meant for that customer.
/// </remarks>
public sealed class BrowserPushes(TableServiceClient service, CommitsByTable commits, CaptureStore captures)
{
    private const string Channel = "push";
    private const string Source = "push";

    // What was agreed to is the browser's own question.
    private const string TextVersion = "browser-permission";

    private readonly TableClient _table = service.GetTableClient(Tables.Visits);
    private readonly TableCommits _commits = commits.Of(Tables.Visits);

    /// <summary>Takes what a browser says of notifications; a repeat changes nothing.</summary>
    public async Task TakeAsync(string visitorId, PushSaid said, DateTimeOffset at, CancellationToken cancellationToken)
    {
        // The day first: by it retention finds what nobody ever claims.
        var day = VisitDayRow.Of(at, VisitRow.Partition(visitorId));
        await _commits.SubmitAsync(day.PartitionKey, [new(UpsertReplace, day)], cancellationToken);
        var row = VisitorRow.PushOf(visitorId, said, at);
        await _commits.SubmitAsync(row.PartitionKey, [new(UpsertReplace, row)], cancellationToken);
        await JoinAsync(visitorId, cancellationToken);
    }

    /// <summary>Files what waits beside a browser, if it is known whose it is; called when either of the two has come.</summary>
    public async Task JoinAsync(string visitorId, CancellationToken cancellationToken)
    {
        var browser = VisitRow.Partition(visitorId);
        var waiting = await RowsAsync(browser, VisitorRow.PushPrefix, cancellationToken);
        if (waiting.Count == 0)
        {
            return;
        }

        var known = (await RowsAsync(browser, VisitorRow.OwnerPrefix, cancellationToken)).Select(VisitorRow.Read);
        if (known.Where(one => !one.IsClaim).OrderBy(one => one.At).Select(one => one.ContactId).LastOrDefault() is not { } contactId)
        {
            return;
        }

        foreach (var row in waiting)
        {
            var (said, at) = VisitorRow.ReadPush(row);
            await captures.PutAsync(CaptureOf(visitorId, said, at, contactId), cancellationToken);
            await _commits.SubmitAsync(browser, [new(Delete, row, row.ETag)], cancellationToken); // Another word has come: it stays.
        }
    }

    private static CapturedEvent CaptureOf(string visitorId, PushSaid said, DateTimeOffset at, string contactId) =>
        new CaptureBuilder(said.Id, Source, "consent", at)
            .About(contactId)
            .Consent(ConsentPurpose.Marketing, Channel, "", said.IsGranted, TextVersion, said.From)
            .Field(ContactFields.PushSubscription, said.IsGranted ? said.Subscription : null)
            .Data(CapturedBrowser.DataName, visitorId)
            .Data("purpose", ConsentPurpose.Marketing)
            .Data("channel", Channel)
            .Data("granted", said.IsGranted)
            .Data("permission", said.IsGranted ? "granted" : "taken back")
            .Data("page", said.Page)
            .Build();

    private async Task<List<TableEntity>> RowsAsync(string partition, string prefix, CancellationToken cancellationToken) =>
        await _table.QueryAsync<TableEntity>(TableKeys.Range(partition, prefix), cancellationToken: cancellationToken)
            .ToListAsync(cancellationToken);
}
