using System.Globalization;
using System.Text.Json;

namespace ClientBase.Benchmarks.Together;

/// <summary>Every figure the product is held to that a benchmark measures, and by which.</summary>
internal static class Targets
{
    private const double Never = 0;

    private static string Contacts => Figures.Contacts.ToString(CultureInfo.InvariantCulture);

    public static IReadOnlyList<Target> All { get; } =
    [
        // Transactions of a lead, queue included; naive: 8.
        Lead("alone, e-mail", 4.2), Lead("burst, e-mail", 3.4), Lead("alone, e-mail and phone", 4.2), Lead("burst, e-mail and phone", 3.4),

        // Table transactions on an instance that remembers nobody.
        Event("first order", 8), Event("later order", 5), Event("update of an order", 5), Event("refund alone", 5),
        Event("repeat of a delivery", 5), Event("form, e-mail", 1), Event("form, e-mail and phone", null), Event("form, new phone", null),
        Reading("card, ", 2), Reading("search for one, ", 16), Reading("search, page of 50, ", null),
        new("rows nobody explains", "model", "model", Never, false, Sum("rows", "notExplained")) { IsCounted = true },
        new("rows that are missing", "model", "model", Never, false, Sum("rows", "missing")) { IsCounted = true },

        // Killed at every write, and given hostile input.
        new("trials of chaos that break a promise", "chaos", "chaos", Never, false, Of("broken")),
        new("interleavings of two instances that break a promise", "interleavings", "interleavings", Never, false, Of("broken")),
        new("duplicate storm: effects too many or few", "storm", "storm", Never, false, Of("effectsTooManyOrFew")),
        new("transactions per duplicate", "storm", "storm", 3.5, false, Of("transactionsPerDuplicate")),
        new("answers of 500 to hostile input", "fuzz", "fuzz", Never, false, Of("failed")),
        new("hostile input taken that is to be refused", "fuzz", "fuzz", Never, false, Of("unsafe")),
        new("hostile input that cannot be filed", "fuzz", "fuzz", Never, false, Of("poison")),

        // Against others, in the same run.
        new("leads against a naive app, times", "throughput", "throughput", 4, true, Of("medianRatio")),
        new("forms accepted, of a bare Kestrel's rate", "accept", "accept", 0.6, true, Of("ofStub")),
        new("accepting a form, p99 in times of a bare put's", "accept", "accept", 2, false, Of("p99OfBarePut")),
        new("share of the emulator's ceiling", "ceiling", "ceiling", 0.85, true, Of("medianShare")),
        new("CPU a lead, worker alone, ms", "cpu", "cpu", 2, false, Of("median", "worker")),
        new("CPU a lead, with the host, ms", "cpu", "cpu", 4, false, Of("median", "together")),
        Start("first 202, ms", 600, starts => Of(starts, "app, first 202")),
        Start("first healthy answer against an empty app, times", 1.3, starts =>
            Of(starts, "app, first healthy") / Of(starts, "empty, first healthy")),

        // People who wait in automations.
        new("reads of an idle minute, automations", "automations", "automations", 16, false, figures =>
            figures.GetProperty("idleMinute").EnumerateObject().Sum(one => one.Value.GetDouble())),
        new("transactions of a due step", "automations", "automations", 6, false, Of("transactionsOfAStep")),

        // A million contacts.
        Recompute("transactions, nothing changed", "nothing changed", 60, "transactions"),
        Recompute("megabytes read, nothing changed", "nothing changed", 120, "blobMegabytes"),
        Recompute("transactions, 10,000 changed", "changed, by", 400, "transactions"),
        Recompute("megabytes of memory, 10,000 changed", "changed, by", 500, "peakMegabytes"),
        new("megabytes of memory of a report, an export, the fit", "reports", $"reports-{Contacts}", 500, false, Of("peakMegabytes")),
        new("an order to its segment, s", "soon", "soon", null, false, Of("medianSeconds")),
        new("scoring a million, CPU s", "scoring", "scoring", 1.2, false, Most("figures", "cpuSeconds")),
        new("scoring, bytes a customer", "scoring", "scoring", 64, false, Most("figures", "bytesACustomer")) { IsCounted = true },
        new("fit of CDNOW, ms", "forecast", "forecast", 100, false, Of("medianMilliseconds")),

        // The dashboard, every page.
        new("dashboard: most storage reads of a page", "dashboard", "dashboard", 16, false, Of("mostReads")),
        new("dashboard: slowest first paint, ms", "dashboard", "dashboard", 1_000, false, Of("slowestPaintMs")),
        new("dashboard: requests to other hosts", "dashboard", "dashboard", Never, false, Of("otherHosts")),
        new("dashboard: errors in the browser", "dashboard", "dashboard", Never, false, Of("errors")),

        // Files, mails, people.
        Import("rows/s, first time", "first time", 3_000, true, "rowsPerSecond"),
        new("import: share of the emulator's ceiling", "import", "import", null, true, Of("ceiling", "medianShare")),
        new("import: the ceiling, rows/s of a bare client", "import", "import", null, true, Of("ceiling", "medianPeoplePerSecond")),
        Import("transactions a row, first time", "first time", null, false, "transactions") with { IsCounted = true, Slack = 0.25 },
        Import("transactions a row, the same file again", "the same file again", null, false, "transactions") with
        {
            IsCounted = true, Slack = 0.25,
        },
        Import("megabytes of memory, a million rows", "dry run of a million", null, false, "peakMegabytes"),
        new("import: the same file again, times as fast", "import", "import", 2, true, figures =>
            Named(figures.GetProperty("runs"), "the same file again").GetProperty("rowsPerSecond").GetDouble()
                / Named(figures.GetProperty("runs"), "first time").GetProperty("rowsPerSecond").GetDouble()),
        new("mails/s", "campaign", "campaign", 2_700, true, Of("mailsPerSecond")),
        new("CPU a mail, ms", "campaign", "campaign", 0.3, false, Of("cpuMillisecondsPerMail")),
        new("transactions a mail", "campaign", "campaign", null, false, Of("transactionsPerMail")) { IsCounted = true, Slack = 0.25 },
        new("writing a mail, CPU ms", "mails", "mails", 0.1, false, Of("cpuMillisecondsPerMail")),
        Kills("mailed twice", "mailedTwice"), Kills("missed", "missed"), Kills("not as listed", "notAsListed"),
        new("campaign under kills: proofs that do not add up", "kills", "kills", Never, false, figures =>
            figures.GetProperty("wrongProofs").GetArrayLength()),
        new("campaign under kills: ambiguous, of what was in flight", "kills", "kills", 1, false, figures =>
            figures.GetProperty("ambiguous").GetDouble() / figures.GetProperty("ambiguousAtMost").GetDouble()),
        Dedupe("febrl1.csv", 0.99), Dedupe("febrl2.csv", 0.97), Dedupe("fake_1000.csv", 0.88),

        // How long a developer waits.
        new("a changed line of the domain to its tests, s", "loop", "loop", 20, false, Of("changedSeconds")),
        new("all quick tests, s", "loop", "loop", 90, false, Of("quickSeconds")),
        new("all tests, s", "loop", "loop", 1_200, false, Of("everythingSeconds")),
    ];

    private static Target Lead(string name, double limit) => new(
        $"transactions of a lead, {name}", "leads", "leads", limit, false,
        figures => Named(figures, name).GetProperty("transactionsPerLead").GetDouble());

    private static Target Event(string name, double? limit) => new(
        $"transactions of: {name}", "model", "model", limit, false,
        model => Named(model.GetProperty("events"), name).GetProperty("mean").GetDouble())
    { IsCounted = true };

    private static Target Reading(string beginning, double? limit) => new(
        $"transactions of: {beginning.TrimEnd(' ', ',')}", "model", "model", limit, false,
        model => Named(model.GetProperty("reading"), beginning, isWhole: false).GetProperty("mean").GetDouble())
    { IsCounted = true };

    private static Target Start(string name, double limit, Func<JsonElement, double> read) =>
        new(name, "start", "start", limit, false, read);

    private static Target Recompute(string name, string run, double limit, string member) => new(
        $"recompute: {name}", "recompute", $"recompute-{Contacts}", limit, false,
        figures => Named(figures.GetProperty("runs"), run, isWhole: false).GetProperty("figures").GetProperty(member).GetDouble());

    private static Target Import(string name, string run, double? limit, bool isAtLeast, string member) => new(
        $"import: {name}", "import", "import", limit, isAtLeast,
        figures => Named(figures.GetProperty("runs"), run).GetProperty(member).GetDouble());

    private static Target Kills(string name, string member) =>
        new($"campaign under kills: {name}", "kills", "kills", Never, false, Of(member));

    private static Target Dedupe(string set, double limit) => new(
        $"duplicates of {set}, F1", "dedupe", "dedupe", limit, true,
        figures => figures.EnumerateArray().First(one => one.GetProperty("set").GetString() == set).GetProperty("f1").GetDouble());

    private static Func<JsonElement, double> Of(params string[] path) =>
        figures => path.Aggregate(figures, (at, member) => at.GetProperty(member)).GetDouble();

    private static Func<JsonElement, double> Most(string list, string member) =>
        figures => figures.GetProperty(list).EnumerateArray().Max(one => one.GetProperty(member).GetDouble());

    private static Func<JsonElement, double> Sum(string kinds, string member) =>
        figures => figures.GetProperty(kinds).EnumerateObject().Sum(one => one.Value.GetProperty(member).GetDouble());

    private static double Of(JsonElement starts, string name) => Figures.Median(starts.GetProperty("starts").EnumerateArray()
        .Where(one => one.GetProperty("name").GetString() == name).Select(one => one.GetProperty("ms").GetDouble()));

    private static JsonElement Named(JsonElement list, string name, bool isWhole = true) => list.EnumerateArray().First(one =>
        one.GetProperty("name").GetString() is { } found && (isWhole ? found == name : found.Contains(name, StringComparison.Ordinal)));
}
