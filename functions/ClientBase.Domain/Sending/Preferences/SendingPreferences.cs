using System.Collections.Immutable;
using System.Globalization;
using ClientBase.Domain.Contacts;

namespace ClientBase.Domain.Sending.Preferences;

/// <summary>How a person wants to be written to, as they said it themselves: how often, not before when, about what.</summary>
/// <remarks>They lie on the card as fields of its own, so rules can ask for them and the latest word counts.</remarks>
/// <param name="Frequency">How often: one of <see cref="Frequencies"/>; null: not said.</param>
/// <param name="PausedUntil">No marketing before this; null: no pause.</param>
/// <param name="TopicsOff">Topics they do not want to hear of.</param>
public sealed record SendingPreferences(string? Frequency, DateTimeOffset? PausedUntil, ImmutableSortedSet<string> TopicsOff)
{
    /// <summary>Field of how often.</summary>
    public const string FrequencyField = ContactFields.CustomPrefix + "mailFrequency";

    /// <summary>Field of the end of a pause.</summary>
    public const string PauseField = ContactFields.CustomPrefix + "mailPausedUntil";

    /// <summary>What the fields of topics begin with.</summary>
    public const string TopicField = ContactFields.CustomPrefix + "topic.";

    /// <summary>How often: once a week.</summary>
    public const string Weekly = "week";

    /// <summary>How often: once a month.</summary>
    public const string Monthly = "month";

    /// <summary>How often: as the shop does.</summary>
    public const string Usual = "usual";

    /// <summary>A topic that is wanted.</summary>
    public const string On = "yes";

    /// <summary>A topic that is not.</summary>
    public const string Off = "no";

    /// <summary>What can be said of how often.</summary>
    public static IReadOnlyList<string> Frequencies { get; } = [Usual, Weekly, Monthly];

    /// <summary>The longest time back that is counted for anybody.</summary>
    public static TimeSpan LongestPeriod { get; } = TimeSpan.FromDays(30);

    /// <summary>What a person has said.</summary>
    public static SendingPreferences Of(Contact contact) => new(
        contact.Field(FrequencyField),
        DateTimeOffset.TryParse(
            contact.Field(PauseField), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until) ? until : null,
        [
            .. contact.Fields
                .Where(field => field.Key.StartsWith(TopicField, StringComparison.Ordinal) && field.Value.Value == Off)
                .Select(field => field.Key[TopicField.Length..]),
        ]);

    /// <summary>Whether a pause lasts.</summary>
    public bool IsPausedAt(DateTimeOffset now) => PausedUntil > now;

    /// <summary>How many marketing messages are too many, and of how long.</summary>
    /// <param name="shops">The shop's own limit of seven days; 0: none.</param>
    public FrequencyLimit LimitOf(int shops) =>
        new(Frequency is Weekly or Monthly ? 1 : shops, Frequency == Monthly ? LongestPeriod : FrequencyLimit.Week);

    /// <summary>Since when messages count against somebody's limit.</summary>
    public static DateTimeOffset CountedSince(Contact contact, DateTimeOffset now) =>
        now - (contact.Field(FrequencyField) == Monthly ? LongestPeriod : FrequencyLimit.Week);

    /// <summary>The end of a pause, as its field holds it.</summary>
    public static string PauseText(DateTimeOffset until) =>
        until.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
