using Azure.Data.Tables;
using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Campaigns.Timing;
using ClientBase.Domain.Segments.Rules.Fields;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Campaigns.Audience;

/// <summary>At which hours the people of a shard open and click.</summary>
/// <remarks>A shard is a sixteenth of the base at random, so its curve stands for the base's.</remarks>
public sealed class ReadingHours(TableServiceClient service, IOptions<CampaignOptions> options, TimeProvider clock)
{
    private const int Hours = 24;
    private static readonly TimeSpan Reach = TimeSpan.FromDays(180);
    private static readonly EventVerb[] Verbs = [EventVerb.Find("opened campaign")!, EventVerb.Find("clicked campaign")!];

    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);

    /// <summary>Reads them.</summary>
    public async Task<ShardHours> ReadAsync(string shard, CancellationToken cancellationToken)
    {
        var (now, times) = (clock.GetUtcNow(), new Dictionary<string, List<DateTimeOffset>>(StringComparer.Ordinal));
        var curve = new int[Hours];
        foreach (var verb in Verbs)
        {
            var (from, to) = (EventRow.Prefix(verb, now - Reach), EventRow.Prefix(verb, now) + "}");
            var rows = _table.QueryAsync<TableEntity>(TableKeys.Between(shard, from, to), cancellationToken: cancellationToken);
            await foreach (var row in rows)
            {
                if (EventRow.WhoAndWhen(row) is var (contactId, at))
                {
                    (times.TryGetValue(contactId, out var own) ? own : times[contactId] = []).Add(at);
                    curve[TimeZoneInfo.ConvertTime(at, options.Value.Zone).Hour]++;
                }
            }
        }

        return new ShardHours(new BestHour(curve), times);
    }
}

/// <summary>The hours of a shard.</summary>
/// <param name="Base">What is drawn towards.</param>
/// <param name="Times">Opens and clicks by contact.</param>
public sealed record ShardHours(BestHour Base, IReadOnlyDictionary<string, List<DateTimeOffset>> Times)
{
    /// <summary>The best hour of somebody.</summary>
    public int Of(Campaign campaign, string contactId, TimeZoneInfo zone, QuietHours quiet)
    {
        int[]? own = null;
        if (Times.TryGetValue(contactId, out var times))
        {
            own = new int[24];
            foreach (var at in times)
            {
                own[TimeZoneInfo.ConvertTime(at, zone).Hour]++;
            }
        }

        return Base.Of(campaign.Id, contactId, own, quiet);
    }
}
