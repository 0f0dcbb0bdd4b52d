namespace ClientBase.Functions.Sending.Preferences;

/// <summary>
/// Settings <c>Preferences__Topics__{id}__*</c>: what people may choose to hear of. Each choice is kept on the card as custom field
/// <c>topic.{id}</c>, <c>yes</c> or <c>no</c>, so that rules can ask for it, and leaves them out of campaigns of a topic they switched off.
/// Without any, the page asks only for offers.
/// </summary>
public sealed class TopicsOptions : Dictionary<string, TopicOptions>
{
    public const string Section = "Preferences:Topics";

    /// <summary>Ids are compared without case, as settings are.</summary>
    public TopicsOptions()
        : base(StringComparer.OrdinalIgnoreCase)
    {
    }
}

/// <summary>A topic.</summary>
public sealed class TopicOptions
{
    /// <summary>What it is called in Russian; empty: by its id.</summary>
    public string Ru { get; set; } = "";

    /// <summary>What it is called in English; empty: by its id.</summary>
    public string En { get; set; } = "";
}
