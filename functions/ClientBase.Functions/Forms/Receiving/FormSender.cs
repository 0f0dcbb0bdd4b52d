using ClientBase.Domain.Contacts;

namespace ClientBase.Functions.Forms.Receiving;

/// <summary>Who posts a form, as far as it is known beside the fields.</summary>
/// <param name="Address">Network address, kept as evidence with a consent.</param>
/// <param name="Person">What is known of who has a link of their own; null for anybody else.</param>
public sealed record FormSender(string Address, Contact? Person = null)
{
    /// <summary>Names of the fields that were answered before.</summary>
    public IReadOnlyCollection<string> Known { get; init; } = [];

    /// <summary>When it was filled in, if the sender tells; null: now.</summary>
    public DateTimeOffset? At { get; init; }
}
