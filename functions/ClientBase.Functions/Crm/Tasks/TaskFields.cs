using ClientBase.Domain.Crm;
using ClientBase.Functions.Crm.Managers;
using ClientBase.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Crm.Tasks;

/// <summary>Reads what requests say of tasks.</summary>
internal sealed class TaskFields(HttpRequest request, BodyFields body, ManagersOptions managers, CrmOptions options)
{
    private const int MaxTitle = 500;
    private const int MaxText = 10_000;

    public string? Title(bool isRequired) => body.Text("title", MaxTitle, isRequired);

    public string? Assignee() => ManagerNames.Read(body, "assignee");

    public string? By() => ManagerNames.By(request, body);

    public string? Result() => body.Text("result", MaxText);

    public string? Script() => body.Text("script", MaxText);

    /// <summary>An instant, or a day: then the task is due until the day is over where its assignee lives.</summary>
    public DateTimeOffset? DueAt(string? assignee) =>
        body.Day("dueAt") is { } day && body.Time("dueAt") is not null
            ? LocalDay.EndOf(day, managers.ZoneOf(assignee, options))
            : body.Time("dueAt");

    public TimeSpan? Repeat()
    {
        if (body.Text("repeat", MaxTitle) is not { } text)
        {
            return null;
        }

        if (Durations.TryParse(text, out var repeat))
        {
            return repeat;
        }

        body.Refuse("repeat", "a span such as 4h or 7d");
        return null;
    }
}
