using System.Diagnostics.Metrics;

namespace ClientBase.Functions.Telemetry;

/// <summary>What the app counts of its own work. Tags are names from the code and from settings, never what a person said.</summary>
/// <remarks>
/// Static, as the counters of a process are: who counts needs no parameter for it, and while nobody listens a count costs nothing.
/// </remarks>
public static class AppMetrics
{
    /// <summary>Name of the meter, for who listens.</summary>
    public const string MeterName = "ClientBase";

    /// <summary>Name of the counter of captures that were made durable.</summary>
    public const string CapturesAcceptedName = "clientbase.captures.accepted";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Histogram<int> BatchActions = Meter.CreateHistogram<int>(
        "clientbase.storage.batch.actions", "{action}", "Actions of each table batch that was applied; their count is that of batches.");

    private static readonly Counter<long> Conflicts = Meter.CreateCounter<long>(
        "clientbase.storage.conflicts", "{conflict}", "Conditional writes that somebody else was quicker than. Of kind k: refused claims.");

    private static readonly Counter<long> CapturesAccepted = Meter.CreateCounter<long>(
        CapturesAcceptedName, "{capture}", "Captures made durable, by the kind of their source.");

    private static readonly Counter<long> CapturesFiled = Meter.CreateCounter<long>(
        "clientbase.captures.filed", "{capture}", "Captures filed under a contact, by the kind of their source.");

    private static readonly Histogram<double> RecomputeDuration = Meter.CreateHistogram<double>(
        "clientbase.recompute.step.duration", "s", "Run time of a step of a recompute, for one shard or the whole base.");

    private static readonly Histogram<int> RecomputeSize = Meter.CreateHistogram<int>(
        "clientbase.recompute.step.size", "{contact}", "Contacts that a step of a recompute read or decided.");

    private static readonly Counter<long> CapturesDropped = Meter.CreateCounter<long>(
        "clientbase.captures.dropped", "{capture}", "Captures about people who were erased: nothing of them is kept.");

    private static readonly Counter<long> Mails = Meter.CreateCounter<long>(
        "clientbase.mails", "{mail}", "Mails handed to the provider, by what it answered.");

    private static readonly Counter<long> Failures = Meter.CreateCounter<long>(
        "clientbase.function.failures", "{failure}", "Functions that ended by an exception.");

    private static readonly Counter<long> Poison = Meter.CreateCounter<long>(
        "clientbase.queue.poison", "{message}", "Messages that failed for the last time.");

    private static readonly Gauge<int> PoisonDepth = Meter.CreateGauge<int>(
        "clientbase.queue.poison.depth", "{message}", "Messages that lie in a poison queue.");

    private static readonly Gauge<double> OldestAge = Meter.CreateGauge<double>(
        "clientbase.queue.oldest.age", "s", "How long the first message of a queue has waited that nobody works on.");

    private static readonly Gauge<double> BackupAge = Meter.CreateGauge<double>(
        "clientbase.backup.age", "s", "How long ago the last whole copy of the base was begun, or one could have been.");

    /// <summary>A batch was applied.</summary>
    public static void BatchApplied(string table, int actions) => BatchActions.Record(actions, Tag("table", table));

    /// <summary>A write lost its race.</summary>
    /// <param name="table">The table.</param>
    /// <param name="rowKey">The row. Only the letter in front of it, its kind, is told.</param>
    public static void Conflict(string table, string rowKey = "") =>
        Conflicts.Add(1, Tag("table", table), Tag("row.kind", rowKey is [var kind, '|', ..] ? kind.ToString() : ""));

    /// <summary>A capture was made durable.</summary>
    /// <param name="source">Where it comes from, as <c>kind:name</c>.</param>
    public static void CaptureAccepted(string source) => CapturesAccepted.Add(1, Tag("source", KindOf(source)));

    /// <summary>A capture was filed.</summary>
    /// <param name="source">Where it comes from, as <c>kind:name</c>.</param>
    public static void CaptureFiled(string source) => CapturesFiled.Add(1, Tag("source", KindOf(source)));

    /// <summary>A capture about an erased person was not kept.</summary>
    /// <param name="source">Where it comes from, as <c>kind:name</c>.</param>
    public static void CaptureDropped(string source) => CapturesDropped.Add(1, Tag("source", KindOf(source)));

    /// <summary>A step of a recompute was done.</summary>
    public static void RecomputeStep(string step, int contacts, TimeSpan duration)
    {
        RecomputeDuration.Record(duration.TotalSeconds, Tag("step", step));
        RecomputeSize.Record(contacts, Tag("step", step));
    }

    /// <summary>What the provider answered for some mails.</summary>
    public static void MailsAnswered(IEnumerable<string> results)
    {
        foreach (var result in results.CountBy(result => result))
        {
            Mails.Add(result.Value, Tag("result", result.Key));
        }
    }

    /// <summary>A function ended by an exception.</summary>
    public static void FunctionFailed(string function, string errorType) =>
        Failures.Add(1, Tag("faas.name", function), Tag("error.type", errorType));

    /// <summary>A message failed for the last time.</summary>
    public static void Poisoned(string queue) => Poison.Add(1, Tag("queue", queue));

    /// <summary>A queue was looked at.</summary>
    public static void QueueWatched(string queue, int poison, TimeSpan oldest)
    {
        PoisonDepth.Record(poison, Tag("queue", queue));
        OldestAge.Record(oldest.TotalSeconds, Tag("queue", queue));
    }

    /// <summary>The age of the last copy was looked at.</summary>
    public static void BackupWatched(TimeSpan age) => BackupAge.Record(age.TotalSeconds);

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);

    private static string KindOf(string source) => source.Split(':', 2)[0];
}
