using System.Globalization;
using ClientBase.Domain.Automations;
using ClientBase.Domain.Automations.Walking;
using ClientBase.Domain.Campaigns.Timing;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Automations.Running.Due;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Sending.Flight;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Automations.Running.Entering;

/// <summary>A date of a person that comes near.</summary>
/// <param name="Automation">The automation that waits for it.</param>
/// <param name="At">When it is.</param>
public sealed record NearDate(string Automation, DateTimeOffset At);

/// <summary>When dates of people let them enter.</summary>
/// <remarks>
/// A date that comes within a day and a half has a row by which it falls due. Who looks for those of the whole base does so every hour; a
/// date that somebody tells is looked at at once. When the row is due, the date is read once more: it may have been set right since.
/// </remarks>
public sealed class PersonDates(KnownAutomations automations, ContactReader contacts, ISendingRules rules, TimeProvider clock)
{
    /// <summary>So far ahead dates get a row.</summary>
    public static TimeSpan Ahead { get; } = TimeSpan.FromHours(36);

    // So late a date still counts: the app may have stood still.
    private static readonly TimeSpan Grace = TimeSpan.FromHours(12);

    /// <summary>The dates of a person that come near.</summary>
    public IEnumerable<NearDate> Of(Listeners listeners, Contact contact, DateTimeOffset now)
    {
        foreach (var automation in listeners.With<DateTrigger>())
        {
            if (NextOf(automation, contact, now) is { } at && at <= now + Ahead)
            {
                yield return new NearDate(automation.Id, at);
            }
        }
    }

    /// <summary>The row by which a date falls due.</summary>
    internal static Azure.Data.Tables.TableEntity RowOf(string contactId, NearDate date) =>
        DueRow.Of(date.At, DueRow.Date, contactId, $"{date.Automation}\n{TextOf(date.At)}");

    /// <summary>What a due date means; null: nothing any more.</summary>
    public async Task<Happening?> HappeningOfAsync(DueItem item, CancellationToken cancellationToken)
    {
        if (item.Of.Split('\n', 2) is not [var id, var when]
            || !DateTimeOffset.TryParse(when, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            || clock.GetUtcNow() > at + Grace
            || (await automations.GetAsync(cancellationToken)).Find(id) is not { } automation
            || await contacts.FindAsync(item.Contact, cancellationToken) is not { } contact
            || NextOf(automation, contact, at) != at)
        {
            return null;
        }

        return new Happening("date", $"date {when}") { At = at, Enter = [id] };
    }

    private DateTimeOffset? NextOf(KnownAutomation automation, Contact contact, DateTimeOffset from) =>
        automation.Definition.Trigger is DateTrigger trigger
            ? DateOccasions.Next(
                trigger, automation.Definition.Once, ValueOf(contact, trigger.Field), from, RecipientZone.Of(contact, rules.Zone))
            : null;

    private static string? ValueOf(Contact contact, string field) =>
        contact.Field(field) ?? contact.Field(ContactFields.CustomPrefix + field);

    private static string TextOf(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
