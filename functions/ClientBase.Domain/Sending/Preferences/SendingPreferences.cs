using System.Collections.Immutable;
using System.Globalization;
using ClientBase.Domain.Contacts;

namespace ClientBase.Domain.Sending.Preferences;

/// <summary>How a person wants to be written to, as they said it themselves: how often, not before when, about what.</summary>
/// <remarks>They lie on the card as fields of its own, so rules can ask for them and the latest word counts.</remarks>
/// <param name="IsWeekly">At most one marketing message a week, whatever the shop allows.</param>
/// <param name="PausedUntil">No marketing before this; null: no pause.</param>
/// <param name="TopicsOff">Topics they do not want to hear of.</param>
public sealed record SendingPreferences(bool IsWeekly, DateTimeOffset? PausedUntil, ImmutableSortedSet<string> TopicsOff)
{
    /// <summary>Field of how often.</summary>
    public const string FrequencyField = ContactFields.CustomPrefix + "mailFrequency";

    /// <summary>Field of the end of a pause.</summary>
    public const string PauseField = ContactFields.CustomPrefix + "mailPausedUntil";

    /// <summary>What the fields of topics begin with.</summary>
    public const string TopicField = ContactFields.CustomPrefix + "topic.";

    /// <summary>How often: once a week.</summary>
    public const string Weekly = "week";

    /// <summary>How often: as the shop does.</summary>
    public const string Usual = "usual";

    /// <summary>A topic that is wanted.</summary>
    public const string On = "yes";

    /// <summary>A topic that is not.</summary>
    public const string Off = "no";

    /// <summary>What a person has said.</summary>
    public static SendingPreferences Of(Contact contact) => new(
        contact.Field(FrequencyField) == Weekly,
        DateTimeOffset.TryParse(
            contact.Field(PauseField), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until) ? until : null,
        [
            .. contact.Fields
                .Where(field => field.Key.StartsWith(TopicField, StringComparison.Ordinal) && field.Value.Value == Off)
                .Select(field => field.Key[TopicField.Length..]),
        ]);

    /// <summary>Whether a pause lasts.</summary>
    public bool IsPausedAt(DateTimeOffset now) => PausedUntil > now;

    /// <summary>How many messages of seven days are too many; 0: any number is right.</summary>
    /// <param name="shops">The shop's own limit; 0: none.</param>
    public int CapOf(int shops) => IsWeekly ? 1 : shops;

    /// <summary>The end of a pause, as its field holds it.</summary>
    public static string PauseText(DateTimeOffset until) =>
        until.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
