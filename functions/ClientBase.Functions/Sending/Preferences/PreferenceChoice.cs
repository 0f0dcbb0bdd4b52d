using ClientBase.Domain.Sending.Preferences;
using Microsoft.Extensions.Primitives;

namespace ClientBase.Functions.Sending.Preferences;

/// <summary>What somebody has ticked on their page of preferences.</summary>
/// <param name="Channels">By which channels they may be written to.</param>
/// <param name="Topics">What about.</param>
/// <param name="WantsOffers">Whether they may be shown offers.</param>
/// <param name="Frequency">How often; null: not said.</param>
/// <param name="IsAllOff">Whether they want no more of anything.</param>
internal sealed record PreferenceChoice(
    IReadOnlySet<string> Channels, IReadOnlySet<string> Topics, bool WantsOffers, string? Frequency, bool IsAllOff)
{
    public const string ChannelField = "channel";
    public const string TopicField = "topic";
    public const string OffersField = "offers";
    public const string FrequencyField = "frequency";
    public const string AllField = "all";

    /// <summary>How often: not at all for a month.</summary>
    public const string Silence = "pause";

    private const string OneClick = "List-Unsubscribe";
    private static readonly string[] Frequencies = [.. SendingPreferences.Frequencies, Silence];

    /// <summary>Reads the posted form.</summary>
    public static PreferenceChoice Read(IReadOnlyDictionary<string, StringValues> posted)
    {
        IReadOnlySet<string> Of(string name) => posted.TryGetValue(name, out var values)
            ? values.OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase)
            : new HashSet<string>();
        if (posted.ContainsKey(AllField) || posted.ContainsKey(OneClick))
        {
            return new PreferenceChoice(new HashSet<string>(), new HashSet<string>(), false, null, IsAllOff: true);
        }

        return new PreferenceChoice(
            Of(ChannelField).Intersect(ChannelChoice.Channels).ToHashSet(StringComparer.Ordinal),
            Of(TopicField),
            Of(OffersField).Count > 0,
            Of(FrequencyField).FirstOrDefault(Frequencies.Contains),
            IsAllOff: false);
    }
}
