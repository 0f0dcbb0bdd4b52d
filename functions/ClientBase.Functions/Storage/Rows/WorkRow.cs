using System.Globalization;
using Azure.Data.Tables;

namespace ClientBase.Functions.Storage.Rows;

/// <summary>
/// Table <c>Work</c>: where to look for what. Partition <c>m|{manager}</c> is one manager's desk, <c>all</c> everybody's. The rows point:
/// they are written before what they point to, and taken away after it has moved on, so a pointer may be too many and none is ever
/// missing. Who follows one looks at the thing itself and passes over what no longer is so; everybody's may hold a copy of it instead.
/// </summary>
internal static class WorkRow
{
    /// <summary>The partition of everybody.</summary>
    public const string Everybody = "all";

    /// <summary>What the rows of a manager's clients begin with.</summary>
    public const string Clients = "c|";

    /// <summary>What the rows of open tasks begin with.</summary>
    public const string OpenTasks = "t|";

    /// <summary>What the rows of tasks that are done begin with.</summary>
    public const string DoneTasks = "f|";

    /// <summary>What the rows of potential clients begin with whose state turns some day.</summary>
    public const string Turns = "p|";

    /// <summary>What the rows of deals begin with.</summary>
    public const string Deals = "d|";

    /// <summary>What the rows of requests begin with.</summary>
    public const string Requests = "r|";

    /// <summary>What the rows of a manager's digests begin with.</summary>
    public const string Digests = "g|";

    /// <summary>A manager's partition.</summary>
    public static string Of(string manager) => "m|" + TableKeys.Escape(manager);

    public static string OpenTask(DateTimeOffset dueAt, string taskId) => $"{OpenTasksFrom(dueAt)}|{taskId}";

    /// <summary>What the rows of tasks due in the minute of an instant begin with.</summary>
    public static string OpenTasksFrom(DateTimeOffset dueAt) => OpenTasks + Minute(dueAt);

    public static string DoneTask(DateTimeOffset doneAt, string taskId) => $"{DoneTasks}{TableKeys.Reverse(doneAt)}|{taskId}";

    public static string DealsIn(string stage) => $"{Deals}{stage}|";

    public static string Deal(string stage, DateTimeOffset createdAt, string dealId) =>
        $"{DealsIn(stage)}{TableKeys.Reverse(createdAt)}|{dealId}";

    public static string RequestsIn(string state) => $"{Requests}{state}|";

    /// <summary>Open requests lie in the order they wait, the others the latest first.</summary>
    public static string Request(string state, bool isOpen, DateTimeOffset openedAt, string requestId)
    {
        var place = isOpen ? openedAt.UtcTicks.ToString("d19", CultureInfo.InvariantCulture) : TableKeys.Reverse(openedAt);
        return $"{RequestsIn(state)}{place}|{requestId}";
    }

    public static string Client(string contactId) => Clients + contactId;

    public static string Turn(DateTimeOffset at, string contactId) => $"{TurnsFrom(at)}|{contactId}";

    /// <summary>What the rows of turns in the minute of an instant begin with.</summary>
    public static string TurnsFrom(DateTimeOffset at) => Turns + Minute(at);

    /// <summary>The digest of a day.</summary>
    public static string Digest(DateOnly day) => Digests + day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string CallList(string listId) => "l|" + listId;

    /// <summary>The id at the end of a key.</summary>
    public static string IdOf(string rowKey) => rowKey[(rowKey.LastIndexOf('|') + 1)..];

    /// <summary>A row that only points.</summary>
    public static TableEntity Pointer(string partition, string rowKey) => RowVersions.New(partition, rowKey);

    private static string Minute(DateTimeOffset at) =>
        Math.Max(0, at.ToUnixTimeSeconds() / 60).ToString("d10", CultureInfo.InvariantCulture);
}
