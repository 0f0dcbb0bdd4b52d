using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using ClientBase.Domain.Automations.Runs;
using ClientBase.Domain.Identity;

namespace ClientBase.Functions.Storage.Rows;

/// <summary>What is counted of an automation's runs.</summary>
internal enum Tally
{
    Entered,
    Completed,
    Exited,
    Goal,
    Sent,
    Failed,
}

/// <summary>
/// <c>a|{automation}|...</c> in each shard: what is kept of an automation beside its runs. <c>c</c> the counts;
/// <c>d|{digest}|{what}</c> one more of something, written in the batch of what it counts and taken into the counts in passing;
/// <c>h|{contact}|{key}</c> a run that waits until the automation is switched on again; <c>r|{reverse time}|{contact}|{key}</c> a run,
/// the latest first.
/// </summary>
internal static class TallyRow
{
    private const string Contact = "Contact";
    private const string RunKey = "Key";

    /// <summary>Filter for the counts of an automation in a shard, and what has still to be added.</summary>
    public static string Counts(string shard, string automation) =>
        TableKeys.Between(shard, Prefix(automation) + "c", Prefix(automation) + "e");

    /// <summary>What the rows of runs that wait begin with.</summary>
    public static string Parked(string automation) => $"{Prefix(automation)}h|";

    /// <summary>What the rows of all runs begin with.</summary>
    public static string Runs(string automation) => $"{Prefix(automation)}r|";

    /// <summary>Filter for the runs of an automation in a shard that began then or later, the latest first.</summary>
    public static string RunsSince(string shard, string automation, DateTimeOffset since) =>
        TableKeys.Between(shard, Runs(automation), $"{Runs(automation)}{TableKeys.Reverse(since)}~");

    /// <summary>When the run began that a row names.</summary>
    public static DateTimeOffset EnteredAt(TableEntity row, string automation) =>
        TableKeys.Reversed(row.RowKey[Runs(automation).Length..].Split('|')[0]);

    public static bool IsCount(TableEntity row) => row.RowKey.EndsWith("|c", StringComparison.Ordinal);

    /// <summary>The row of the counts.</summary>
    public static TableEntity CountOf(string shard, string automation, IReadOnlyDictionary<Tally, long> counts)
    {
        var row = RowVersions.New(shard, Prefix(automation) + "c");
        foreach (var (what, count) in counts)
        {
            row[what.ToString()] = count;
        }

        return row;
    }

    /// <summary>One less of something: a run goes on that had ended.</summary>
    public static TableEntity Less(AutomationRun run, Tally what) => More(run, what, "less", by: -1L);

    /// <summary>One more of something. Its key is a digest: it stays when the person is erased.</summary>
    public static TableEntity More(AutomationRun run, Tally what, string of = "", long by = 1L)
    {
        var again = run.Reopened > 0 ? $"\n{run.Reopened}" : ""; // It may end once more.
        var digest = Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{run.Contact}\n{run.Key}\n{run.EnteredAt.UtcTicks}\n{of}{again}")).AsSpan(0, 12));
        var row = RowVersions.New(ContactId.ShardOf(run.Contact), $"{Prefix(run.Automation)}d|{digest}|{what}");
        row[what.ToString()] = by;
        return row;
    }

    /// <summary>What a row says of something.</summary>
    public static long Read(TableEntity row, Tally what) => RowVersions.Known(row).GetInt64(what.ToString()) ?? 0;

    public static TableEntity ParkedOf(AutomationRun run) =>
        Named(run, $"{Parked(run.Automation)}{run.Contact}|{TableKeys.Escape(run.Key)}");

    public static TableEntity RunOf(AutomationRun run) => Named(
        run, $"{Runs(run.Automation)}{TableKeys.Reverse(run.EnteredAt)}|{run.Contact}|{TableKeys.Escape(run.Key)}");

    /// <summary>Whose run a row names, and by which key.</summary>
    public static (string Contact, string Key) RunIn(TableEntity row) =>
        (RowVersions.Known(row).GetString(Contact)!, row.GetString(RunKey)!);

    /// <summary>Filter for the rows that name runs of a contact: those of an automation lie by time, so they are looked through.</summary>
    public static string NamedOf(RunName run) =>
        $"{TableKeys.Between(ContactId.ShardOf(run.Contact), Parked(run.Automation), Prefix(run.Automation) + "s")} "
        + TableClient.CreateQueryFilter($"and Contact eq {run.Contact}");

    private static string Prefix(string automation) => $"a|{TableKeys.Escape(automation)}|";

    private static TableEntity Named(AutomationRun run, string rowKey)
    {
        var row = RowVersions.New(ContactId.ShardOf(run.Contact), rowKey);
        row[Contact] = run.Contact;
        row[RunKey] = run.Key;
        return row;
    }
}
