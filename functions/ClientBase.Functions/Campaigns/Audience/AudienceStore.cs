using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using ClientBase.Domain.Campaigns;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Campaigns.Audience;

/// <summary>One of a frozen audience.</summary>
/// <param name="ContactId">Who.</param>
/// <param name="IsExcluded">Whether they were in an excluded segment too.</param>
public sealed record FrozenMember(string ContactId, bool IsExcluded);

/// <summary>Who is in a campaign's segment when it is sent: written once a shard and never changed.</summary>
/// <remarks>
/// A blob, since one is written whole or not at all, and only once whoever tries: so a plan that is cut short goes on with the same people.
/// It holds ids and nothing else of anybody.
/// </remarks>
public sealed class AudienceStore(BlobServiceClient service, AudienceReader reader)
{
    private const char Excluded = '-';

    private readonly BlobContainerClient _container = service.GetBlobContainerClient(Containers.Audiences);

    /// <summary>The frozen members of a shard, frozen now if they are not yet.</summary>
    public async Task<IReadOnlyList<FrozenMember>> FreezeAsync(Campaign campaign, string shard, CancellationToken cancellationToken)
    {
        if (await FindAsync(campaign.Id, shard, cancellationToken) is { } known)
        {
            return known;
        }

        var members = await ReadNowAsync(campaign.Definition, shard, cancellationToken);
        try
        {
            var text = string.Join('\n', members.Select(member => member.IsExcluded ? member.ContactId + Excluded : member.ContactId));
            await BlobOf(campaign.Id, shard).UploadAsync(
                BinaryData.FromString(text),
                new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } },
                cancellationToken);
            return members;
        }
        catch (RequestFailedException taken) when (taken.Status is 409 or 412)
        {
            return (await FindAsync(campaign.Id, shard, cancellationToken))!;
        }
    }

    /// <summary>The frozen members of a shard in the order of their ids; null when they are not frozen yet.</summary>
    public async Task<IReadOnlyList<FrozenMember>?> FindAsync(string campaignId, string shard, CancellationToken cancellationToken)
    {
        try
        {
            var text = (await BlobOf(campaignId, shard).DownloadContentAsync(cancellationToken)).Value.Content.ToString();
            return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => new FrozenMember(line.TrimEnd(Excluded), line[^1] == Excluded))];
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Who would be frozen now.</summary>
    public async Task<IReadOnlyList<FrozenMember>> ReadNowAsync(
        CampaignDefinition definition, string shard, CancellationToken cancellationToken)
    {
        var members = await reader.IdsAsync(definition.Segment, shard, cancellationToken);
        var excluded = new HashSet<string>(StringComparer.Ordinal);
        foreach (var segment in definition.Exclude)
        {
            excluded.UnionWith(await reader.IdsAsync(segment, shard, cancellationToken));
        }

        return [.. members.Order(StringComparer.Ordinal).Select(id => new FrozenMember(id, excluded.Contains(id)))];
    }

    private BlobClient BlobOf(string campaignId, string shard) => _container.GetBlobClient($"{campaignId}/{shard}");
}
