using System.Globalization;
using System.Text;
using System.Text.Json;
using ClientBase.Domain.Identity;

namespace ClientBase.Functions.Tests.Infra;

/// <summary>What a base of ten million contacts takes of one storage account and costs a month, on paper.</summary>
/// <remarks>
/// Transactions are those that <c>tests/ClientBase.Benchmarks -- counted</c> counts; sizes and CPU are measured on the emulator. Prices are
/// list prices in dollars: look them up before quoting. Nothing here was measured in Azure.
/// </remarks>
internal sealed class CostModel
{
    // Limits of a storage account and its partitions.
    private const double AccountRequests = 20_000;
    private const double PartitionRows = 2_000;
    private const double QueueMessages = 2_000;

    // Prices: of ten thousand operations, of a gigabyte and month, of a gigabyte-second.
    private const double QueuePrice = 0.004;
    private const double TablePrice = 0.00036;
    private const double BlobWritePrice = 0.055;
    private const double TableGigabyte = 0.045;
    private const double BlobGigabyte = 0.018;
    private const double ComputePrice = 0.000026;
    private const double LogGigabyte = 2.76;

    // The base and its month.
    private const double Contacts = 10e6;
    private const double Orders = 30e6;
    private const double Forms = 1e6;
    private const double OrderEvents = 6e6; // Two million orders, three versions each.
    private const double VisitPosts = 5e6;
    private const double Mails = 20e6;
    private const double Recomputes = 1_440; // Every half hour; a large base rests twice as long as a run takes.
    private const double Days = 30;

    // What one takes.
    private const double RowsOfLead = 13;
    private const double RowsOfOrder = 10;
    private const double RowsOfScores = 10; // Scores, memberships, changes.
    private const double RowKilobytes = 0.8;
    private const double PackedRowBytes = 80;
    private const double QueuesAsked = 25;
    private const double QueueOperationsOfMessage = 2.4; // Put, delete, a share of a get.
    private const double LeadCpu = 0.0025;
    private const double MailCpu = 0.0003;
    private const double BusyShare = 0.25; // Of the time an instance is paid for it computes; the rest it waits for storage.
    private const double InstanceGigabytes = 2;
    private const double RecomputeBytes = 410; // Of memory a contact.
    private const double CopiedRowsOfStep = 10_000;

    private readonly Dictionary<string, double?> _counted = JsonSerializer.Deserialize<Dictionary<string, double?>>(File.ReadAllText(
        Path.Combine(Repository.Root, "tests", "ClientBase.Benchmarks", "counted.json")))!;

    public static double Rows => (Contacts * (RowsOfLead + RowsOfScores)) + (Orders * RowsOfOrder);

    /// <summary>Leads a second, by what stands in the way.</summary>
    public IReadOnlyList<(string What, double PerSecond)> LeadCeilings =>
    [
        ($"rows: {ContactId.Shards.Count} shards of {Number(PartitionRows)} a second, {RowsOfLead} rows a lead",
            ContactId.Shards.Count * PartitionRows / RowsOfLead),
        ($"requests of the account: {Number(AccountRequests)} a second, {Number(QueueOperationsOfMessage + FormTable)} a lead",
            AccountRequests / (QueueOperationsOfMessage + FormTable)),
        ($"messages: {Number(QueueMessages)} a second through one queue", QueueMessages),
    ];

    /// <summary>What a month costs.</summary>
    public IReadOnlyList<(string What, double Amount, double Cost)> Month =>
    [
        Operations("queue operations, filing", (Forms + OrderEvents) * QueueOperationsOfMessage, QueuePrice),
        Operations("queue operations, empty queues asked every two seconds", QueuesAsked * 30 * 60 * 24 * Days, QueuePrice),
        Operations("table operations, filing", (Forms * FormTable) + (OrderEvents * Counted("transactions of: later order")), TablePrice),
        Operations("table operations, visits", VisitPosts, TablePrice),
        Operations("table operations, mails", Mails * Counted("transactions a mail"), TablePrice),
        Operations("table operations, recomputes of 10,000 changed", Recomputes * 3_423, TablePrice),
        Operations("table operations, nightly copies", Days * Rows / 1_000, TablePrice),
        Operations("blob writes, nightly copies", Days * Rows / CopiedRowsOfStep, BlobWritePrice),
        Stored("gigabytes of rows", Rows * RowKilobytes / 1e6, TableGigabyte),
        Stored("gigabytes of copies, thirty kept", Days * Rows * PackedRowBytes / 1e9, BlobGigabyte),
        Stored("gigabytes of telemetry, at the cap of one a day", Days, LogGigabyte),
        Computed("gigabyte-seconds, filing", (Forms + OrderEvents) * LeadCpu / BusyShare),
        Computed("gigabyte-seconds, mails", Mails * MailCpu / BusyShare),
        Computed("gigabyte-seconds, timers (a second at least)", Days * 24 * 60 * 1.3),
        Computed("gigabyte-seconds, recomputes", Recomputes * 250),
    ];

    /// <summary>Hours that reading every row once takes, each shard for itself.</summary>
    public static double HoursToReadAll => Rows / ContactId.Shards.Count / PartitionRows / 3_600;

    /// <summary>Contacts that an instance of two gigabytes recomputes in memory.</summary>
    public static double ContactsInMemory => InstanceGigabytes * 0.8 * 1e9 / RecomputeBytes;

    /// <summary>The tables of <c>infra/COST.md</c>.</summary>
    public string Markdown
    {
        get
        {
            var text = new StringBuilder("| leads a second, at most | limited by |\n| ---: | --- |\n");
            foreach (var (what, rate) in LeadCeilings.OrderBy(one => one.PerSecond))
            {
                text.Append(CultureInfo.InvariantCulture, $"| {Number(Math.Floor(rate))} | {what} |\n");
            }

            text.Append("\n| a month of ten million contacts | amount | dollars |\n| --- | ---: | ---: |\n");
            foreach (var (what, amount, cost) in Month)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {what} | {Number(Math.Round(amount))} | {cost:0.00} |\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"| **together** | | **{Month.Sum(line => line.Cost):0}** |\n");
            text.Append("\n| where it ends | |\n| --- | ---: |\n");
            text.Append(CultureInfo.InvariantCulture, $"| reading every row once, hours ({Number(Rows)} rows) | {HoursToReadAll:0.0} |\n");
            var inMemory = Number(Math.Floor(ContactsInMemory / 1e5) * 1e5);
            text.Append(CultureInfo.InvariantCulture, $"| contacts that an instance of 2 GB recomputes | {inMemory} |\n");
            return text.ToString();
        }
    }

    private double FormTable => Counted("transactions of: form, e-mail");

    private double Counted(string name) => _counted[name]!.Value;

    private static (string, double, double) Operations(string what, double count, double price) =>
        (what, count, count / 10_000 * price);

    private static (string, double, double) Stored(string what, double gigabytes, double price) =>
        (what, gigabytes, gigabytes * price);

    private static (string, double, double) Computed(string what, double seconds) =>
        (what, seconds * InstanceGigabytes, seconds * InstanceGigabytes * ComputePrice);

    private static string Number(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);
}
