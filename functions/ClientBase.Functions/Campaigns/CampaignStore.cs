using System.Text.Encodings.Web;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Campaigns.Experiments;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Campaigns;

/// <summary>What came of a wish to change a campaign.</summary>
/// <param name="Campaign">How it stands now; null when there is none.</param>
/// <param name="IsDone">False when its state forbids the change.</param>
public sealed record CampaignChange(Campaign? Campaign, bool IsDone);

/// <summary>Campaign definitions and their state.</summary>
public sealed class CampaignStore(TableServiceClient service, ILogger<CampaignStore> logger)
{
    private const string Partition = "campaigns";
    private const string Definition = "Definition";
    private const string Verdict = "Verdict";
    private const long Never = 0; // In place of a time, so that a filter can ask for it.
    private const int MaxCharacters = 470_000; // A row holds a MiB, two bytes a letter.

    // Letters of all alphabets as they are: escaped they would be six times as long.
    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerOptions.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly TableClient _table = service.GetTableClient(Tables.Campaigns);

    /// <summary>Whether a definition with its template, variants and design fits into a row.</summary>
    public static bool Fits(CampaignDefinition definition) => JsonSerializer.Serialize(definition, Json).Length <= MaxCharacters;

    /// <summary>A campaign, or null.</summary>
    public async Task<Campaign?> GetAsync(string id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) is { } row ? Read(row) : null;

    /// <summary>Defines a campaign, or redefines one that has not started.</summary>
    public async Task<CampaignChange> DefineAsync(string id, CampaignDefinition definition, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await FindAsync(id, cancellationToken) is not null)
            {
                return await ChangeAsync(id, campaign => campaign.Redefine(definition), cancellationToken);
            }

            var campaign = Campaign.Define(id, definition);
            try
            {
                await _table.AddEntityAsync(Limits.Checked(Write(campaign)), cancellationToken);
                return new CampaignChange(campaign, IsDone: true);
            }
            catch (RequestFailedException taken) when (taken.Status == 409)
            {
                // Defined by somebody else meanwhile: redefine theirs.
                AppMetrics.Conflict(Tables.Campaigns);
            }
        }
    }

    /// <summary>Changes a campaign by one of its verbs.</summary>
    public async Task<CampaignChange> ChangeAsync(string id, Func<Campaign, Campaign?> verb, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await FindAsync(id, cancellationToken) is not { } row)
            {
                return new CampaignChange(null, IsDone: false);
            }

            var campaign = Read(row);
            if (verb(campaign) is not { } changed)
            {
                return new CampaignChange(campaign, IsDone: false);
            }

            if (changed == campaign)
            {
                return new CampaignChange(campaign, IsDone: true);
            }

            try
            {
                await _table.UpdateEntityAsync(Limits.Checked(Write(changed)), row.ETag, TableUpdateMode.Replace, cancellationToken);
                logger.StateChanged(id, changed.State);
                return new CampaignChange(changed, IsDone: true);
            }
            catch (RequestFailedException lost) when (lost.Status == 412)
            {
                // Somebody else changed it first: look again.
                AppMetrics.Conflict(Tables.Campaigns);
            }
        }
    }

    /// <summary>A page of all campaigns, by id.</summary>
    public async Task<Http.Page<Campaign>> ListAsync(Paging paging, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Partition} and RowKey gt {TableKeys.Escape(paging.Continuation ?? "")}");
        var campaigns = new List<Campaign>();
        await foreach (
            var row in _table.QueryAsync<TableEntity>(filter, Math.Min(paging.Take + 1, 1000), cancellationToken: cancellationToken))
        {
            if (campaigns.Count == paging.Take)
            {
                return new Http.Page<Campaign>(campaigns, Paging.Encode(campaigns[^1].Id));
            }

            campaigns.Add(Read(row));
        }

        return new Http.Page<Campaign>(campaigns, null);
    }

    /// <summary>The campaigns that wait for their time or are being sent.</summary>
    public Task<List<Campaign>> OpenAsync(CancellationToken cancellationToken) => WhereAsync(
        TableClient.CreateQueryFilter(
            $"PartitionKey eq {Partition} and (State eq {nameof(CampaignState.Scheduled)} or State eq {nameof(CampaignState.Sending)})"),
        cancellationToken);

    // Filters on plain columns scan the partition, but campaigns are hundreds and this is asked once a minute.
    private async Task<List<Campaign>> WhereAsync(string filter, CancellationToken cancellationToken)
    {
        var campaigns = new List<Campaign>();
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            campaigns.Add(Read(row));
        }

        return campaigns;
    }

    private async Task<TableEntity?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var found = await _table.GetEntityIfExistsAsync<TableEntity>(Partition, TableKeys.Escape(id), cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    private static TableEntity Write(Campaign campaign)
    {
        var row = new TableEntity(Partition, TableKeys.Escape(campaign.Id))
        {
            ["Id"] = campaign.Id,
            ["Version"] = campaign.Version,
            ["State"] = campaign.State.ToString(),
            ["DueAt"] = Milliseconds(campaign.DueAt),
            ["StartedAt"] = Milliseconds(campaign.StartedAt),
            ["FinishedAt"] = Milliseconds(campaign.FinishedAt),
        };
        LongText.Write(row, Definition, JsonSerializer.Serialize(campaign.Definition, Json));
        if (campaign.Verdict is { } verdict)
        {
            row[Verdict] = JsonSerializer.Serialize(verdict, Json);
        }

        return row;
    }

    private static Campaign Read(TableEntity row) => Campaign.Restore(
        row.GetString("Id")!,
        JsonSerializer.Deserialize<CampaignDefinition>(LongText.Read(row, Definition)!, Json)!,
        row.GetInt32("Version")!.Value,
        Enum.Parse<CampaignState>(row.GetString("State")!),
        Time(row, "DueAt"),
        Time(row, "StartedAt"),
        Time(row, "FinishedAt"),
        row.GetString(Verdict) is { } verdict ? JsonSerializer.Deserialize<AbVerdict>(verdict, Json) : null);

    private static long Milliseconds(DateTimeOffset? at) => at?.ToUnixTimeMilliseconds() ?? Never;

    private static DateTimeOffset? Time(TableEntity row, string name) =>
        row.GetInt64(name) is { } ms and > Never ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;
}
