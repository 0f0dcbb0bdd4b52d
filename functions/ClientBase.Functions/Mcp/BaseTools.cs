using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClientBase.Functions.Campaigns.Defining;
using ClientBase.Functions.Campaigns.Reporting;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Http;
using ClientBase.Functions.Reports;
using ClientBase.Functions.Segments;
using ClientBase.Functions.Segments.Defining;
using ClientBase.Functions.Staff;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace ClientBase.Functions.Mcp;

/// <summary>What can be asked: each tool is the HTTP route it stands for, with its rights, its limits and its line in the audit.</summary>
internal static class BaseTools
{
    private const int FewContacts = 10;

    // For a reader who is no page: letters are letters.
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerOptions.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The tools, for who sent a request.</summary>
    public static IEnumerable<McpServerTool> For(HttpRequest request)
    {
        var own = new Tools(request);
        yield return Tool(own.FindContacts, "find_contacts", "Finds customers by a text, an address, a telephone or a segment.");
        yield return Tool(own.ContactCard, "contact_card", "Shows all that is known of one customer.");
        yield return Tool(own.PreviewSegment, "preview_segment", "Tells how many customers a rule fits, and shows some. Keeps nothing.");
        yield return Tool(own.SegmentChanges, "segment_changes", "Who entered or left a segment lately, and which fact did it.");
        yield return Tool(own.Report, "report", "Makes a report: one table of figures. An unknown name is answered with all names.");
        yield return Tool(own.CampaignPlan, "campaign_plan", "Who would get a campaign if it were sent now, who would not and why.");
        yield return Tool(own.Why, "why", "Why a customer got the mail of a campaign or an automation, or did not.");
        yield return Tool(own.DraftSegment, "draft_segment", "Makes a new segment by a rule. Changes none that exists.", isReading: false);
        yield return Tool(
            own.DraftCampaign,
            "draft_campaign",
            "Drafts a campaign, or changes a draft. Nothing is sent: a person sends it.",
            isReading: false);
    }

    private static McpServerTool Tool(Delegate call, string name, string about, bool isReading = true) =>
        McpServerTool.Create(call, new McpServerToolCreateOptions
        {
            Name = name,
            Description = about,
            ReadOnly = isReading,
            Destructive = false,
            OpenWorld = false,
        });

    private sealed class Tools(HttpRequest request)
    {
        // Who may take a segment out as a file may read whose it is.
        private bool IsOpen => Caller.Of(request) is not { } caller || RouteRights.Of("ExportSegment").Allows(caller.Role);

        public async Task<CallToolResult> FindContacts(
            [Description("Beginnings of names, addresses, telephones or firms; every word has to fit.")] string? q = null,
            [Description("A whole e-mail address.")] string? email = null,
            [Description("A whole telephone.")] string? phone = null,
            [Description("Id of a segment they are in.")] string? segment = null,
            [Description("How many at most, 1 to 50.")] int take = FewContacts,
            [Description("As the answer before gave it, for the next ones.")] string? continuation = null)
        {
            var twin = new TwinRequest(request, "ListContacts").Query("q", q).Query("email", email).Query("phone", phone)
                .Query("segment", segment).Query("take", Math.Clamp(take, 1, 50)).Query("continuation", continuation);
            return Shown(await twin.AskAsync<ReadContacts>((contacts, own, stop) => contacts.ListAsync(own, stop)), PersonMask.OfContacts);
        }

        public async Task<CallToolResult> ContactCard([Description("Id of the contact.")] string contact)
        {
            var twin = new TwinRequest(request, "GetContact").Route("id", contact);
            return Shown(
                await twin.AskAsync<ReadContacts>((contacts, own, stop) => contacts.GetAsync(own, contact, stop)), PersonMask.OfContacts);
        }

        public async Task<CallToolResult> PreviewSegment(
            [Description("The rule, such as: orders.count >= 2 and city = \"Казань\".")] string rule)
        {
            // A question that changes nothing: whoever may look at a segment may ask it.
            var right = RouteRights.Of("PreviewSegment") with { Roles = RouteRights.Of("BacktestSegment").Roles };
            var twin = new TwinRequest(request, "PreviewSegment") { Right = right }.Body(new SegmentPreviewBody(rule));
            return Shown(await twin.AskAsync<PreviewSegment>((preview, own, stop) => preview.RunAsync(own, stop)), PersonMask.OfContacts);
        }

        public async Task<CallToolResult> SegmentChanges(
            [Description("Id of the segment.")] string segment,
            [Description("Leaves out the earlier ones: a time such as 2026-03-01.")] string? since = null,
            [Description("How many at most.")] int take = 50)
        {
            var twin = new TwinRequest(request, "ListSegmentChanges").Route("id", segment).Query("since", since).Query("take", take);
            return Shown(await twin.AskAsync<ShowChanges>((changes, own, stop) => changes.ListAsync(own, segment, stop)));
        }

        public async Task<CallToolResult> Report(
            [Description("Its name, such as sales, cohorts, rfm, channels, campaigns.")] string name,
            [Description("The first day, such as 2026-01-01.")] string? from = null,
            [Description("The last day.")] string? to = null,
            [Description("day, week or month.")] string? by = null,
            [Description("Only of customers in this segment.")] string? segment = null)
        {
            var twin = new TwinRequest(request, "GetReport").Route("name", name).Query("from", from).Query("to", to).Query("by", by)
                .Query("segment", segment);
            return Shown(await twin.AskAsync<ShowReports>((reports, own, stop) => reports.GetAsync(own, name, stop)));
        }

        public async Task<CallToolResult> CampaignPlan(
            [Description("Id of the campaign.")] string campaign,
            [Description("How many people to list at most.")] int take = FewContacts)
        {
            var twin = new TwinRequest(request, "PlanCampaignDry").Route("id", campaign).Query("take", take);
            return Shown(await twin.AskAsync<ReportCampaigns>((campaigns, own, stop) => campaigns.PlanAsync(own, campaign, stop)));
        }

        public async Task<CallToolResult> Why(
            [Description("Id of the contact.")] string contact,
            [Description("Id of the campaign or the automation.")] string campaign)
        {
            var twin = new TwinRequest(request, "ExplainCampaign").Route("id", contact).Route("campaignId", campaign);
            return Shown(
                await twin.AskAsync<ExplainCampaign>((explain, own, stop) => explain.RunAsync(own, contact, campaign, stop)),
                PersonMask.OfReasons);
        }

        public async Task<CallToolResult> DraftSegment(
            [Description("Id to give it: small letters, digits, - and _.")] string segment,
            [Description("What it is called.")] string name,
            [Description("Who is in it.")] string rule)
        {
            var known = new TwinRequest(request, "GetSegment").Route("id", segment);
            if (!(await known.AskAsync<ShowSegments>((segments, own, stop) => segments.GetAsync(own, segment, stop))).IsRefused)
            {
                return Refusal($"There is a segment '{segment}' already: give another id, or have a person change it.");
            }

            var twin = new TwinRequest(request, "PutSegment").Route("id", segment).Body(new SegmentBody(name, rule));
            return Shown(await twin.AskAsync<DefineSegments>((segments, own, stop) => segments.PutAsync(own, segment, stop)));
        }

        public async Task<CallToolResult> DraftCampaign(
            [Description("Id to give it: small letters, digits, - and _.")] string campaign,
            [Description("Id of the segment it goes to.")] string segment,
            [Description("The subject line, Liquid.")] string subject,
            [Description("The HTML of the mail, Liquid; with {{ unsubscribeUrl }}.")] string? html = null,
            [Description("The plain text of the mail, Liquid.")] string? text = null,
            [Description("What people call it.")] string? name = null)
        {
            var known = new TwinRequest(request, "GetCampaign").Route("id", campaign);
            var before = await known.AskAsync<DefineCampaigns>((campaigns, own, stop) => campaigns.GetAsync(own, campaign, stop));
            if (!before.IsRefused && StateIn(before.Json) != "draft")
            {
                return Refusal($"Campaign '{campaign}' is no draft any more: give another id, or have a person change it.");
            }

            var body = new { name, segment, channel = "email", template = new { subject, html, text } };
            var twin = new TwinRequest(request, "PutCampaign").Route("id", campaign).Body(body);
            return Shown(await twin.AskAsync<DefineCampaigns>((campaigns, own, stop) => campaigns.PutAsync(own, campaign, stop)));
        }

        private static string? StateIn(string json) => JsonSerializer.Deserialize<JsonElement>(json).GetProperty("state").GetString();

        private CallToolResult Shown(TwinAnswer answer, Action<JsonNode?>? hide = null)
        {
            var json = JsonNode.Parse(answer.Json);
            if (!answer.IsRefused && !IsOpen)
            {
                hide?.Invoke(json);
            }

            return Result(json?.ToJsonString(Readable) ?? "", answer.IsRefused);
        }

        private static CallToolResult Refusal(string why) => Result(why, isError: true);

        private static CallToolResult Result(string text, bool isError) =>
            new() { Content = [new TextContentBlock { Text = text }], IsError = isError };
    }
}
