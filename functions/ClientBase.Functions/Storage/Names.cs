namespace ClientBase.Functions.Storage;

/// <summary>Every queue the app reads and writes. infra/ creates them, and a test holds the two together.</summary>
public static class Queues
{
    /// <summary>Pages of timelines whose captures are to be filed again.</summary>
    public const string Replay = "replay";

    /// <summary>Pages and things to read from shops' APIs.</summary>
    public const string ShopPull = "shop-pull";

    /// <summary>Steps of a copy of the base.</summary>
    public const string Backups = "backups";

    /// <summary>Steps of putting a copy back.</summary>
    public const string Restores = "restores";

    /// <summary>Customers whom shops ask to be erased.</summary>
    public const string Erasures = "erasures";

    /// <summary>Captures to file under a contact.</summary>
    public const string Captured = "captured";

    /// <summary>Browsers whose person has logged in to a shop.</summary>
    public const string Identified = "identified";

    /// <summary>Mails that were opened, to be judged whether by a person.</summary>
    public const string Opened = "opened-mails";

    /// <summary>Imports that are to go on, or to be undone.</summary>
    public const string Imports = "imports";

    /// <summary>Exports that are to go on.</summary>
    public const string Exports = "exports";

    /// <summary>Letters that were filed and are to be opened as requests.</summary>
    public const string Requests = "filed-requests";

    /// <summary>Customers whose history is to be read from their shop.</summary>
    public const string Enrich = "enrich";

    /// <summary>Subscriptions that were filed and are to be confirmed by mail.</summary>
    public const string Confirmations = "confirmations";

    /// <summary>Pages of segments to be dealt out as calls.</summary>
    public const string CallList = "call-list";

    /// <summary>Pages of contacts to look for duplicates of.</summary>
    public const string Duplicates = "duplicates";

    /// <summary>Asks to recompute the segments.</summary>
    public const string Recompute = "recompute";

    /// <summary>Shards of a campaign to plan: who gets it.</summary>
    public const string CampaignPlan = "campaign-plan";

    /// <summary>Groups of intents to send.</summary>
    public const string CampaignSend = "campaign-send";

    /// <summary>Who may enter an automation, or leave it, because something happened.</summary>
    public const string AutomationEnrol = "automation-enrol";

    /// <summary>Pages of people whose product came back or became cheaper.</summary>
    public const string AutomationWatchers = "automation-watchers";

    /// <summary>Shards to be searched for dates that come near.</summary>
    public const string AutomationDates = "automation-dates";

    /// <summary>Shards whose runs go on, since their automation was switched on again.</summary>
    public const string AutomationWake = "automation-wake";

    /// <summary>What has fallen due: steps of automations, carts left behind, dates.</summary>
    public const string AutomationSteps = "automation-steps";

    /// <summary>All queues, in the order work flows: what moves on while they are counted is seen further down.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Restores, Backups,
        Exports, Imports, Replay, ShopPull, Erasures,
        Captured, Opened, Identified, Requests, Confirmations,
        Enrich, CallList, Duplicates, Recompute,
        AutomationWatchers, AutomationDates, AutomationWake, AutomationEnrol, AutomationSteps,
        CampaignPlan, CampaignSend,
    ];

    /// <summary>Where messages of a queue go that failed too often; the host's own naming.</summary>
    public static string PoisonOf(string queue) => queue + "-poison";
}

/// <summary>Every table.</summary>
public static class Tables
{
    /// <summary>By shard: contacts, the keys they are found by, their inbox, timeline and segment memberships.</summary>
    public const string Contacts = "Contacts";

    /// <summary>Form definitions.</summary>
    public const string Forms = "Forms";

    /// <summary>Recompute runs and the counts by segment.</summary>
    public const string Segments = "Segments";

    /// <summary>Campaign definitions and their state.</summary>
    public const string Campaigns = "Campaigns";

    /// <summary>Automations and all their versions.</summary>
    public const string Automations = "Automations";

    /// <summary>What was to be sent to whom, and what became of it.</summary>
    public const string Ledger = "Ledger";

    /// <summary>The loyalty program, promo codes and the orders that carried them.</summary>
    public const string Loyalty = "Loyalty";

    /// <summary>The local outbox: what would have been sent.</summary>
    public const string Outbox = "Outbox";

    /// <summary>What instances have used of the storage, by day.</summary>
    public const string Usage = "Usage";

    /// <summary>Why messages lie in poison queues.</summary>
    public const string Poison = "Poison";

    /// <summary>Keyed digests of the keys of people who were erased, so that shops do not bring them back.</summary>
    public const string Erased = "Erased";

    /// <summary>The shops' products, and who waits for them.</summary>
    public const string Products = "Products";

    /// <summary>How far each shop's API has been read.</summary>
    public const string ShopPulls = "ShopPulls";

    /// <summary>By manager: where to look for their clients, tasks and deals.</summary>
    public const string Work = "Work";

    /// <summary>What visitors of the site did, and who became known by which browser.</summary>
    public const string Visits = "Visits";

    /// <summary>Who may be one person with whom, and the blocks they are found by.</summary>
    public const string Duplicates = "Duplicates";

    /// <summary>Imports and how far they are.</summary>
    public const string Imports = "Imports";

    /// <summary>Exports, how far they are, and when they are made anew.</summary>
    public const string Exports = "Exports";

    /// <summary>What the staff read, took out and changed, and how many contacts each was shown a day.</summary>
    public const string Audit = "Audit";

    /// <summary>All tables.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Contacts, Duplicates, Forms, Segments,
        Campaigns, Automations, Ledger, Loyalty, Outbox,
        Poison, Erased, Products, ShopPulls,
        Work, Visits, Imports, Exports, Audit, Usage,
    ];
}

/// <summary>Every blob container.</summary>
public static class Containers
{
    /// <summary>Captures too large for a queue message.</summary>
    public const string Captures = "captures";

    /// <summary>The facts and segments of each shard, packed, as of the last recompute.</summary>
    public const string Snapshots = "snapshots";

    /// <summary>Of each import: its file while it runs, what it said, and its report.</summary>
    public const string Imports = "imports";

    /// <summary>Who was in a campaign's segment when it was sent.</summary>
    public const string Audiences = "audiences";

    /// <summary>What reports are made from: orders by month, people by shard.</summary>
    public const string Reports = "reports";

    /// <summary>What reports came to when they were last asked for.</summary>
    public const string Results = "report-results";

    /// <summary>Files made for somebody to fetch.</summary>
    public const string Exports = "exports";

    /// <summary>Nightly copies of the base.</summary>
    public const string Backups = "backups";

    /// <summary>All containers.</summary>
    public static IReadOnlyList<string> All { get; } = [Captures, Snapshots, Imports, Audiences, Reports, Results, Exports, Backups];
}
