using System.Text.RegularExpressions;
using ClientBase.Domain.Campaigns;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Segments;
using ClientBase.Functions.Sending.Preferences;
using ClientBase.Functions.Sending.Templates;
using ClientBase.Functions.Sending.Templates.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Campaigns.Defining;

/// <summary>Lets the marketer define campaigns.</summary>
public sealed partial class DefineCampaigns(CampaignStore campaigns, SegmentDirectory segments, IOptions<TopicsOptions> topics)
{
    private const int MaxBytes = 1024 * 1024;

    /// <summary>Defines a campaign, or redefines one that has not started.</summary>
    [Function("PutCampaign")]
    [Takes<CampaignBody>(
        Example = """
            {"name":"Spring","segment":"potential","channel":"email","template":{"subject":"Hello",
            "text":"Come and see: {{ unsubscribeUrl }}"}}
            """)]
    [Answers<CampaignView>]
    [Refuses(409, "It has begun: its definition is fixed.")]
    public async Task<IResult> PutAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "campaigns/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (!CampaignId().IsMatch(id))
        {
            return Problems.BadRequest("A campaign id has 1 to 64 letters, digits, '-' and '_'.");
        }

        var (body, problem) = await JsonBodies.ReadAsync<CampaignBody>(request, MaxBytes, cancellationToken);
        if (body is null)
        {
            return problem!;
        }

        var (definition, errors) = body.Check(
            [.. await segments.UnknownAsync(body.Segments(), cancellationToken)], topics.Value.Keys);
        if (errors.Count > 0)
        {
            return Problems.BadRequest(
                "The campaign's definition needs mending.", new Dictionary<string, object?> { ["errors"] = errors });
        }

        if (!CampaignStore.Fits(definition))
        {
            return Problems.TooLarge(MaxBytes / 2);
        }

        var change = await campaigns.DefineAsync(id, definition, cancellationToken);
        return change.IsDone
            ? Results.Json(WithWarnings(change.Campaign!))
            : Problems.Conflict(
                $"Campaign '{id}' is {CampaignView.NameOf(change.Campaign!.State)}: some may have its mail already. Define another.");
    }

    /// <summary>A campaign.</summary>
    [Function("GetCampaign")]
    [Answers<CampaignView>]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "campaigns/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        await campaigns.GetAsync(id, cancellationToken) is { } campaign
            ? Results.Json(WithWarnings(campaign))
            : Problems.NotFound($"There is no campaign '{id}'.");

    /// <summary>All campaigns.</summary>
    [Function("ListCampaigns")]
    [AsksPaging]
    [Answers<Page<CampaignView>>]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "campaigns")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(request, out var paging, out var problem))
        {
            return problem;
        }

        var page = await campaigns.ListAsync(paging, cancellationToken);
        return Results.Json(new Page<CampaignView>([.. page.Items.Select(one => CampaignView.Of(one))], page.Continuation));
    }

    private static CampaignView WithWarnings(Campaign campaign)
    {
        var template = campaign.Definition.Template;
        return CampaignView.Of(
            campaign, TemplateWarnings.Of(template, CompiledMail.Of(template, new Dictionary<string, string>())));
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$")]
    private static partial Regex CampaignId();
}
