using ClientBase.Domain.Crm;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Crm.Deals;

/// <summary>The stages of deals and the rules between them.</summary>
public sealed class DefineFunnel(FunnelStore funnels, DealStore deals)
{
    private const int MaxFields = 50;
    private const int MaxName = 200;

    /// <summary>The funnel.</summary>
    [Function("GetFunnel")]
    [Answers<Funnel>]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "funnel")] HttpRequest request, CancellationToken cancellationToken) =>
        Results.Json(await funnels.GetAsync(cancellationToken));

    /// <summary>Defines it anew; 409 when a stage that has deals would go.</summary>
    [Function("PutFunnel")]
    [Takes<FunnelBody>]
    [Answers<Funnel>]
    public async Task<IResult> PutAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "funnel")] HttpRequest request, CancellationToken cancellationToken)
    {
        var (body, problem) = await BodyFields.ReadAsync(request, cancellationToken);
        if (body is null)
        {
            return problem!;
        }

        var funnel = new Funnel([.. (body.Objects("stages") ?? []).Select((stage, at) => Read(stage, at, body))]);
        if (!body.AreRight(out problem))
        {
            return problem;
        }

        if (funnel.Check() is { Count: > 0 } errors)
        {
            return Problems.BadRequest("The funnel cannot be used like this.", errors);
        }

        var gone = (await funnels.GetAsync(cancellationToken)).Stages.Where(stage => funnel.Find(stage.Id) is null);
        foreach (var stage in gone)
        {
            if ((await deals.ListAsync(stage.Id, null, new Paging(1, null), isSeen: null, cancellationToken))!.Items.Count > 0)
            {
                return Problems.Conflict(
                    $"Stage '{stage.Id}' has deals: move them first.", new Dictionary<string, object?> { ["stage"] = stage.Id });
            }
        }

        await funnels.PutAsync(funnel, cancellationToken);
        return Results.Json(funnel);
    }

    private static FunnelStage Read(BodyFields stage, int at, BodyFields body)
    {
        var id = stage.Text("id", MaxName, isRequired: true) ?? "";
        var read = new FunnelStage(
            id,
            stage.Text("name", MaxName) ?? id,
            stage.Texts("requires", MaxFields, MaxName) ?? [],
            stage.Texts("next", MaxFields, MaxName));
        body.RefuseAll($"stages[{at}]", stage);
        return read;
    }
}
