using System.Globalization;
using System.Text.Json;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;
using Cronos;

namespace ClientBase.Functions.Tests.Infra;

/// <summary>What a base of ten million contacts takes of one storage account and costs a month, on paper.</summary>
/// <remarks>
/// Transactions are those that <c>tests/ClientBase.Benchmarks -- counted</c> counts, rows are counted by <see cref="ModelRowsTests"/>, CPU
/// is what the README's figures tell of the emulator. Prices are list prices in dollars: look them up before quoting. Nothing here was
/// measured in Azure.
/// </remarks>
internal sealed class CostModel
{
    /// <summary>Rows that a form with name, e-mail and telephone writes.</summary>
    public const int RowsOfLead = 18;

    /// <summary>Rows that a further order of a customer writes.</summary>
    public const int RowsOfOrder = 8;

    /// <summary>Rows that another version of an order adds; what it writes anew takes no more place.</summary>
    public const int RowsAddedByVersion = 2;

    // Limits of a storage account and its partitions.
    private const double AccountRequests = 20_000;
    private const double PartitionRows = 2_000;
    private const double QueueMessages = 2_000;

    // Prices: of ten thousand operations, of a gigabyte and month, of a gigabyte-second, of a million executions, of things by the month.
    private const double QueuePrice = 0.004;
    private const double TablePrice = 0.00036;
    private const double BlobWritePrice = 0.055;
    private const double TableGigabyte = 0.045;
    private const double BlobGigabyte = 0.018;
    private const double ComputePrice = 0.000026;
    private const double WarmPrice = 0.000004;
    private const double ExecutionsPrice = 0.40;
    private const double LogGigabyte = 2.76;
    private const double AlertPrice = 1.5;
    private const double EndpointPrice = 7.3;
    private const double ZonePrice = 0.5;
    private const double ZoneRedundantStorage = 0.25; // ZRS on top of LRS.

    // The base and its month.
    private const double Contacts = 10e6;
    private const double Orders = 30e6;
    private const double Versions = 3; // Of an order.
    private const double Forms = 1e6;
    private const double OrderEvents = 2e6 * Versions;
    private const double VisitPosts = 5e6;
    private const double Mails = 20e6;
    private const double Recomputes = 1_440; // Every half hour; a large base rests twice as long as a run takes.
    private const int Days = 30;
    private const double Seconds = Days * 24 * 3_600;

    // What one takes.
    private const double RowsOfScores = 10; // Scores, memberships, changes.
    private const double RowsOfMail = 3; // Timeline, index of events, mark for the cap.
    private const double RowsOfVisit = 2;
    private const double RowKilobytes = 0.8;
    private const double SmallRowKilobytes = 0.4; // Of mails and visits.
    private const double PackedRowBytes = 80;
    private const double QueueOperationsOfMessage = 3; // Put, get, delete, of one that comes alone.
    private const double LeadInBurst = 3.76; // Transactions, queue included: what comes together shares batches and gets.
    private const double LeadCpu = 0.0046; // Worker and host.
    private const double VisitCpu = 0.001;
    private const double MailCpu = 0.00066;
    private const double RecomputeCpu = 110; // Eleven seconds a million contacts.
    private const double RecomputeTransactions = 2_000;
    private const double RecomputeBytes = 410; // Of memory a contact.
    private const double BusyShare = 0.25; // Of the time an instance is paid for it computes; the rest it waits for storage.
    private const double InstanceGigabytes = 2;
    private const double CopiedRowsOfStep = 10_000;
    private const double MailsOfFlight = 50;

    // What the template makes.
    private const double Alerts = 6;
    private const double WarmInstances = 2;
    private const double PrivateEndpoints = 4;

    private readonly Dictionary<string, double?> _counted = JsonSerializer.Deserialize<Dictionary<string, double?>>(File.ReadAllText(
        Path.Combine(Repository.Root, "tests", "ClientBase.Benchmarks", "counted.json")))!;

    /// <summary>Rows of contacts, orders and segments.</summary>
    public static double Rows =>
        (Contacts * (RowsOfLead + RowsOfScores)) + (Orders * (RowsOfOrder + ((Versions - 1) * RowsAddedByVersion)));

    /// <summary>Rows that a year of mails leaves with the contacts; the marks for the cap go after a month.</summary>
    public static double RowsOfMailsAYear => Mails * ((12 * (RowsOfMail - 1)) + 1);

    /// <summary>Hours that reading every row of the contacts once takes, each shard for itself.</summary>
    public static double HoursToReadAll => (Rows + RowsOfMailsAYear) / ContactId.Shards.Count / PartitionRows / 3_600;

    /// <summary>Leads a second, as many as storage lets through.</summary>
    public double Leads => Ceilings.Where(one => one.Of == "leads").Min(one => one.PerSecond);

    /// <summary>Instances of one core that so many leads keep busy.</summary>
    public double Instances => Math.Ceiling(Leads * LeadCpu);

    /// <summary>How many of a kind a second, by what stands in the way.</summary>
    public IReadOnlyList<(string Of, double PerSecond, string Why)> Ceilings =>
    [
        OfRows("leads", RowsOfLead),
        OfAccount("leads", LeadInBurst),
        ("leads", QueueMessages, $"messages: {Number(QueueMessages)} a second through one queue"),
        OfRows("orders", RowsOfOrder),
        OfAccount("orders", QueueOperationsOfMessage + Counted("transactions of: later order")),
        ("orders", QueueMessages, "messages: the same queue"),
        OfRows("mails", RowsOfMail),
        OfAccount("mails", Counted("transactions a mail")),
    ];

    /// <summary>What a month costs.</summary>
    public IReadOnlyList<(string What, double Amount, double Cost)> Month =>
    [
        Operations("queue operations, filing", (Forms + OrderEvents) * QueueOperationsOfMessage, QueuePrice),
        Operations("queue operations, empty queues asked every two seconds", Queues.All.Count * Seconds / 2, QueuePrice),
        Operations("table operations, filing", TablesOfFiling, TablePrice),
        Operations("table operations, visits", VisitPosts * 2, TablePrice),
        Operations("table operations, mails", Mails * Counted("transactions a mail"), TablePrice),
        Operations("table operations, recomputes of 10,000 changed", Recomputes * RecomputeTransactions, TablePrice),
        Operations("table operations, nightly copies", Days * (Rows + RowsOfMailsAYear) / 1_000, TablePrice),
        Operations("blob writes, nightly copies", Days * (Rows + RowsOfMailsAYear) / CopiedRowsOfStep, BlobWritePrice),
        GigabytesOfRows,
        GigabytesOfYear,
        GigabytesOfCopies,
        Stored("gigabytes of telemetry, at the cap of one a day", Days, LogGigabyte),
        ("executions", Executions, Executions / 1e6 * ExecutionsPrice),
        Computed("gigabyte-seconds, filing", (Forms + OrderEvents) * LeadCpu / BusyShare),
        Computed("gigabyte-seconds, visits", VisitPosts * VisitCpu / BusyShare),
        Computed("gigabyte-seconds, mails", Mails * MailCpu / BusyShare),
        Computed("gigabyte-seconds, timers (a second at least)", TimerRuns),
        Computed("gigabyte-seconds, recomputes", Recomputes * RecomputeCpu / BusyShare),
        ("alert rules", Alerts, Alerts * AlertPrice),
    ];

    /// <summary>What <c>production.bicepparam</c> switches on besides.</summary>
    public static IReadOnlyList<(string What, double Amount, double Cost)> Production =>
    [
        ("gigabyte-seconds of two warm instances", WarmInstances * InstanceGigabytes * Seconds,
            WarmInstances * InstanceGigabytes * Seconds * WarmPrice),
        ("private endpoints and their DNS zones", PrivateEndpoints, PrivateEndpoints * (EndpointPrice + ZonePrice)),
        ("copies of storage across zones, gigabytes", GigabytesOfRows.Amount + GigabytesOfYear.Amount + GigabytesOfCopies.Amount,
            (GigabytesOfRows.Cost + GigabytesOfYear.Cost + GigabytesOfCopies.Cost) * ZoneRedundantStorage),
    ];

    private double TablesOfFiling =>
        (Forms * Counted("transactions of: form, e-mail and phone")) + (OrderEvents * Counted("transactions of: later order"));

    private static double Executions => (2 * (Forms + OrderEvents)) + VisitPosts + (Mails / MailsOfFlight) + TimerRuns;

    private static (string What, double Amount, double Cost) GigabytesOfRows =>
        Stored("gigabytes of rows of contacts and orders", Rows * RowKilobytes / 1e6, TableGigabyte);

    private static (string What, double Amount, double Cost) GigabytesOfYear => Stored(
        "gigabytes of rows of a year's mails and visits",
        (RowsOfMailsAYear + (12 * VisitPosts * RowsOfVisit)) * SmallRowKilobytes / 1e6, TableGigabyte);

    private static (string What, double Amount, double Cost) GigabytesOfCopies => Stored(
        "gigabytes of copies, thirty kept", Days * (Rows + RowsOfMailsAYear) * PackedRowBytes / 1e9, BlobGigabyte);

    /// <summary>Runs of all timers in a month.</summary>
    private static double TimerRuns
    {
        get
        {
            var from = new DateTime(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc);
            return ExampleSettings.Schedules.Sum(schedule =>
                CronExpression.Parse(schedule.Value, CronFormat.IncludeSeconds).GetOccurrences(from, from.AddDays(Days)).Count());
        }
    }

    /// <summary>Contacts that an instance recomputes in memory.</summary>
    public static double ContactsInMemory(double gigabytes) => gigabytes * 0.8 * 1e9 / RecomputeBytes;

    /// <summary>A number as the document writes it.</summary>
    public static string Number(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);

    private static (string, double, string) OfRows(string what, double rows) => (
        what, ContactId.Shards.Count * PartitionRows / rows,
        $"rows: {ContactId.Shards.Count} shards of {Number(PartitionRows)} a second, {rows} each");

    private static (string, double, string) OfAccount(string what, double requests) => (
        what, AccountRequests / requests, $"requests of the account: {Number(AccountRequests)} a second, {Number(requests)} each");

    private double Counted(string name) => _counted[name]!.Value;

    private static (string, double, double) Operations(string what, double count, double price) =>
        (what, count, count / 10_000 * price);

    private static (string What, double Amount, double Cost) Stored(string what, double gigabytes, double price) =>
        (what, gigabytes, gigabytes * price);

    private static (string, double, double) Computed(string what, double seconds) =>
        (what, seconds * InstanceGigabytes, seconds * InstanceGigabytes * ComputePrice);
}
