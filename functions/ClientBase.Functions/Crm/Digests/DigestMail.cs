using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using ClientBase.Domain;
using ClientBase.Domain.Crm;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Crm.Items;
using ClientBase.Functions.Sending.Channels;

namespace ClientBase.Functions.Crm.Digests;

/// <summary>What a manager has to do today, and what they are late with.</summary>
/// <param name="Overdue">Should have been done.</param>
/// <param name="Today">Due before the day is over.</param>
/// <param name="Zone">Where the manager lives.</param>
internal sealed record Digest(
    IReadOnlyList<Stored<ClientTask>> Overdue, IReadOnlyList<Stored<ClientTask>> Today, TimeZoneInfo Zone)
{
    /// <summary>Sorts what is due.</summary>
    public static Digest Of(IReadOnlyList<Stored<ClientTask>> due, DateTimeOffset now, TimeZoneInfo zone) =>
        new([.. due.Where(task => task.Value.IsOverdue(now))], [.. due.Where(task => !task.Value.IsOverdue(now))], zone);
}

/// <summary>Writes digests. They are for managers, who asked for them: no marketing, and nothing to unsubscribe from.</summary>
internal static class DigestMail
{
    private const string Campaign = "digest";

    private static readonly LocalText Subject = new("Tasks for {0}: {1} overdue, {2} today", "Задачи на {0}: просрочено {1}, сегодня {2}");
    private static readonly LocalText Overdue = new("Overdue", "Просрочено");
    private static readonly LocalText Today = new("Today", "Сегодня");

    // HTML of letters of all alphabets, since mails say their charset.
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);

    /// <summary>The id of a manager's digest of a day; it tells nothing of either.</summary>
    public static string IdOf(string manager, string rowKey) => CaptureId.Of(Campaign, manager, rowKey);

    /// <summary>The mail.</summary>
    public static Mail Of(string id, string to, DateOnly day, Digest digest, string language, DateTimeOffset at)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        var subject = string.Format(
            culture, Subject.In(language), day.ToString("d MMMM", culture), digest.Overdue.Count, digest.Today.Count);
        var (text, html) = (new StringBuilder(), new StringBuilder("<!doctype html><html><body>"));
        foreach (var (title, tasks) in new[] { (Overdue.In(language), digest.Overdue), (Today.In(language), digest.Today) })
        {
            if (tasks.Count == 0)
            {
                continue;
            }

            text.Append(culture, $"{title}\n");
            html.Append(culture, $"<h3>{Html.Encode(title)}</h3><ul>");
            foreach (var task in tasks.Select(task => task.Value))
            {
                var due = TimeZoneInfo.ConvertTime(task.DueAt, digest.Zone).ToString("d MMM HH:mm", culture);
                text.Append(culture, $"- {due} {task.Title}\n");
                html.Append(culture, $"<li>{Html.Encode(due)} {Html.Encode(task.Title)}</li>");
            }

            text.Append('\n');
            html.Append("</ul>");
        }

        html.Append("</body></html>");
        return new Mail(id, Campaign, to, subject, html.ToString(), text.ToString(), new Dictionary<string, string>(), at);
    }
}
