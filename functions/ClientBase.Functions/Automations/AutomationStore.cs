using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using ClientBase.Domain.Automations;
using ClientBase.Domain.Automations.Reading;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Telemetry;
using Microsoft.Extensions.Caching.Memory;

namespace ClientBase.Functions.Automations;

/// <summary>The automations and all their versions.</summary>
/// <remarks>
/// One row an automation, and one a version that is never changed: whoever is on the way goes by theirs. All lie in one partition, so that
/// both rows change at once. One that is deleted keeps its rows, so that its versions are counted on should it ever be defined again.
/// </remarks>
public sealed class AutomationStore(TableServiceClient service, IMemoryCache cache)
{
    private const string Partition = "automations";
    private const string Current = "a|";
    private const string Versions = "v|";
    private const string Definition = "Definition";
    private const string Deleted = "Deleted";
    private const int MaxCharacters = 470_000; // A row holds a MiB, two bytes a letter.
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);

    // Letters of all alphabets as they are: escaped they would be six times as long.
    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerOptions.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly TableClient _table = service.GetTableClient(Tables.Automations);

    /// <summary>Whether a definition with its templates fits into a row.</summary>
    public static bool Fits(AutomationDefinition definition) => TextOf(definition).Length <= MaxCharacters;

    /// <summary>An automation as it stands; null: there is none.</summary>
    public async Task<Automation?> GetAsync(string id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) is { } row && !IsDeleted(row) ? Read(row) : null;

    /// <summary>A version of an automation, also of one that was deleted; null: there was none.</summary>
    public async Task<Automation?> GetVersionAsync(string id, int version, CancellationToken cancellationToken)
    {
        var key = (nameof(AutomationStore), id, version);
        if (cache.TryGetValue(key, out Automation? kept))
        {
            return kept;
        }

        var found = await _table.GetEntityIfExistsAsync<TableEntity>(
            Partition, VersionKey(id, version), cancellationToken: cancellationToken);
        return found.HasValue ? cache.Set(key, Read(found.Value!), new MemoryCacheEntryOptions { SlidingExpiration = KeptFor }) : null;
    }

    /// <summary>All automations, by id.</summary>
    public async Task<List<Automation>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await ReadAsync(Current, cancellationToken)).Where(row => !IsDeleted(row)).Select(Read)];

    /// <summary>The versions of an automation, the latest first.</summary>
    public async Task<List<Automation>> VersionsAsync(string id, CancellationToken cancellationToken)
    {
        var rows = await ReadAsync($"{Versions}{TableKeys.Escape(id)}|", cancellationToken);
        return [.. rows.Select(Read).OrderByDescending(version => version.Version)];
    }

    /// <summary>Defines an automation. The same definition once more makes no version.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="definition">What is asked for.</param>
    /// <param name="enabled">Whether people enter; null: as it was, and of a new one not.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<Automation> PutAsync(
        string id, AutomationDefinition definition, bool? enabled, string? by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        while (true)
        {
            var row = await FindAsync(id, cancellationToken);
            var before = row is null ? null : Read(row);
            var isThere = row is not null && !IsDeleted(row);
            var isEnabled = enabled ?? (isThere && before!.Enabled);
            var isNew = !isThere || TextOf(before!.Definition) != TextOf(definition);
            if (isThere && !isNew && before!.Enabled == isEnabled)
            {
                return before;
            }

            var after = new Automation(id, (before?.Version ?? 0) + (isNew ? 1 : 0), isEnabled, definition, now, by);
            if (await SaveAsync(after, row?.ETag, isNew, cancellationToken))
            {
                return after;
            }
        }
    }

    /// <summary>Switches an automation on or off; null: there is none.</summary>
    public async Task<Automation?> SwitchAsync(
        string id, bool enabled, string? by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await FindAsync(id, cancellationToken) is not { } row || IsDeleted(row))
            {
                return null;
            }

            var before = Read(row);
            if (before.Enabled == enabled)
            {
                return before;
            }

            var after = before with { Enabled = enabled, UpdatedAt = now, By = by };
            if (await SaveAsync(after, row.ETag, isNewVersion: false, cancellationToken))
            {
                return after;
            }
        }
    }

    /// <summary>Deletes an automation; false: there is none.</summary>
    public async Task<bool> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await FindAsync(id, cancellationToken) is not { } row || IsDeleted(row))
            {
                return false;
            }

            row[Deleted] = true;
            row["Enabled"] = false;
            try
            {
                await _table.UpdateEntityAsync(Limits.Checked(row), row.ETag, TableUpdateMode.Replace, cancellationToken);
                return true;
            }
            catch (RequestFailedException lost) when (lost.Status == 412)
            {
                AppMetrics.Conflict(Tables.Automations);
            }
        }
    }

    // False: somebody else changed it first.
    private async Task<bool> SaveAsync(Automation automation, ETag? etag, bool isNewVersion, CancellationToken cancellationToken)
    {
        var current = Limits.Checked(Write(automation, Current + TableKeys.Escape(automation.Id)));
        var actions = new List<TableTransactionAction>
        {
            etag is { } known
                ? new(TableTransactionActionType.UpdateReplace, current, known)
                : new(TableTransactionActionType.Add, current),
        };
        if (isNewVersion)
        {
            actions.Add(new(
                TableTransactionActionType.Add, Limits.Checked(Write(automation, VersionKey(automation.Id, automation.Version)))));
        }

        try
        {
            await _table.SubmitTransactionAsync(actions, cancellationToken);
            return true;
        }
        catch (TableTransactionFailedException lost) when (lost.Status is 409 or 412)
        {
            AppMetrics.Conflict(Tables.Automations);
            return false;
        }
    }

    private async Task<TableEntity?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var found = await _table.GetEntityIfExistsAsync<TableEntity>(
            Partition, Current + TableKeys.Escape(id), cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    private async Task<List<TableEntity>> ReadAsync(string prefix, CancellationToken cancellationToken)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in _table.QueryAsync<TableEntity>(
            TableKeys.Range(Partition, prefix), cancellationToken: cancellationToken))
        {
            rows.Add(row);
        }

        return rows;
    }

    private static string VersionKey(string id, int version) =>
        string.Create(CultureInfo.InvariantCulture, $"{Versions}{TableKeys.Escape(id)}|{version:d6}");

    private static bool IsDeleted(TableEntity row) => row.GetBoolean(Deleted) == true;

    private static string TextOf(AutomationDefinition definition) => AutomationWriter.Write(definition).ToJsonString(Json);

    private static TableEntity Write(Automation automation, string key)
    {
        var row = new TableEntity(Partition, key)
        {
            ["Id"] = automation.Id,
            ["Version"] = automation.Version,
            ["Enabled"] = automation.Enabled,
            ["UpdatedAt"] = automation.UpdatedAt,
            ["By"] = automation.By,
        };
        LongText.Write(row, Definition, TextOf(automation.Definition));
        return row;
    }

    private static Automation Read(TableEntity row)
    {
        using var json = JsonDocument.Parse(LongText.Read(row, Definition)!);
        return new Automation(
            row.GetString("Id")!,
            row.GetInt32("Version")!.Value,
            row.GetBoolean("Enabled") == true,
            AutomationJson.Read(json.RootElement).Definition
                ?? throw new InvalidOperationException($"Automation '{row.GetString("Id")}' was stored as no rule of ours reads it."),
            row.GetDateTimeOffset("UpdatedAt")!.Value,
            row.GetString("By"));
    }
}
