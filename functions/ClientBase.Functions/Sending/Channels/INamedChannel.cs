namespace ClientBase.Functions.Sending.Channels;

/// <summary>A channel that can be asked for by its name.</summary>
public interface INamedChannel : IMailChannel
{
    /// <summary><c>email</c>, <c>sms</c>, <c>telegram</c>, <c>push</c> or <c>webhook</c>.</summary>
    string Name { get; }

    /// <summary>What has to be set before it can send; null when all is.</summary>
    string? Missing { get; }
}
