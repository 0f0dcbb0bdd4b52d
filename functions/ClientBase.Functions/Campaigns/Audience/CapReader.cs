using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Sending.Preferences;
using ClientBase.Functions.Sending.Flight;

namespace ClientBase.Functions.Campaigns.Audience;

/// <summary>Counts what people got lately, whoever sent it.</summary>
public sealed class CapReader(CampaignStore campaigns, SentMarks marks, TimeProvider clock)
{
    /// <summary>Messages that stand in the way of a campaign that is being planned, by contact.</summary>
    public Task<IReadOnlyDictionary<string, int>> PlannedAsync(
        Campaign campaign,
        IReadOnlyList<Contact> page,
        Func<string, string?> channelOf,
        CancellationToken cancellationToken) => CountAsync(
        campaign, page, channelOf, (mail, its, since) => mail.Counts(since, its, campaign.Definition.Priority), cancellationToken);

    /// <summary>Messages that go before a campaign's own, just before it leaves.</summary>
    public Task<IReadOnlyDictionary<string, int>> BeforeAsync(
        Campaign campaign,
        IReadOnlyList<Contact> page,
        Func<string, string?> channelOf,
        CancellationToken cancellationToken) => CountAsync(
        campaign, page, channelOf, (mail, its, since) => mail.GoesBefore(since, its, campaign), cancellationToken);

    /// <summary>The messages that count for one contact, the earliest first, those of a campaign itself left out.</summary>
    public async Task<IReadOnlyList<RecentMail>> OfAsync(
        Campaign campaign, Contact contact, string? channel, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (found, states) = await ReadAsync(campaign, [contact], _ => channel, now, cancellationToken);
        return [.. found.SelectMany(one => one.Value)
            .Where(mail => mail.Counts(
                SendingPreferences.CountedSince(contact, now), states.GetValueOrDefault(mail.Campaign), campaign.Definition.Priority))
            .OrderBy(mail => mail.At)];
    }

    private async Task<IReadOnlyDictionary<string, int>> CountAsync(
        Campaign campaign,
        IReadOnlyList<Contact> page,
        Func<string, string?> channelOf,
        Func<RecentMail, Campaign?, DateTimeOffset, bool> counts,
        CancellationToken cancellationToken)
    {
        if (page.Count == 0)
        {
            return new Dictionary<string, int>();
        }

        var now = clock.GetUtcNow();
        var (found, states) = await ReadAsync(campaign, page, channelOf, now, cancellationToken);
        return page.ToDictionary(
            person => person.Id,
            person => found[person.Id] is { Count: > 0 } mails && SendingPreferences.CountedSince(person, now) is var since
                ? mails.Count(mail => counts(mail, states.GetValueOrDefault(mail.Campaign), since))
                : 0,
            StringComparer.Ordinal);
    }

    // Only what is yet to be sent depends on its campaign, so mostly none has to be read.
    private async Task<(IReadOnlyDictionary<string, List<RecentMail>> Mails, Dictionary<string, Campaign> Campaigns)> ReadAsync(
        Campaign campaign,
        IReadOnlyList<Contact> page,
        Func<string, string?> channelOf,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var found = await marks.OfPeopleAsync(page, channelOf, now, cancellationToken);
        var states = new Dictionary<string, Campaign>(StringComparer.Ordinal);
        foreach (var mails in found.Values)
        {
            mails.RemoveAll(mail => mail.Campaign == campaign.Id);
        }

        foreach (var id in found.Values.SelectMany(mails => mails).Where(mail => !mail.IsSent).Select(mail => mail.Campaign).Distinct())
        {
            if (await campaigns.GetAsync(id, cancellationToken) is { } other)
            {
                states[id] = other;
            }
        }

        return (found, states);
    }
}
