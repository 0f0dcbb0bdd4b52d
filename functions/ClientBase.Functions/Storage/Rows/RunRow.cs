using System.Text.Json;
using Azure.Data.Tables;
using ClientBase.Domain.Automations.Runs;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Storage.Documents;

namespace ClientBase.Functions.Storage.Rows;

/// <summary>What tells a run from all others.</summary>
/// <param name="Contact">The contact who entered.</param>
/// <param name="Automation">The automation.</param>
/// <param name="Key">By which they entered.</param>
public sealed record RunName(string Contact, string Automation, string Key);

/// <summary>
/// <c>p|{contact}|n|{automation}|{key}</c>: somebody's way through an automation. The key is inserted only, so nobody goes through twice by
/// one key; all runs of a person are one range.
/// </summary>
/// <remarks>
/// Its due row exists exactly when the run says when it is due: both are written in one batch on the version of this row.
/// </remarks>
internal static class RunRow
{
    private const string Run = "Run";
    private const int Renamed = 2; // The version of a row with names of steps; an app that knows none would do steps under others.

    /// <summary>What the runs of a contact begin with.</summary>
    public static string PrefixOf(string contactId) => $"p|{contactId}|n|";

    /// <summary>What the runs of a contact through one automation begin with.</summary>
    public static string PrefixOf(string contactId, string automation) => $"{PrefixOf(contactId)}{TableKeys.Escape(automation)}|";

    public static string Key(string contactId, string automation, string key) => PrefixOf(contactId, automation) + TableKeys.Escape(key);

    /// <summary>What a due row calls a run.</summary>
    public static string NameOf(AutomationRun run) => $"{run.Automation}\n{run.Key}";

    /// <summary>The automation and the key of such a name.</summary>
    public static (string Automation, string Key) OfName(string name) =>
        name.Split('\n', 2) is [var automation, var key] ? (automation, key) : (name, "");

    public static TableEntity Of(AutomationRun run)
    {
        var row = RowVersions.New(
            ContactId.ShardOf(run.Contact),
            Key(run.Contact, run.Automation, run.Key),
            run.Names is null ? RowVersions.Current : Renamed);
        LongText.Write(row, Run, JsonSerializer.Serialize(run, DocumentJson.Compact.AutomationRun));
        return row;
    }

    /// <summary>Whose run it is, through what and by which key: its own key says so, also where the rest cannot be read.</summary>
    public static RunName NameIn(TableEntity row) => row.RowKey.Split('|') is ["p", var contact, "n", var automation, var key]
        ? new RunName(contact, TableKeys.Unescape(automation), TableKeys.Unescape(key))
        : throw new UnreadableRowException("p|n");

    public static AutomationRun Read(TableEntity row)
    {
        var json = LongText.Read(RowVersions.Known(row, Renamed), Run) ?? throw new UnreadableRowException("p|n");
        return JsonSerializer.Deserialize(json, DocumentJson.Compact.AutomationRun) is
        { Automation: not null, Contact: not null, Key: not null, Because: { Event: not null, Id: not null }, History: not null } run
            ? run
            : throw new UnreadableRowException("p|n");
    }

    /// <summary>The due row of a run; null: it has none.</summary>
    public static TableEntity? DueOf(AutomationRun run) =>
        run.DueAt is { } at ? DueRow.Of(at, DueRow.Step, run.Contact, NameOf(run)) : null;
}
