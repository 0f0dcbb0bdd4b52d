using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Contacts.Timeline;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Sending.Consents;

/// <summary>What somebody asked for by a form and is to confirm.</summary>
/// <param name="Entry">The form on the timeline.</param>
/// <param name="Asked">What they asked for.</param>
public sealed record OpenOptIn(TimelineEntry Entry, OptIn Asked);

/// <summary>Finds what is to be confirmed: it lies on the timeline, and a link names the event only.</summary>
public sealed class OptIns(TimelineStore timelines)
{
    private const string Prefix = "optin-";

    /// <summary>What stands in a link's place of a campaign.</summary>
    public static string LinkOf(string captureId) => Prefix + captureId;

    /// <summary>What a link is to confirm; null for a link of another mail.</summary>
    public Task<OpenOptIn?> OfLinkAsync(Contact contact, string campaignId, CancellationToken cancellationToken) =>
        campaignId.StartsWith(Prefix, StringComparison.Ordinal)
            ? FindAsync(contact, campaignId[Prefix.Length..], cancellationToken)
            : Task.FromResult<OpenOptIn?>(null);

    /// <summary>What a capture asked for; null when nothing.</summary>
    public async Task<OpenOptIn?> FindAsync(Contact contact, string captureId, CancellationToken cancellationToken) =>
        await timelines.FindAsync(contact, captureId, cancellationToken) is { } entry && OptIn.Of(entry.Data) is { } asked
            ? new OpenOptIn(entry, asked)
            : null;

    /// <summary>Whether marketing mail to an address is agreed to.</summary>
    public static bool IsAgreed(Contact contact, string email) =>
        ConsentView.Allows(contact.Consents, ConsentPurpose.Marketing, "email")
        && ConsentView.AgreedAddresses(contact.Consents, ConsentPurpose.Marketing, "email")
            .Any(address => address == email || address.Length == 0);
}
