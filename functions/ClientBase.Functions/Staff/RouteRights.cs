using ClientBase.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Staff;

/// <summary>The one table of what each keyed route asks of its caller, by the function's name.</summary>
/// <remarks>A route that is missing here is the owner's alone; a test holds that none is missing.</remarks>
internal static class RouteRights
{
    private const int LongestName = 100;

    private static readonly StaffRole[] Owner = [];
    private static readonly StaffRole[] Marketing = [StaffRole.Marketer];
    private static readonly StaffRole[] Reading = [StaffRole.Marketer, StaffRole.ReadOnly];
    private static readonly StaffRole[] Work = [StaffRole.Marketer, StaffRole.Manager];
    private static readonly StaffRole[] Everybody = [StaffRole.Marketer, StaffRole.Manager, StaffRole.ReadOnly];

    /// <summary>The table.</summary>
    public static IReadOnlyDictionary<string, RouteRight> All { get; } = new Dictionary<string, RouteRight>(StringComparer.Ordinal)
    {
        // People.
        ["ListContacts"] = new(Everybody, "list"),
        ["NameClients"] = new(Everybody, "list"),
        ["GetContact"] = OfContact(Everybody, "card"),
        ["PatchContact"] = OfContact(Work, "card.change"),
        ["ListStale"] = new(Everybody, "list"),
        ["ShowFieldHistory"] = OfContact(Everybody, "timeline") with { ShowsPerson = true },
        ["ListContactOrders"] = OfContact(Everybody, "orders") with { ShowsPerson = true },
        ["ShowNextOffers"] = OfContact(Everybody, "orders") with { ShowsPerson = true },
        ["GetTimeline"] = OfContact(Everybody, "timeline") with { ShowsPerson = true },
        ["ExportPerson"] = OfContact(Marketing, "export.person") with { ShowsPerson = true },
        ["ReadReceipts"] = OfContact(Everybody, "receipts"),
        ["ShowProcessingRecords"] = new(Reading),
        ["EraseContact"] = OfContact(Owner, "erase"),
        ["MergeContacts"] = OfContact(Marketing, "merge"),
        ["UndoMerge"] = new(Marketing, "merge.undo"),
        ["ListDuplicates"] = new(Reading, "duplicate.list"),
        ["AcceptDuplicate"] = new(Marketing, "duplicate.accept"),
        ["RejectDuplicate"] = new(Marketing, "duplicate.reject"),

        // Work with clients.
        ["AssignManager"] = OfContact(Work, "manager"),
        ["AddInteraction"] = OfContact(Work, "interaction"),
        ["ShowWork"] = OfContact(Everybody, "work") with { ShowsPerson = true },
        ["AddTask"] = OfContact(Work, "task"),
        ["ListTasks"] = new(Everybody),
        ["GetTask"] = Of(RouteSubject.Task, Everybody),
        ["ChangeTask"] = Of(RouteSubject.Task, Work, "task.change"),
        ["AddDeal"] = OfContact(Work, "deal"),
        ["ListDeals"] = new(Everybody),
        ["GetDeal"] = Of(RouteSubject.Item, Everybody),
        ["ChangeDeal"] = Of(RouteSubject.Item, Work, "deal.change"),
        ["AddRequest"] = OfContact(Work, "request"),
        ["ListRequests"] = new(Everybody),
        ["GetRequest"] = Of(RouteSubject.Item, Everybody),
        ["ChangeRequest"] = Of(RouteSubject.Item, Work, "request.change"),
        ["GetFunnel"] = new(Everybody),
        ["ShowConversion"] = new(Everybody),
        ["PutFunnel"] = new(Marketing, "funnel.define"),
        ["StartCallList"] = new(Marketing, "calls"),
        ["GetCallList"] = new(Everybody),

        // Loyalty.
        ["GetLoyalty"] = new(Everybody),
        ["PutLoyalty"] = new(Marketing, "loyalty.define"),
        ["GivePoints"] = OfContact(Marketing, "points"),
        ["GetPoints"] = OfContact(Everybody, "card"),
        ["IssuePromo"] = new(Marketing, "promo.make"),
        ["GetPromo"] = new(Reading),
        ["CheckPromo"] = new(Everybody),

        // Segments and products.
        ["ListSegments"] = new(Everybody),
        ["GetSegment"] = new(Everybody),
        ["ListSegmentMembers"] = new(Everybody, "list"),
        ["ListSegmentChanges"] = new(Everybody, "segment.changes"),
        ["DiffSegment"] = new(Everybody, "segment.changes"),
        ["ShowSegmentHistory"] = new(Everybody),
        ["ListSegmentVersions"] = new(Everybody),
        ["BacktestSegment"] = new(Reading, "list"),
        ["PutSegment"] = new(Marketing, "segment.define"),
        ["DeleteSegment"] = new(Marketing, "segment.delete"),
        ["ChangeSegmentMembers"] = new(Marketing, "segment.list"),
        ["ShowRuleLanguage"] = new(Everybody),
        ["PreviewSegment"] = new(Marketing, "segment.try"),
        ["ExportSegment"] = new(Marketing, "export.segment"),
        ["ListProducts"] = new(Everybody),
        ["GetProduct"] = new(Everybody),

        // Reports.
        ["ListReports"] = new(Everybody),
        ["GetReport"] = new(Everybody),
        ["GetMonthlyReport"] = new(Reading),
        ["ImportCosts"] = new(Marketing, "costs.import"),
        ["ListCosts"] = new(Reading),
        ["StartExport"] = new(Marketing, "export.start"),
        ["ListExports"] = new(Marketing),
        ["GetExport"] = new(Marketing),
        ["DeleteExport"] = new(Marketing, "export.delete"),

        // Campaigns and what was sent.
        ["PutCampaign"] = new(Marketing, "campaign.define"),
        ["GetCampaign"] = new(Reading),
        ["ListCampaigns"] = new(Reading),
        ["SendCampaignNow"] = new(Marketing, "campaign.send"),
        ["PauseCampaign"] = new(Marketing, "campaign.pause"),
        ["ResumeCampaign"] = new(Marketing, "campaign.resume"),
        ["CancelCampaign"] = new(Marketing, "campaign.cancel"),
        ["ReportCampaign"] = new(Reading),
        ["PlanCampaignDry"] = new(Reading),
        ["ExplainCampaign"] = new(Reading),
        ["ProveCampaign"] = new(Reading),
        ["ListRecipients"] = new(Reading, "list"),
        ["PreviewCampaign"] = new(Reading, "card"),
        ["TestCampaign"] = new(Marketing, "campaign.test"),
        ["ListAutomationRuns"] = new(Reading, "list"),
        ["ReadOutbox"] = new(Reading, "outbox"),
        ["PutAutomation"] = new(Marketing, "automation.define"),
        ["EnableAutomation"] = new(Marketing, "automation.enable"),
        ["DisableAutomation"] = new(Marketing, "automation.disable"),
        ["MoveAutomationRuns"] = new(Marketing, "automation.move"),
        ["DeleteAutomation"] = new(Marketing, "automation.delete"),
        ["GetAutomation"] = new(Reading),
        ["ListAutomations"] = new(Reading),
        ["GetAutomationHoldout"] = new(Reading),
        ["PreviewAutomationStep"] = new(Reading, "card"),
        ["ListAutomationVersions"] = new(Reading),
        ["ListAutomationPresets"] = new(Reading),
        ["MakeAutomationPreset"] = new(Marketing, "automation.define"),
        ["BacktestAutomation"] = new(Marketing, "automation.try"),
        ["WalkAutomation"] = new(Marketing, "card"),
        ["ShowOutboxPage"] = new(Reading, "outbox"),

        // Where leads come from.
        ["PutForm"] = new(Marketing, "form.define"),
        ["GetForm"] = new(Reading),
        ["ListForms"] = new(Reading),
        ["ShowFormKinds"] = new(Reading),
        ["PreviewForm"] = new(Reading),
        ["LinkForm"] = new(Reading),
        ["ShowShop"] = new(Reading),
        ["StartImport"] = new(Marketing, "import"),
        ["PreviewImport"] = new(Marketing),
        ["StopImport"] = new(Marketing, "import.stop"),
        ["UndoImport"] = new(Marketing, "import.undo"),
        ["ListImports"] = new(Reading),
        ["GetImport"] = new(Reading),
        ["GetImportReport"] = new(Reading, "import.report"),
        ["BackfillShop"] = new(Marketing, "shop.backfill"),

        // Operation.
        ["ShowOpenApi"] = new(Everybody),
        ["ServeMcp"] = new(Everybody), // Each tool asks for the right of the route it stands for.
        ["ShowQueues"] = new(Reading),
        ["ShowCost"] = new(Reading),
        ["ShowPoison"] = new(Reading),
        ["ReplayPoison"] = new(Marketing, "poison.replay"),
        ["StartReplay"] = new(Marketing, "captures.replay"),
        ["RebuildSegments"] = new(Marketing, "rebuild"),
        ["ListCaptures"] = new(Marketing, "export.captures"),
        ["TakeCaptures"] = new(Marketing, "captures.take"),
        ["ListBackups"] = new(Reading),
        ["StartBackup"] = new(Marketing, "backup"),
        ["ShowRestore"] = new(Reading),
        ["StartRestore"] = new(Marketing, "restore"),
        ["ReadAudit"] = new(Owner, "audit"),
        ["CheckAudit"] = new(Owner),
        ["ExportAudit"] = new(Owner, "export.audit"),
    };

    /// <summary>What a function asks of its caller.</summary>
    public static RouteRight Of(string function) => All.GetValueOrDefault(function) ?? new RouteRight(Owner, function);

    /// <summary>What a request is about: the ids and names in its route.</summary>
    public static string SubjectOf(HttpRequest request) => string.Join(' ', request.RouteValues.Values.OfType<string>().Where(IsName));

    // A person may write anything where an id belongs, also an address.
    private static bool IsName(string value) =>
        value.Length is > 0 and <= LongestName && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static RouteRight OfContact(StaffRole[] roles, string? action = null) => Of(RouteSubject.Contact, roles, action);

    private static RouteRight Of(RouteSubject subject, StaffRole[] roles, string? action = null) =>
        new(roles, action) { Subject = subject };
}
