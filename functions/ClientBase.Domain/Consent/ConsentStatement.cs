using ClientBase.Domain.Contacts;

namespace ClientBase.Domain.Consent;

/// <summary>What personal data may be used for (contract: <c>processing</c>, <c>marketing</c>, <c>offers</c>).</summary>
public static class ConsentPurpose
{
    /// <summary>Keeping and processing the data at all.</summary>
    public const string Processing = "processing";

    /// <summary>Advertising by the channel named.</summary>
    public const string Marketing = "marketing";

    /// <summary>Being shown commercial offers.</summary>
    public const string Offers = "offers";

    /// <summary>All purposes.</summary>
    public static IReadOnlyList<string> All { get; } = [Processing, Marketing, Offers];
}

/// <summary>What a consent statement is about. Statements about the same subject replace each other; others stand side by side.</summary>
/// <param name="Purpose">One of <see cref="ConsentPurpose"/>.</param>
/// <param name="Channel"><c>email</c>, <c>sms</c>, ... or <c>any</c>.</param>
/// <param name="Address">The address it was given for, or empty when it was given for the person.</param>
public sealed record ConsentSubject(string Purpose, string Channel, string Address);

/// <summary>A consent given or withdrawn, with the evidence.</summary>
/// <param name="Granted">False for a refusal or a withdrawal.</param>
/// <param name="TextVersion">Version of the text the person saw, when known.</param>
/// <param name="Address">Network address the statement came from, when known.</param>
/// <param name="Said">When it was given, and in which capture.</param>
/// <param name="Source">Where: <c>form:{id}</c>, <c>shop:{name}</c>, <c>api</c>.</param>
public sealed record ConsentStatement(bool Granted, string? TextVersion, string? Address, Stamp Said, string Source)
{
    /// <summary>
    /// What a snapshot repeats without saying when it was said (a shop's customer record), and any yes of an imported file. It counts only
    /// while nobody said anything dated on the subject.
    /// </summary>
    public bool IsUndated { get; init; }
}
