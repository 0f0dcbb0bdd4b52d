using System.Globalization;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Contacts.Timeline;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Tests.Whole;

/// <summary>What a base comes to, whatever its ids: equal for the same events, however often an instance was killed meanwhile.</summary>
internal static class BaseDigest
{
    private const int All = 1_000;

    public static async Task<IReadOnlyList<string>> OfAsync(World world)
    {
        using var app = new WholeApp(world.Storage, world.Clock.Seen());
        await app.StartAsync();
        var lines = new List<string>();
        var names = new Dictionary<string, string>();
        foreach (var card in (await app.Get<ContactReader>().ListAsync(new Paging(All, null), default)).Items)
        {
            var name = card.Contact.PrimaryEmail ?? card.Contact.Phones.Keys.FirstOrDefault() ?? "somebody";
            names[card.Contact.Id] = name;
            lines.Add($"{name} is {ContactHash.Of(card.Contact)}");
            lines.Add($"{name} has points: {card.Loyalty?.Points.ToString(CultureInfo.InvariantCulture) ?? "none"}");
            var timeline = await app.Get<TimelineStore>().ReadAsync(card.Contact, new Paging(All, null), default);
            // How many parts somebody came in depends on what arrived first: a refund before its order is nobody's for a while.
            lines.AddRange(timeline.Items.Where(entry => entry.Kind != "merge").CountBy(entry => entry.Kind)
                .Select(kind => $"{name} has on the timeline: {kind.Value} {kind.Key}"));
            lines.Add($"{name} has tags: {string.Join(' ', card.Contact.TagNames.Order(StringComparer.Ordinal))}");
        }

        foreach (var row in await world.Storage.RowsAsync(Tables.Contacts))
        {
            if (row.RowKey.Split('|') is ["m", var segment, var contact])
            {
                lines.Add($"{names.GetValueOrDefault(contact, "?")} is in {segment}");
            }
            else if (row.RowKey.Split('|', 5) is ["p", var person, "n", _, _])
            {
                var run = RunRow.Read(row);
                lines.Add($"{names.GetValueOrDefault(person, "?")} goes through {run.Automation}: {run.State}");
            }
            else if (row.RowKey.Split('|', 4) is ["p", var who, "w", _])
            {
                lines.Add($"{names.GetValueOrDefault(who, "?")} has a task");
            }
        }

        lines.AddRange(world.Provider.Taken.Select(mail => $"{mail.To} got {mail.Subject}"));
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    /// <summary>The first thing that two differ in; null: they are equal.</summary>
    public static string? Difference(IReadOnlyList<string> expected, IReadOnlyList<string> found) =>
        (Missing(expected, found), Missing(found, expected)) switch
        {
            (null, null) => null,
            ({ } lost, null) => $"missing: {lost}",
            (null, { } more) => $"too much: {more}",
            var (lost, more) => $"missing: {lost}; too much: {more}",
        };

    private static string? Missing(IReadOnlyList<string> from, IReadOnlyList<string> others)
    {
        var left = others.CountBy(line => line).ToDictionary();
        foreach (var line in from)
        {
            if (left.GetValueOrDefault(line) is not (> 0 and var count))
            {
                return line;
            }

            left[line] = count - 1;
        }

        return null;
    }
}
