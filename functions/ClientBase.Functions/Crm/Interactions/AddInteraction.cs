using ClientBase.Domain.Crm;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Crm.Items;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Documents;
using ClientBase.Functions.Storage.Rows;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Crm.Interactions;

/// <summary>Puts on the timeline what people did with a client by hand: a call, a meeting, a note, an offer, a letter.</summary>
public sealed class AddInteraction(
    ContactReader contacts, CommitsByTable commits, RecomputeRequests recompute, TimeProvider clock)
{
    private const int MaxText = 10_000;
    private const int MaxSeconds = 7 * 86_400;

    private readonly TableCommits _commits = commits.Of(Tables.Contacts);

    /// <summary>201; with an <c>Idempotency-Key</c> a repeat is the same entry.</summary>
    [Function(nameof(AddInteraction))]
    [Takes<InteractionBody>(Example = """{"kind":"call","direction":"in","text":"Asked for the price"}""")]
    [AsksIdempotencyKey]
    [Answers<CreatedView>(201)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "contacts/{id}/interactions")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var (body, problem) = await BodyFields.ReadAsync(request, cancellationToken);
        if (body is null)
        {
            return problem!;
        }

        var kind = body.OneOf("kind", Interaction.Kinds, isRequired: true);
        var at = body.Time("at") ?? clock.GetUtcNow();
        var data = Read(request, body, kind);
        if (!body.AreRight(out problem))
        {
            return problem;
        }

        if (await contacts.FindAsync(id, cancellationToken) is not { } contact)
        {
            return Problems.NotFound($"There is no contact '{id}'.");
        }

        // The inbox tells a repeat, since an entry without a time of its own would be another one each time.
        var entryId = NewIds.Of(request, body, id);
        var shard = ContactId.ShardOf(contact.Id);
        var answer = data.FirstOrDefault(one => one.Name == "answer").Value as string;
        var did = ClientEntries.Did(contact.Id, entryId, kind!, at, answer);
        await _commits.SubmitAsync(
            shard,
            [
                new(Add, InboxRow.Of(shard, entryId, contact.Id)),
                ClientEntries.Of(contact.Id, entryId, kind!, at, data),
                new(UpsertReplace, ReportRow.OfEvent(contact.Id, KeptEvent.Of(entryId, kind!, at, name => ValueOf(data, name)))),
                .. did,
            ],
            cancellationToken);
        await recompute.AskSoonAsync(cancellationToken);
        return CreatedView.Answer(entryId);
    }

    private static object? ValueOf((string Name, object? Value)[] data, string name) =>
        Array.Find(data, one => one.Name == name).Value;

    private static (string Name, object? Value)[] Read(HttpRequest request, BodyFields body, string? kind)
    {
        var answer = body.OneOf("answer", Interaction.Answers);
        if (answer is not null && kind != Interaction.Offer)
        {
            body.Refuse("answer", "only an offer is answered");
        }

        return
        [
            ("direction", body.OneOf("direction", Interaction.Directions)),
            ("durationSeconds", body.Whole("durationSeconds", 0, MaxSeconds)),
            ("result", body.Text("result", MaxText)),
            ("text", body.Text("text", MaxText)),
            ("answer", answer),
            ("leftTo", body.Text("leftTo", MaxText)),
            ("by", ManagerNames.By(request, body)),
        ];
    }
}
