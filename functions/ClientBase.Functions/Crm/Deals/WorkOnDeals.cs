using ClientBase.Domain.Crm;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Crm.Items;
using ClientBase.Functions.Crm.Managers;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Storage.Rows;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Crm.Deals;

/// <summary>Begins, lists and moves deals, by the rules of the funnel.</summary>
public sealed class WorkOnDeals(
    DealStore deals,
    FunnelStore funnels,
    ContactReader contacts,
    ClientsInSight sight,
    IOptions<CrmOptions> options,
    TimeProvider clock)
{
    /// <summary>Begins a deal, in the first stage unless another is named. 409 when it lacks what its stage requires.</summary>
    [Function("AddDeal")]
    [Takes<DealBody>(Example = """{"title":"Wedding cake","amount":12000,"currency":"RUB"}""")]
    [AsksIdempotencyKey]
    [Answers<CreatedView>(201)]
    public async Task<IResult> AddAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "contacts/{id}/deals")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var (body, problem) = await BodyFields.ReadAsync(request, cancellationToken);
        if (body is null)
        {
            return problem!;
        }

        var (funnel, now) = (await funnels.GetAsync(cancellationToken), clock.GetUtcNow());
        var fields = new DealFields(request, body, isNew: true, options.Value.Currency);
        var stage = StageOf(body, fields, funnel) ?? funnel.Stages[0];
        if (!body.AreRight(out problem))
        {
            return problem;
        }

        if (await contacts.FindAsync(id, cancellationToken) is not { } contact)
        {
            return Problems.NotFound($"There is no contact '{id}'.");
        }

        var deal = fields.Apply(new Deal("", stage.Id, now) { By = fields.By }).Enter(stage.Id, now, fields.By);
        if (DealRuling.Of(funnel, before: null, deal) is { IsAllowed: false } ruling)
        {
            return Refused(ruling, stage.Id);
        }

        var dealId = NewIds.Of(request, body, contact.Id);
        await deals.AddAsync(contact, dealId, new StoredDeal(deal, stage.IsOpen), cancellationToken);
        return CreatedView.Answer(dealId);
    }

    /// <summary>Deals of a stage, of a manager's contacts, or all; the latest of a stage first.</summary>
    [Function("ListDeals")]
    [Asks("stage", "Only in this stage.")]
    [Asks("manager", "Only of the clients of this manager.")]
    [AsksPaging]
    [Answers<Page<DealView>>]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "deals")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(request, out var paging, out var problem))
        {
            return problem;
        }

        string? Asked(string name) => request.Query[name].ToString().Trim() is { Length: > 0 } text ? text : null;
        var isSeen = sight.Of<StoredDeal>(Caller.Of(request), cancellationToken);
        return await deals.ListAsync(Asked("stage"), Asked("manager"), paging, isSeen, cancellationToken) is { } page
            ? Results.Json(new Page<DealView>([.. page.Items.Select(DealView.Of)], page.Continuation))
            : Paging.NotOurs();
    }

    /// <summary>One deal.</summary>
    [Function("GetDeal")]
    [Answers<DealView>]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "deals/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        await deals.GetAsync(id, cancellationToken) is { } deal ? Results.Json(DealView.Of(deal)) : Unknown(id);

    /// <summary>
    /// Changes a deal or moves it. 409 with <c>missing</c>, what the stage requires, and <c>allowed</c>, where it may go; what is missing
    /// may come with the move.
    /// </summary>
    [Function("ChangeDeal")]
    [Takes<DealChangeBody>(Example = """{"stage":"qualified"}""")]
    [Answers<DealView>]
    [Refuses(409, "The stage does not allow it: <c>missing</c> or <c>allowed</c> tells why.")]
    public async Task<IResult> ChangeAsync(
        [HttpTrigger(AuthorizationLevel.Function, "patch", Route = "deals/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var (body, problem) = await BodyFields.ReadAsync(request, cancellationToken);
        if (body is null)
        {
            return problem!;
        }

        var (funnel, now) = (await funnels.GetAsync(cancellationToken), clock.GetUtcNow());
        var fields = new DealFields(request, body, isNew: false, options.Value.Currency);
        var stage = StageOf(body, fields, funnel);
        if (!body.AreRight(out problem))
        {
            return problem;
        }

        if (await deals.GetAsync(id, cancellationToken) is null
            || await contacts.FindAsync(ItemId.ContactOf(id), cancellationToken) is not { } contact)
        {
            return Unknown(id);
        }

        DealRuling? ruling = null;
        var changed = await deals.ChangeAsync(
            contact,
            id,
            known =>
            {
                var after = fields.Apply(known.Deal).Enter(stage?.Id ?? known.Deal.Stage, now, fields.By);
                ruling = DealRuling.Of(funnel, known.Deal, after);
                return ruling.IsAllowed ? new StoredDeal(after, stage?.IsOpen ?? known.IsOpen) : null;
            },
            fields.By,
            now,
            cancellationToken);
        if (changed is null)
        {
            return Unknown(id);
        }

        return ruling!.IsAllowed ? Results.Json(DealView.Of(id, changed)) : Refused(ruling, stage?.Id ?? changed.Deal.Stage);
    }

    private static FunnelStage? StageOf(BodyFields body, DealFields fields, Funnel funnel)
    {
        if (fields.Stage is null)
        {
            return null;
        }

        var stage = funnel.Find(fields.Stage);
        if (stage is null)
        {
            body.Refuse("stage", $"one of {string.Join(", ", funnel.Stages.Select(one => one.Id))}");
        }

        return stage;
    }

    private static IResult Refused(DealRuling ruling, string stage)
    {
        var more = new Dictionary<string, object?>();
        if (ruling.Missing.Count > 0)
        {
            more["missing"] = ruling.Missing;
        }

        if (ruling.Allowed is { } allowed)
        {
            more["allowed"] = allowed;
        }

        return Problems.Conflict(
            ruling.Allowed is null
                ? $"Stage '{stage}' requires {string.Join(", ", ruling.Missing)}."
                : $"The deal may not go to stage '{stage}' from where it is.",
            more);
    }

    private static IResult Unknown(string id) => Problems.NotFound($"There is no deal '{id}'.");
}
