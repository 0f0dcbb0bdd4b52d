using ClientBase.Domain.Campaigns;
using ClientBase.Functions.Http;
using ClientBase.Functions.Sending.Channels.Outbox;
using Microsoft.Extensions.Configuration;

namespace ClientBase.Functions.Sending.Channels;

/// <summary>
/// All channels by name. One without its settings writes to the local outbox on a developer's machine, and refuses elsewhere.
/// </summary>
public sealed class ChannelSet(IEnumerable<INamedChannel> channels, OutboxChannel outbox, IConfiguration configuration) : IHealthNotes
{
    private readonly Dictionary<string, INamedChannel> _channels = channels.ToDictionary(channel => channel.Name, StringComparer.Ordinal);

    // In the cloud storage is reached by identity.
    private readonly bool _isLocal = !string.IsNullOrEmpty(configuration["AzureWebJobsStorage"]);

    public string Name => "channels";

    public ValueTask<IReadOnlyDictionary<string, string>> NotesAsync(CancellationToken cancellationToken) => new(
        _channels.Values.OrderBy(channel => channel.Name, StringComparer.Ordinal).ToDictionary(
            channel => channel.Name,
            channel => channel.Missing is not { } missing ? "ready" : $"{(_isLocal ? "outbox" : "not configured")}: set {missing}"));

    /// <summary>The names of all channels.</summary>
    public IReadOnlyCollection<string> Names => _channels.Keys;

    /// <summary>Whether a message by this channel gets anywhere.</summary>
    public bool IsReady(string name) => _channels.TryGetValue(name, out var channel) && (channel.Missing is null || _isLocal);

    /// <summary>Whether every channel but mail takes a repeat for a repeat.</summary>
    public bool OthersKnowRepeats => Names.All(name => name == "email" || Of(name).KnowsRepeats);

    /// <summary>Whether a channel tells opens and clicks by itself.</summary>
    public bool TellsOpens(string name) => Of(name).TellsOpens;

    /// <summary>A channel by its name.</summary>
    public IMailChannel Of(string name) =>
        !_channels.TryGetValue(name, out var channel) ? new NoChannel($"there is no channel '{name}'")
        : channel.Missing is not { } missing ? channel
        : _isLocal ? outbox
        : new NoChannel($"channel {name} is not configured: set {missing}");

    private sealed class NoChannel(string why) : IMailChannel
    {
        public bool KnowsRepeats => true;

        public Task<SendOutcome> SendAsync(Mail mail, CancellationToken cancellationToken) => Task.FromResult(SendOutcome.Refused(why));
    }
}
